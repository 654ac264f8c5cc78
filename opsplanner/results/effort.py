"""Effort that counts now: of each Member the newest row of every window of days, in submissions that count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from opsplanner.core.db import db
from opsplanner.operations.models import Operation
from opsplanner.results.models import LIVE, EffortRow, Submission, SubmissionState

EFFORT = EffortRow.__table__


def current_effort(
    operation: Operation,
    states: Sequence[SubmissionState] = LIVE,
    participation: int | None = None,
    rehearsal: bool = False,
) -> list[Mapping[str, Any]]:
    """Rows by column, with `participation_id`; all of the operation, or of one participation. A rehearsal is a space of its own."""
    query = (
        sa.select(Submission.participation_id, EFFORT)
        .join(EFFORT, EFFORT.c.submission_id == Submission.id)
        .where(Submission.operation_id == operation.id, Submission.state.in_(states))
        .where(Submission.rehearsal if rehearsal else ~Submission.rehearsal)
        .order_by(Submission.id)
    )
    if participation is not None:
        query = query.where(Submission.participation_id == participation)
    newest = {
        (row["participation_id"], row["window_start"], row["window_end"]): dict(row)
        for row in db.session.execute(query).mappings()
    }
    return list(newest.values())
