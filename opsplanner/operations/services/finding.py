"""Finding operations: the actor's seats in them, one by its code, a section of its plan, the register, the log."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import joinedload

from opsplanner.core.access import Actor, Permission, Role, Seat
from opsplanner.core.audit import AuditEntry
from opsplanner.core.db import db
from opsplanner.core.errors import Forbidden, Missing
from opsplanner.core.listing import Listing, Page
from opsplanner.directory.models import Account
from opsplanner.operations.models import Operation, OperationSeat
from opsplanner.operations.scope import scope
from opsplanner.operations.sections import SECTIONS, Section

NOT_ALLOWED = _l("Your role in this operation does not allow this. Its planner can change roles.")
LOG = Listing(
    sorts={"at": AuditEntry.id, "actor": AuditEntry.actor, "action": AuditEntry.action},
    search=(AuditEntry.actor, AuditEntry.action, AuditEntry.subject),
    start="-at",
    tiebreak=AuditEntry.id.desc(),
)


def actor_of(account: Account) -> Actor:
    """The actor a person is: platform roles, and the seats held in operations."""
    rows = db.session.execute(
        sa.select(OperationSeat.role, OperationSeat.organisation_id, OperationSeat.operation_id, Operation.code)
        .join(Operation, Operation.id == OperationSeat.operation_id)
        .where(OperationSeat.account_id == account.id)
    )
    return Actor(
        user_id=account.id,
        label=account.name or account.email,
        email=account.email,
        organisation_id=account.organisation_id,
        language=account.language,
        time_zone=account.time_zone,
        shortcuts=account.shortcuts,
        platform_roles=frozenset(Role(role.name) for role in account.roles),
        seats=tuple(Seat(Role(role), organisation, operation, code) for role, organisation, operation, code in rows),
    )


def find(actor: Actor, code: str) -> Operation:
    """The operation of that code; raises Missing when there is none or the actor has no part in it."""
    operation = db.session.scalar(scope(actor).where(Operation.code == code))
    if operation is None:
        raise Missing
    return operation


def editable(actor: Actor, code: str, permission: Permission = Permission.PLAN_EDIT) -> Operation:
    """The operation, locked until the transaction ends, for an actor who may do this in it; else Missing or Forbidden."""
    operation = db.session.scalar(scope(actor).where(Operation.code == code).with_for_update())
    if operation is None:
        raise Missing
    if not actor.may(permission, code):
        raise Forbidden(NOT_ALLOWED)
    return operation


def section_of(key: str) -> Section:
    """The section of that key; raises Missing when there is none."""
    if key not in SECTIONS:
        raise Missing
    return SECTIONS[key]


def register(actor: Actor, asked: Mapping[str, str]) -> Page[Operation]:
    """The actor's operations, by search, programme, network, phase and year."""
    year = sa.extract("year", Operation.starts_on)
    listing = Listing(
        sorts={"code": Operation.code, "starts": Operation.starts_on, "phase": Operation.phase},
        search=(Operation.search,),
        filters={
            "programme": Operation.programme_id,
            "network": Operation.network_id,
            "phase": Operation.phase,
            "year": sa.cast(year, sa.Integer),
        },
        start="-starts",
        tiebreak=Operation.id,
        folded=True,
    )
    return listing.page(scope(actor).options(joinedload(Operation.programme), joinedload(Operation.lead)), asked)


def years(actor: Actor) -> list[int]:
    """The years in which the actor's operations begin, newest first."""
    days = db.session.scalars(scope(actor).with_only_columns(Operation.starts_on))
    return sorted({day.year for day in days}, reverse=True)


def log_of(actor: Actor, code: str, asked: Mapping[str, str]) -> Page[AuditEntry]:
    """What was done in an operation, newest first."""
    operation = find(actor, code)
    return LOG.page(sa.select(AuditEntry).where(AuditEntry.scope == operation.code), asked)
