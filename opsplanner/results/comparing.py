"""The line of comparison of a review: what the delivery comes to beside the Member's last periods and the other Members."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from flask import current_app

from opsplanner.core.db import db
from opsplanner.operations.models import Period
from opsplanner.results.leftward import Beside, Leftward
from opsplanner.results.models import LIVE, PeriodServed, Submission

LAST = 6


@dataclass(frozen=True, slots=True)
class Comparison:
    """The period that is compared, over how many earlier ones, and whether the delivery tells of other periods too."""

    period: Period
    earlier: int
    has_more: bool
    rows: Sequence[Beside]


def comparison(submission: Submission) -> Comparison | None:
    """Of the newest period that the submission has cases of; None of a rehearsal and where there is no case."""
    served = sorted((each.period for each in submission.periods if each.cases), key=lambda period: period.number)
    if submission.rehearsal or not served:
        return None
    period = served[-1]
    earlier = _received_before(submission, period)
    leftward: Leftward = current_app.extensions["results_leftward"]
    rows = leftward.beside(submission.operation, submission.id, submission.participation_id, period.id, earlier)
    return Comparison(period, len(earlier), len(served) > 1, rows)


def _received_before(submission: Submission, period: Period) -> Sequence[int]:
    """The last periods before it that the Member answered, be it with nothing to report: what did not come is not nothing."""
    query = (
        sa.select(Period.id)
        .join(PeriodServed, PeriodServed.period_id == Period.id)
        .join(Submission, Submission.id == PeriodServed.submission_id)
        .where(
            Submission.participation_id == submission.participation_id,
            Submission.state.in_(LIVE),
            Submission.rehearsal.is_(False),
            Period.number < period.number,
        )
        .group_by(Period.id, Period.number)
        .order_by(Period.number.desc())
        .limit(LAST)
    )
    return db.session.scalars(query).all()
