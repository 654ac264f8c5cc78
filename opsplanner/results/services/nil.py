"""Nothing to report: one click, one or more periods; and the periods for which it may be said together with a sheet."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from opsplanner.core import clock
from opsplanner.core.access import Actor
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Missing, Refusal
from opsplanner.operations.models import Operation, Period
from opsplanner.results.board import read_board
from opsplanner.results.models import LIVE, Channel, PeriodServed, Submission
from opsplanner.results.scope import standing
from opsplanner.results.services.demanding import demand_open
from opsplanner.results.services.entering import Entry, entry, entry_for
from opsplanner.results.services.letters import send_receipt, tell_member
from opsplanner.results.services.registering import register, trace
from opsplanner.results.services.settling import held


@writes
def report_nil(
    actor: Actor, operation: Operation, numbers: Sequence[int], member: str = "", **trail: Any
) -> Submission:
    """A nil return for periods by number, refused where cases are. Said before already: that submission is given back, nothing stored.

    `trail` says more in the audit entry, such as the way it came.
    """
    giver = entry(actor, operation, member)
    periods = [_period(giver, number) for number in sorted(set(numbers))]
    if not periods:
        raise Missing
    for period in periods:
        if held(giver.participation.id, period.id):
            raise Refusal(
                _l(
                    "Results were reported for period %(number)s, so it cannot be nil. Withdraw the cases first.",
                    number=period.number,
                )
            )
    said = _said_already(giver, [period.id for period in periods])
    if said:
        return said
    submission = store_nil(actor, giver, periods, **trail)
    if giver.on_behalf:
        tell_member(submission, "entered")
    send_receipt(actor, submission)
    return submission


def nil_offered(giver: Entry, beside: Collection[int] = ()) -> list[Period]:
    """The open periods past due of which nothing has come from a Member, but for those (ids) of cases about to be stored."""
    board = read_board(giver.operation, only=[giver.participation.id])
    silent = (board.period(each) for each in board.of(giver.participation) if each.silent)
    return [period for period in silent if period.state == "open" and period.id not in beside]


def nil_after(actor: Actor, submission: Submission) -> list[Period]:
    """The same on the receipt of what counts, for who sent it or sends for its Member; nothing for others."""
    sends = standing(actor, submission.operation).sends(submission)
    entered = actor.user_id is not None and actor.user_id == submission.entered_by_id
    if submission.rehearsal or submission.state not in LIVE or not (sends or entered):
        return []
    try:
        return nil_offered(entry_for(actor, submission.participation))
    except (Missing, Refusal):
        return []


def store_nil(actor: Actor, giver: Entry, periods: Sequence[Period], **trail: Any) -> Submission:
    """Registers nil for periods that were looked at, in the transaction under way; `trail` says more in the audit entry."""
    kinds = {period.kind == "rehearsal" for period in periods}
    submission = register(actor, giver, Channel.NIL, {period.id: 0 for period in periods}, rehearsal=kinds == {True})
    trace(actor, "nil", submission, periods=[period.number for period in periods], on_behalf=giver.on_behalf, **trail)
    return submission


def _period(giver: Entry, number: int) -> Period:
    operation = giver.operation
    period = next((each for each in operation.periods if each.number == number), None)
    if period is None:
        raise Missing
    demand_open(period)
    if period.starts_on > clock.today(operation.time_zone):
        raise Refusal(_l("Period %(number)s has not begun yet.", number=number))
    return period


def _said_already(giver: Entry, periods: Sequence[int]) -> Submission | None:
    """The live nil submission that already speaks for all of these periods."""
    return db.session.scalar(
        sa.select(Submission)
        .join(PeriodServed, PeriodServed.submission_id == Submission.id)
        .where(
            Submission.participation_id == giver.participation.id,
            Submission.channel == Channel.NIL,
            Submission.state.in_(LIVE),
            PeriodServed.period_id.in_(periods),
            PeriodServed.replaced_at.is_(None),
        )
        .group_by(Submission.id)
        .having(sa.func.count() == len(periods))
        .order_by(Submission.id.desc())
        .limit(1)
    )
