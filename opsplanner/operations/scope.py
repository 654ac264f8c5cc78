"""Which operations an actor may know of, as a query that every page starts from."""

from __future__ import annotations

import sqlalchemy as sa

from opsplanner.core.access import Actor
from opsplanner.operations.models import Operation


def scope(actor: Actor) -> sa.Select[Operation]:
    """The secretariat sees every operation; everyone else those in which a seat is held."""
    operations = sa.select(Operation)
    if actor.is_secretariat:
        return operations
    return operations.where(Operation.id.in_({seat.operation_id for seat in actor.seats}))
