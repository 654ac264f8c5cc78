"""What is owed, received, on time and silent, as the design words it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from opsplanner.results.returns import Delivery, Owed, ReturnState, judge, tally

END = datetime(2026, 3, 8, tzinfo=UTC)
DUE = END + timedelta(hours=12)
LATER = DUE + timedelta(days=1)


def owed(*deliveries: Delivery, participation: int = 1, period: int = 1, **changes: Any) -> Owed:
    return Owed(participation, period, END, DUE, deliveries=deliveries, **changes)


def delivery(number: int = 1, state: str = "submitted", *, nil: bool = False, at: datetime = DUE) -> Delivery:
    return Delivery(number, state, nil, at)


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (END - timedelta(seconds=1), ReturnState.NOT_DUE),
        (END, ReturnState.DUE),
        (DUE, ReturnState.DUE),
        (DUE + timedelta(seconds=1), ReturnState.OVERDUE),
    ],
)
def test_without_a_delivery_the_clock_decides(now: datetime, state: ReturnState) -> None:
    assert judge(owed(), now).state == state


@pytest.mark.parametrize(
    ("deliveries", "state"),
    [
        ([delivery()], ReturnState.SUBMITTED),
        ([delivery(1, "accepted"), delivery(2, "submitted")], ReturnState.SUBMITTED),
        ([delivery(1, "accepted"), delivery(2, "in_review")], ReturnState.IN_REVIEW),
        ([delivery(1, "returned")], ReturnState.RETURNED),
        ([delivery(1, "returned"), delivery(2, "submitted")], ReturnState.SUBMITTED),
        ([delivery(nil=True)], ReturnState.NIL_SUBMITTED),
        ([delivery(1, "accepted", nil=True)], ReturnState.NIL_ACCEPTED),
        ([delivery(1, nil=True), delivery(2, "accepted")], ReturnState.ACCEPTED),
    ],
)
def test_a_return_shows_the_least_advanced_of_its_deliveries(deliveries: list[Delivery], state: ReturnState) -> None:
    assert judge(owed(*deliveries), LATER).state == state


def test_at_the_due_time_is_on_time_and_a_second_later_is_not() -> None:
    assert judge(owed(delivery(at=DUE)), LATER).on_time
    late = judge(owed(delivery(at=DUE + timedelta(seconds=1))), LATER)
    assert late.received
    assert late.late


def test_a_later_return_costs_nothing() -> None:
    answered = judge(owed(delivery(1, "returned", at=DUE), delivery(2, at=LATER)), LATER)
    assert answered.on_time


def test_what_came_after_the_moment_looked_at_is_not_there_yet() -> None:
    assert judge(owed(delivery(at=LATER)), DUE + timedelta(hours=1)).silent


def test_excused_and_rehearsal_and_unasked_are_not_expected() -> None:
    for left_out in ({"excused": True}, {"rehearsal": True}, {"asked": False}):
        assert not judge(owed(**left_out), LATER).expected
    assert judge(owed(excused=True), LATER).state == ReturnState.EXCUSED


def test_received_before_due_is_expected_already() -> None:
    before = END - timedelta(hours=1)
    assert judge(owed(delivery(at=before)), before).expected
    assert not judge(owed(), before).expected


def test_members_are_counted_once_whatever_their_returns() -> None:
    returns = [
        judge(each, LATER)
        for each in (
            owed(delivery(), participation=1, period=1),
            owed(participation=1, period=2),
            owed(delivery(nil=True), participation=2, period=1),
            owed(delivery(nil=True), participation=2, period=2),
            owed(participation=3, period=1),
            owed(excused=True, participation=4, period=1),
        )
    ]
    count = tally(returns)
    assert (count.n, count.of) == (2, 3)
    assert (count.expected, count.received, count.silent) == (5, 3, 2)
    assert count.members_nil == {2}
    assert count.members_silent == {3}
