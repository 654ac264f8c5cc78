"""Requests for more time that wait for an answer."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager

from opsplanner.core.db import db
from opsplanner.operations.models import Operation
from opsplanner.participants.models import Participation
from opsplanner.results.models import RequestState, TimeRequest


def asked_for(operation: Operation) -> frozenset[tuple[int, int]]:
    """The returns, as (participation, period), for which more time is asked and nobody has answered."""
    query = sa.select(TimeRequest.participation_id, TimeRequest.period_id).join(TimeRequest.participation)
    found = query.where(Participation.operation_id == operation.id, TimeRequest.state == RequestState.ASKED)
    return frozenset((member, period) for member, period in db.session.execute(found))


def waiting(operations: list[int]) -> list[TimeRequest]:
    """The requests of some operations that nobody has answered, the oldest first."""
    query = (
        sa.select(TimeRequest)
        .join(TimeRequest.participation)
        .join(Participation.organisation)
        .options(
            contains_eager(TimeRequest.participation).contains_eager(Participation.organisation),
            sa.orm.joinedload(TimeRequest.period),
        )
        .where(Participation.operation_id.in_(operations), TimeRequest.state == RequestState.ASKED)
        .order_by(TimeRequest.id)
    )
    return list(db.session.scalars(query))


def history(participation_id: int, period_id: int) -> list[TimeRequest]:
    """All requests for one return, the newest first."""
    query = sa.select(TimeRequest).where(
        TimeRequest.participation_id == participation_id, TimeRequest.period_id == period_id
    )
    return list(db.session.scalars(query.order_by(TimeRequest.id.desc())))
