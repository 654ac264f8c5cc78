"""The line of comparison of a review: what the delivery comes to beside the Member's last periods, the other Members and the targets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import sqlalchemy as sa
from flask import current_app

from opsplanner.core.access import Actor
from opsplanner.core.db import db
from opsplanner.operations.models import Operation, Period
from opsplanner.operations.overview import Actual, Panels
from opsplanner.results.leftward import Beside, Leftward
from opsplanner.results.models import LIVE, PeriodServed, Submission

LAST = 6


@dataclass(frozen=True, slots=True)
class Goal:
    """What an objective wants of the whole operation by one measure, and what it has reached as far as that may be told."""

    target: Decimal
    reached: Actual | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """The period that is compared, over how many earlier ones, and whether the delivery tells of other periods too.

    `goals` are by measure, of those in the rows that an objective of the operation is measured by.
    """

    period: Period
    earlier: int
    has_more: bool
    rows: Sequence[Beside]
    goals: Mapping[str, Goal]

    @property
    def reached(self) -> Actual | None:
        """As of when and from how many Members the operation's own figures are, None where there are none."""
        return next((goal.reached for goal in self.goals.values() if goal.reached), None)


def comparison(actor: Actor, submission: Submission) -> Comparison | None:
    """Of the newest period that the submission has cases of; None of a rehearsal and where there is no case."""
    served = sorted((each.period for each in submission.periods if each.cases), key=lambda period: period.number)
    if submission.rehearsal or not served:
        return None
    period = served[-1]
    earlier = _received_before(submission, period)
    leftward: Leftward = current_app.extensions["results_leftward"]
    rows = leftward.beside(submission.operation, submission.id, submission.participation_id, period.id, earlier)
    return Comparison(period, len(earlier), len(served) > 1, rows, _goals(actor, submission.operation, rows))


def _goals(actor: Actor, operation: Operation, rows: Sequence[Beside]) -> Mapping[str, Goal]:
    """The targets of the objectives by measure, the first where two share one."""
    shown = {row.measure.key for row in rows}
    aims = {each.measure: each.target for each in reversed(operation.objectives) if each.measure in shown}
    if not aims:
        return {}
    panels: Panels = current_app.extensions["panels"]
    reached = panels.actuals(actor, operation)
    return {key: Goal(target, reached.get(key)) for key, target in aims.items() if target is not None}


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
