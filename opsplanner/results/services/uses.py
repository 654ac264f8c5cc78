"""How many submissions rest on each version of a template."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

from opsplanner.core.db import db
from opsplanner.operations.models import Operation
from opsplanner.results.models import Submission


def uses_of(operation: Operation) -> Mapping[int, int]:
    """The number of submissions by the id of their version; every state counts, for each is read by its version."""
    counted = (
        sa.select(Submission.template_id, sa.func.count())
        .where(Submission.operation_id == operation.id, Submission.template_id.is_not(None))
        .group_by(Submission.template_id)
    )
    return {version: number for version, number in db.session.execute(counted) if version is not None}
