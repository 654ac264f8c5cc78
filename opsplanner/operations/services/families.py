"""Families of operations: which one follows which, as far as the actor may know of them."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from opsplanner.core.access import Actor
from opsplanner.core.db import db
from opsplanner.core.errors import Refusal
from opsplanner.operations.models import Operation
from opsplanner.operations.scope import scope


def family_of(actor: Actor, operation: Operation) -> list[Operation]:
    """The operation with those it follows and those that follow it, the earliest first."""
    links = _links()
    first = operation.id
    while (before := links.get(first)) is not None:
        first = before
    query = scope(actor).where(Operation.id.in_(_after(first, links)))
    return list(db.session.scalars(query.order_by(Operation.starts_on, Operation.id)))


def followable(actor: Actor, operation: Operation) -> list[Operation]:
    """Those that it may be said to follow, the latest first: none that follows it; the one that it follows now in any case."""
    later = _after(operation.id, _links())
    query = scope(actor).where(Operation.id.not_in(later)).order_by(Operation.starts_on.desc(), Operation.id)
    found = list(db.session.scalars(query))
    if operation.follows_id is not None and operation.follows_id not in {each.id for each in found}:
        found += db.session.scalars(sa.select(Operation).where(Operation.id == operation.follows_id))
    return found


def no_circle(operation: Operation, followed: int | None) -> None:
    """Raises Refusal when what it would follow is itself, or follows it."""
    if followed in _after(operation.id, _links()):
        raise Refusal(_l("An operation cannot follow itself, nor one that follows it."))


def _links() -> Mapping[int, int]:
    """By operation the one it follows."""
    rows = db.session.execute(sa.select(Operation.id, Operation.follows_id).where(Operation.follows_id.is_not(None)))
    return {after: before for after, before in rows if before is not None}


def _after(first: int, links: Mapping[int, int]) -> set[int]:
    """An operation and all that follow it, near and far."""
    found = {first}
    while more := {after for after, before in links.items() if before in found} - found:
        found |= more
    return found
