"""The people of a participation: who of its organisation and offices may open the operation, and inviting somebody new."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from opsplanner.core.access import ASKED, Actor, Permission, Role
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Forbidden, Missing, Refusal
from opsplanner.directory.models import Account, Organisation
from opsplanner.directory.scope import offices_of
from opsplanner.directory.services import Link, PersonValues, enrol
from opsplanner.operations.models import Operation, OperationSeat
from opsplanner.operations.services import editable
from opsplanner.operations.services import find as find_operation
from opsplanner.operations.services.finding import NOT_ALLOWED
from opsplanner.operations.services.seating import drop, seat
from opsplanner.participants.models import Participation
from opsplanner.participants.roles import role_now
from opsplanner.participants.services.adding import add_participants
from opsplanner.participants.services.finding import changeable, is_own, may_manage, of_organisation


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the organisation or an office, and whether they may open the operation."""

    account: Account
    seated: bool


def people(operation: Operation, participation: Participation) -> list[Person]:
    """Everyone of a participation's organisation and offices, by name; the caller has checked that the actor may see them."""
    accounts = db.session.scalars(
        sa.select(Account)
        .where(Account.organisation_id.in_(offices_of(participation.organisation_id)), Account.active)
        .order_by(Account.search)
    ).all()
    seated = set(
        db.session.scalars(
            sa.select(OperationSeat.account_id).where(
                OperationSeat.operation_id == operation.id,
                OperationSeat.organisation_id.in_(offices_of(participation.organisation_id)),
            )
        )
    )
    return [Person(account, account.id in seated) for account in accounts]


def offices(participation: Participation) -> list[Organisation]:
    """The organisation itself and its offices, by code."""
    query = sa.select(Organisation).where(Organisation.id.in_(offices_of(participation.organisation_id)))
    return list(db.session.scalars(query.order_by(Organisation.parent_id.is_not(None), Organisation.code)))


@writes
def invite_person(
    actor: Actor, code: str, organisation_code: str, values: PersonValues, by_mail: bool
) -> tuple[Account, Link | None]:
    """Somebody new of the organisation or one of its offices, with a seat; without a link when the person signs in already."""
    operation = find_operation(actor, code)
    participation = _fillable(actor, operation, organisation_code)
    within = set(db.session.scalars(offices_of(participation.organisation_id)))
    if values.organisation_id not in within:
        raise Missing
    account, link = enrol(actor, values, by_mail)
    if account.organisation_id not in within or not account.active:
        raise Refusal(_l("This address belongs to somebody who cannot be invited here. Ask the secretariat."))
    seat(actor, operation, account, role_now(participation), account.organisation_id)
    return account, link


@writes
def invite_into(
    actor: Actor, code: str, values: PersonValues, role: Role, by_mail: bool
) -> tuple[Account, Link | None]:
    """A person, new or known, in the operation for the organisation named, which is asked to take part if it was not yet.

    The link is for who has no pass phrase. Refuses a role that is not the one in which the organisation takes part.
    """
    operation = editable(actor, code, Permission.PARTICIPANTS_MANAGE)
    held = role if role is Role.PLANNER else _bring_in(actor, operation, values.organisation_id, role)
    return enrol(actor, values, by_mail, lambda account: seat(actor, operation, account, held, values.organisation_id))


def _bring_in(actor: Actor, operation: Operation, organisation_id: int, role: Role) -> Role:
    """The role that people of the organisation hold now when it takes part as `role`."""
    home = db.session.scalars(sa.select(Organisation).where(Organisation.id == organisation_id)).one()
    speaking = home.parent_id or home.id
    participation = db.session.scalar(
        sa.select(Participation).where(
            Participation.operation_id == operation.id, Participation.organisation_id.in_([home.id, speaking])
        )
    )
    if participation is None:
        (participation,) = add_participants(actor, operation.code, [speaking], role)
    held = role_now(participation)
    if role is not (Role(participation.role) if held in ASKED else held):
        raise Refusal(_l("This organisation takes part in another role. Change its role first."))
    return held


@writes
def seat_newcomer(actor: Actor, account: Account) -> list[OperationSeat]:
    """Whom the secretariat brings in opens what the organisation takes part in, as whoever was there when it was asked does.

    A colleague instead chooses the operations of whom it invites.
    """
    if not actor.is_secretariat:
        return []
    joined = of_organisation(actor, account.organisation)
    return [seat(actor, one.operation, account, role_now(one), one.organisation_id) for one in joined]


def seats_of(account: Account) -> list[tuple[Operation, str]]:
    """The operations that a person may open, each with the role (of who has not answered yet: the one it is asked for), the newest first."""
    held = (
        sa.select(OperationSeat, Operation)
        .join(Operation, OperationSeat.operation_id == Operation.id)
        .where(OperationSeat.account_id == account.id)
        .order_by(Operation.id.desc(), OperationSeat.role)
    )
    return [(operation, _meant(one) if one.role in ASKED else one.role) for one, operation in db.session.execute(held)]


def _meant(held: OperationSeat) -> str:
    """The role that the organisation of a seat, or the one above it, is asked to take part in."""
    query = (
        sa.select(Participation.role)
        .join(
            Organisation,
            sa.or_(
                Participation.organisation_id == Organisation.id,
                Participation.organisation_id == Organisation.parent_id,
            ),
        )
        .where(Participation.operation_id == held.operation_id, Organisation.id == held.organisation_id)
        .order_by(Participation.organisation_id != held.organisation_id)
    )
    return db.session.scalars(query).first() or held.role


@writes
def admit(actor: Actor, code: str, organisation_code: str, account_id: int) -> Account:
    """Lets somebody of the organisation or its offices open the operation."""
    operation, participation, account = _person(actor, code, organisation_code, account_id)
    seat(actor, operation, account, role_now(participation), account.organisation_id)
    return account


@writes
def dismiss(actor: Actor, code: str, organisation_code: str, account_id: int) -> Account:
    """Takes the seats for this organisation and its offices from somebody."""
    operation, participation, account = _person(actor, code, organisation_code, account_id)
    held = sa.select(OperationSeat).where(
        OperationSeat.operation_id == operation.id,
        OperationSeat.account_id == account.id,
        OperationSeat.organisation_id.in_(offices_of(participation.organisation_id)),
    )
    for one in db.session.scalars(held).all():
        drop(actor, operation, one)
    return account


def may_invite(actor: Actor, operation: Operation, participation: Participation) -> bool:
    """Whether the actor decides who of this organisation may open the operation: who manages participants, and its contact point."""
    own = is_own(actor, participation) and actor.may(Permission.PEOPLE_INVITE, operation.code)
    return own or may_manage(actor, operation)


def _fillable(actor: Actor, operation: Operation, organisation_code: str) -> Participation:
    participation = changeable(actor, operation, organisation_code)
    if not may_invite(actor, operation, participation):
        raise Forbidden(NOT_ALLOWED)
    return participation


def _person(
    actor: Actor, code: str, organisation_code: str, account_id: int
) -> tuple[Operation, Participation, Account]:
    operation = find_operation(actor, code)
    participation = _fillable(actor, operation, organisation_code)
    found = next((p.account for p in people(operation, participation) if p.account.id == account_id), None)
    if found is None:
        raise Missing
    return operation, participation, found
