"""The one definition of what is owed, received, on time and silent: a return is what a Member owes for a period."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple


class ReturnState(StrEnum):
    """Where a return stands: the least advanced state of the deliveries that answer it."""

    NOT_DUE = "not_due"
    DUE = "due"
    OVERDUE = "overdue"
    DRAFT = "draft"
    RETURNED = "returned"
    SUBMITTED = "submitted"
    IN_REVIEW = "in_review"
    ACCEPTED = "accepted"
    NIL_SUBMITTED = "nil_submitted"
    NIL_ACCEPTED = "nil_accepted"
    EXCUSED = "excused"


ADVANCE = ("returned", "submitted", "in_review", "accepted")
ACCEPTED = (ReturnState.ACCEPTED, ReturnState.NIL_ACCEPTED)
# By the state of the deliveries that speak and whether they say nil; a nil sent back is one to be sent anew like any other.
ANSWERED = {(state, False): ReturnState(state) for state in ADVANCE} | {
    ("returned", True): ReturnState.RETURNED,
    ("submitted", True): ReturnState.NIL_SUBMITTED,
    ("in_review", True): ReturnState.NIL_SUBMITTED,
    ("accepted", True): ReturnState.NIL_ACCEPTED,
    # Looked at as of a moment before the cases came.
    ("replaced", True): ReturnState.NIL_SUBMITTED,
}


class Delivery(NamedTuple):
    """A submission as far as it answers one return. `state` is that of the submission; withdrawn ones are left out by the caller.

    `replaced_at`: when cases took the place of a nil. It speaks no more from then on, not even when they are withdrawn.
    """

    number: int
    state: str
    nil: bool
    at: datetime
    replaced_at: datetime | None = None


class Owed(NamedTuple):
    """What a participation owes for a period. `due_at` holds any extension; `ends_at` is when the period is over;
    `asked` is false for those of whom no return is expected (guests, partners, whoever has not accepted)."""

    participation: int
    period: int
    ends_at: datetime
    due_at: datetime
    asked: bool = True
    excused: bool = False
    rehearsal: bool = False
    drafted: bool = False
    deliveries: Sequence[Delivery] = ()


class Return(NamedTuple):
    """What is owed, and how it stands at a moment."""

    owed: Owed
    state: ReturnState
    received: bool
    on_time: bool
    expected: bool
    silent: bool
    nil: bool
    first_at: datetime | None

    @property
    def late(self) -> bool:
        """Received after its due time."""
        return self.received and not self.on_time


def judge(owed: Owed, now: datetime) -> Return:
    """How a return stands at `now` (aware). Deliveries after `now` are not there yet.

    On time: the first delivery came at or before due; a later "returned" costs nothing. Expected: asked, not excused, not a
    rehearsal, and past due or received already. Silent: past due and nothing received.
    """
    came = owed.deliveries
    if came and (len(came) > 1 or came[0].at > now):
        came = [delivery for delivery in came if delivery.at <= now]
    counts = owed.asked and not owed.excused and not owed.rehearsal
    speaking: Sequence[Delivery] = [each for each in came if each.replaced_at is None or each.replaced_at > now]
    if not speaking:
        expected = counts and now > owed.due_at
        return Return(owed, _without_delivery(owed, now), False, False, expected, expected, False, None)
    first = came[0].at
    if len(came) > 1:
        speaking, first = standing(speaking), min([delivery.at for delivery in came])
    least, nil = speaking[0].state, speaking[0].nil
    if len(speaking) > 1:
        least = min([each.state for each in speaking], key=ADVANCE.index)
    return Return(owed, ANSWERED[least, nil], True, first <= owed.due_at, counts, False, nil, first)


def standing(came: Sequence[Delivery]) -> Sequence[Delivery]:
    """The deliveries that speak for a return now: a returned one is answered by the next number, and cases replace nil."""
    if len(came) < 2:
        return came
    ordered = sorted(came, key=attrgetter("number"))
    unanswered = [each for each in ordered[:-1] if each.state != "returned"] + ordered[-1:]
    with_cases = [each for each in unanswered if not each.nil]
    return with_cases or unanswered[-1:]


def _without_delivery(owed: Owed, now: datetime) -> ReturnState:
    if owed.excused:
        return ReturnState.EXCUSED
    if owed.drafted:
        return ReturnState.DRAFT
    if now > owed.due_at:
        return ReturnState.OVERDUE
    return ReturnState.DUE if now >= owed.ends_at else ReturnState.NOT_DUE


@dataclass(slots=True)
class Tally:
    """Counts of returns, and of Members; a Member is `reported` with one received return in what is counted."""

    expected: int = 0
    received: int = 0
    on_time: int = 0
    silent: int = 0
    accepted: int = 0
    members_expected: set[int] = field(default_factory=set)
    members_reported: set[int] = field(default_factory=set)
    members_nil: set[int] = field(default_factory=set)
    members_silent: set[int] = field(default_factory=set)

    @property
    def n(self) -> int:
        """Of "n of N": Members with at least one received return, of those expected."""
        return len(self.members_reported)

    @property
    def of(self) -> int:
        """Of "n of N": Members expected."""
        return len(self.members_expected)


def tally(returns: Iterable[Return]) -> Tally:
    """The figures of reporting over any set of returns: a period, a region, a whole operation."""
    count, with_results = Tally(), set()
    for each in returns:
        if not each.expected:
            continue
        member = each.owed.participation
        count.expected += 1
        count.members_expected.add(member)
        if not each.received:
            count.silent += 1
            continue
        count.received += 1
        count.on_time += each.on_time
        count.accepted += each.state in ACCEPTED
        count.members_reported.add(member)
        if not each.nil:
            with_results.add(member)
    count.members_silent = count.members_expected - count.members_reported
    count.members_nil = count.members_reported - with_results
    return count
