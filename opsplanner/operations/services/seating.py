"""Seats: which person holds which role, for which organisation, in an operation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import contains_eager, joinedload

from opsplanner.core import audit
from opsplanner.core.access import Actor, Permission, Role, Seat
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Forbidden, Missing, Refusal
from opsplanner.core.listing import Listing, Page
from opsplanner.directory.models import Account, Organisation
from opsplanner.operations.models import Operation, OperationSeat
from opsplanner.operations.services.finding import editable, find


def seats(operation: Operation, organisation_ids: Sequence[int] | None = None) -> list[OperationSeat]:
    """The seats of an operation, planners first; of some organisations only when they are named."""
    query = (
        sa.select(OperationSeat)
        .join(Account, Account.id == OperationSeat.account_id)
        .where(OperationSeat.operation_id == operation.id)
        .options(joinedload(OperationSeat.account), joinedload(OperationSeat.organisation))
        .order_by(OperationSeat.role != Role.PLANNER, Account.name)
    )
    if organisation_ids is not None:
        query = query.where(OperationSeat.organisation_id.in_(organisation_ids))
    return list(db.session.scalars(query))


TEAM = Listing(
    sorts={"name": Account.search, "role": OperationSeat.role, "organisation": Organisation.code},
    search=(Account.search, Organisation.search_en, Organisation.search_fr),
    filters={"role": OperationSeat.role},
    start="name",
    tiebreak=OperationSeat.id,
    folded=True,
)


def team(operation: Operation, asked: Mapping[str, str]) -> Page[OperationSeat]:
    """Everyone with a seat, page by page; for those who manage participants."""
    query = (
        sa.select(OperationSeat)
        .join(OperationSeat.account)
        .join(OperationSeat.organisation)
        .where(OperationSeat.operation_id == operation.id)
        .options(contains_eager(OperationSeat.account), contains_eager(OperationSeat.organisation))
    )
    return TEAM.page(query, asked)


@writes
def name_planner(actor: Actor, code: str, email: str) -> OperationSeat:
    """Makes the person with this address a planner; refuses an address that nobody signs in with."""
    operation = editable(actor, code, Permission.PARTICIPANTS_MANAGE)
    address = sa.func.lower(Account.email) == email.strip().lower()
    account = db.session.scalar(sa.select(Account).where(address, Account.active))
    if account is None:
        raise Refusal(_l("Nobody signs in with this address. Ask the secretariat to invite the person first."))
    return seat(actor, operation, account, Role.PLANNER, account.organisation_id)


@writes
def give_seat(actor: Actor, code: str, account_id: int, role: str, organisation_id: int | None = None) -> OperationSeat:
    """Gives a person a role in the operation, for their own organisation unless another is named; nothing changes when it is held."""
    operation = editable(actor, code, Permission.PARTICIPANTS_MANAGE)
    account = db.session.scalar(sa.select(Account).where(Account.id == account_id, Account.active))
    if account is None:
        raise Missing
    return seat(actor, operation, account, role, organisation_id or account.organisation_id)


@writes
def share_seat(actor: Actor, account: Account, held: Seat) -> OperationSeat:
    """A colleague holds the actor's own seat too: as member, for the same organisation."""
    if held not in actor.seats or held.role is not Role.MEMBER:
        raise Forbidden(_l("You can share only a seat that you hold as member."))
    return seat(actor, find(actor, held.operation_code), account, held.role, held.organisation_id)


@writes
def seat(actor: Actor, operation: Operation, account: Account, role: str, organisation_id: int) -> OperationSeat:
    """Stores a seat in the transaction under way; the caller has checked that the actor may give it."""
    held = db.session.scalar(
        sa.select(OperationSeat).where(
            OperationSeat.account_id == account.id,
            OperationSeat.operation_id == operation.id,
            OperationSeat.organisation_id == organisation_id,
            OperationSeat.role == role,
        )
    )
    if held:
        return held
    given = OperationSeat(account_id=account.id, operation_id=operation.id, organisation_id=organisation_id, role=role)
    db.session.add(given)
    audit.record(actor, "seat:give", account.email, scope=operation.code, after={"role": role})
    return given


@writes
def take_seat(actor: Actor, code: str, seat_id: int) -> None:
    """Takes a seat away; an operation keeps at least one planner."""
    operation = editable(actor, code, Permission.PARTICIPANTS_MANAGE)
    held = next((one for one in seats(operation) if one.id == seat_id), None)
    if held is None:
        raise Missing
    drop(actor, operation, held)


@writes
def drop(actor: Actor, operation: Operation, held: OperationSeat) -> None:
    """Removes a seat in the transaction under way; the caller has checked that the actor may. An operation keeps a planner."""
    planners = [one for one in seats(operation) if one.role == Role.PLANNER]
    if held.role == Role.PLANNER and len(planners) == 1:
        raise Refusal(_l("An operation needs a planner: name another one first."))
    audit.record(actor, "seat:take", held.account.email, scope=operation.code, before={"role": held.role})
    db.session.delete(held)
