"""What self-assessments say together tells nobody what one Member said."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsplanner.surveys import services
from opsplanner.surveys.aggregate import LEAST, averages, changes
from tests import factories as make
from tests.surveys.asked import LEVELS, Asked, participation

LEVEL = st.integers(0, 4)
ANSWERS = st.dictionaries(st.integers(1, 8), st.fixed_dictionaries({"theme": LEVEL}), max_size=8)
READERS = st.frozensets(st.integers(1, 8), max_size=2)


@given(ANSWERS, READERS)
def test_an_average_needs_three_beside_the_reader(answers: dict[int, dict[str, int]], readers: frozenset[int]):
    shown = averages(answers, ["theme"], readers)
    assert bool(shown) == (len(answers.keys() - readers) >= LEAST)
    for each in shown:
        assert abs(each.level - Decimal(sum(said["theme"] for said in answers.values())) / len(answers)) <= Decimal(
            "0.05"
        )


@given(ANSWERS, ANSWERS, READERS)
def test_a_change_is_shown_only_where_nobody_stands_apart(
    before: dict[int, dict[str, int]], after: dict[int, dict[str, int]], readers: frozenset[int]
):
    if changes(before, after, ["theme"], readers):
        both = before.keys() & after.keys()
        assert len(both - readers) >= LEAST
        assert all(len(group.keys() - both - readers) not in range(1, LEAST) for group in (before, after))


def assess(asked: Asked, code: str, kind: str, level: str) -> None:
    who = f"{code.lower()}-{kind}"
    if code not in ("KZ", "GE"):
        participation(asked.operation, code)
    from_seat = make.seated(f"{who}@x.example", asked.operation, "member", code)
    actor = make.actor(from_seat)
    found = services.answering(actor, "OP1", kind, code)
    services.save_answers(
        actor, "OP1", kind, code, dict.fromkeys((f"q_{theme}" for theme in LEVELS), level), found.stamp
    )
    services.submit_reply(actor, "OP1", kind, code, "en")


@pytest.mark.parametrize(("reader", "shown"), [("planner", True), ("kz", False)])
def test_three_members_are_enough_for_the_planner_and_not_for_one_of_them(asked: Asked, reader: str, shown: bool):
    asked.survey("before")
    for code, level in (("KZ", "1"), ("GE", "2"), ("AM", "4")):
        assess(asked, code, "before", level)
    still_open = services.assessed(asked.actor(reader), asked.operation)
    assert still_open.rounds[0].averages == {}
    services.close_survey(asked.actor("planner"), "OP1", "before")
    told = services.assessed(asked.actor(reader), asked.operation).rounds[0]
    assert bool(told.averages) == shown
    assert told.own == (dict.fromkeys(LEVELS, 1) if reader == "kz" else None)


def test_a_member_sees_by_how_much_it_has_moved(asked: Asked):
    asked.survey("before")
    asked.send("kz", "before")
    asked.survey("after")
    asked.send("kz", "after", q_targeting="4")
    told = services.assessed(asked.actor("kz"), asked.operation)
    assert [told.own_change(theme) for theme in ("commitment", "targeting")] == [0, 2]
    assert services.assessed(asked.actor("ge"), asked.operation).own_change("targeting") is None
