"""Which participations and contact points of an operation an actor may see, as queries that every page starts from."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import aliased, contains_eager

from opsplanner.core.access import Actor, Permission
from opsplanner.directory.models import Organisation
from opsplanner.operations.models import Operation, OperationSeat
from opsplanner.participants.models import ContactPoint, Participation, ParticipationState

IN = (ParticipationState.INVITED, ParticipationState.ACCEPTED)


def participations(actor: Actor, operation: Operation) -> sa.Select[Participation]:
    """All participations for those who may see the list; else the actor's own. Joined with their organisations."""
    query = sa.select(Participation).join(Participation.organisation).where(Participation.operation_id == operation.id)
    if actor.may(Permission.PARTICIPANTS_SEE, operation.code):
        return query
    return query.where(of_actor(actor, operation))


def of_actor(actor: Actor, operation: Operation) -> sa.ColumnElement[bool]:
    """That a participation is the actor's: of an organisation it holds a seat for, or of that office's parent."""
    held = actor.organisations_in(operation.code)
    parents = sa.select(Organisation.parent_id).where(Organisation.id.in_(held), Organisation.parent_id.is_not(None))
    return sa.or_(Participation.organisation_id.in_(held), Participation.organisation_id.in_(parents))


def of_seats(actor: Actor) -> sa.Select[Participation]:
    """The actor's own participations in all operations: of organisations it holds a seat for there, or of an office's parent."""
    office = aliased(Organisation)
    seat = (
        sa.select(OperationSeat.id)
        .join(office, office.id == OperationSeat.organisation_id)
        .where(
            OperationSeat.account_id == actor.user_id,
            OperationSeat.operation_id == Participation.operation_id,
            Participation.organisation_id.in_((office.id, office.parent_id)),
        )
    )
    query = sa.select(Participation).join(Participation.organisation).where(seat.exists())
    return query.options(contains_eager(Participation.organisation))


def of_organisation(actor: Actor, organisation: Organisation) -> sa.Select[Participation]:
    """Those of one organisation, in the operations whose participants the actor may see."""
    query = (
        sa.select(Participation)
        .join(Participation.operation)
        .where(Participation.organisation_id == organisation.id)
        .options(contains_eager(Participation.operation))
    )
    if actor.is_secretariat:
        return query
    open_to = {
        seat.operation_id
        for seat in actor.seats
        if seat.organisation_id == organisation.id or actor.may(Permission.PARTICIPANTS_SEE, seat.operation_code)
    }
    return query.where(Participation.operation_id.in_(open_to))


def contacts(actor: Actor, operation: Operation) -> sa.Select[ContactPoint]:
    """The contact points of those who take part, for all participants; for others their own. Joined like participations."""
    query = (
        sa.select(ContactPoint)
        .join(ContactPoint.participation)
        .join(Participation.organisation)
        .where(Participation.operation_id == operation.id)
    )
    if actor.may(Permission.CONTACTS_SEE, operation.code):
        return query.where(Participation.state.in_(IN))
    return query.where(of_actor(actor, operation))
