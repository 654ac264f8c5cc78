"""Nothing to report: one click, one or more periods."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from opsplanner.core import clock
from opsplanner.core.access import Actor
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Missing, Refusal
from opsplanner.operations.models import Operation, Period
from opsplanner.results.models import LIVE, Channel, PeriodServed, Submission
from opsplanner.results.services.demanding import demand_open
from opsplanner.results.services.entering import Entry, entry
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
    kinds = {period.kind == "rehearsal" for period in periods}
    submission = register(actor, giver, Channel.NIL, {period.id: 0 for period in periods}, rehearsal=kinds == {True})
    trace(actor, "nil", submission, periods=[period.number for period in periods], on_behalf=giver.on_behalf, **trail)
    if giver.on_behalf:
        tell_member(submission, "entered")
    send_receipt(actor, submission)
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
