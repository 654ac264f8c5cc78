"""Cases replace nil: the nil returns of their periods are closed, and stay so when the cases are withdrawn again."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from opsplanner.core import audit, clock
from opsplanner.core.access import Actor
from opsplanner.core.db import db
from opsplanner.results.models import LIVE, Channel, PeriodServed, Submission, SubmissionState
from opsplanner.results.services.registering import keep_step, trace


def nils_of(participation_id: int, periods: Collection[int]) -> list[PeriodServed]:
    """Where a participation's word for one of these periods (ids) is nil, and cases have not replaced it."""
    query = (
        sa.select(PeriodServed)
        .join(Submission, Submission.id == PeriodServed.submission_id)
        .where(
            Submission.participation_id == participation_id,
            Submission.channel == Channel.NIL,
            Submission.state.in_(LIVE),
            PeriodServed.period_id.in_(periods),
            PeriodServed.replaced_at.is_(None),
        )
        .order_by(PeriodServed.period_id, PeriodServed.submission_id)
    )
    return list(db.session.scalars(query))


def replace_nils(actor: Actor, submission: Submission, periods: Collection[int]) -> None:
    """Closes for these periods what was nil before a submission with cases; part of the transaction under way.

    A nil that still speaks for another period stays as it is; one that speaks for none is over, whoever reviews it.
    """
    for served in nils_of(submission.participation_id, periods):
        nil = served.submission
        before = audit.snapshot(nil, "state")
        served.replaced_at = clock.now()
        if all(each.replaced_at for each in nil.periods):
            nil.state = SubmissionState.REPLACED
        keep_step(actor, nil, "replace", submission.reference)
        trace(actor, "replace", nil, before, period=served.period.number, by=submission.reference)
