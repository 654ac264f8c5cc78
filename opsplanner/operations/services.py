"""What is done with operations, and who sits in them."""

from __future__ import annotations

import sqlalchemy as sa

from opsplanner.core.access import Actor, Role, Seat
from opsplanner.core.db import db
from opsplanner.core.errors import Missing
from opsplanner.directory.models import Account
from opsplanner.operations.models import Operation, OperationSeat
from opsplanner.operations.scope import scope


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
        platform_roles=frozenset(Role(role.name) for role in account.roles),
        seats=tuple(Seat(Role(role), organisation, operation, code) for role, organisation, operation, code in rows),
    )


def find(actor: Actor, code: str) -> Operation:
    """The operation of that code; raises Missing when there is none or the actor has no part in it."""
    operation = db.session.scalar(scope(actor).where(Operation.code == code))
    if operation is None:
        raise Missing
    return operation
