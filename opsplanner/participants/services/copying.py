"""Who took part in an operation asked to take part in the one copied from it."""

from __future__ import annotations

from opsplanner.core.access import Actor
from opsplanner.core.db import db, writes
from opsplanner.directory.models import Organisation
from opsplanner.operations.models import Operation
from opsplanner.participants.models import Participation, ParticipationState
from opsplanner.participants.services.adding import ROLES, current, invite_many


@writes
def ask_again(actor: Actor, source: Operation, made: Operation) -> None:
    """Each organisation that accepted and still is one, in the role it had; contact points are named anew."""
    for role in ROLES:
        there = (
            Participation.operation_id == source.id,
            Participation.role == role,
            Participation.state == ParticipationState.ACCEPTED,
        )
        query = current().join(Participation, Participation.organisation_id == Organisation.id).where(*there)
        ids = list(db.session.scalars(query.with_only_columns(Organisation.id)))
        if ids:
            invite_many(actor, made.code, ids, role, {})
