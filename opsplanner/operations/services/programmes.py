"""Programmes under which operations run; and what is kept in the same way for programmes and networks: the code, the name, who edits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from opsplanner.core import audit
from opsplanner.core.access import Actor, Permission
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Forbidden, Missing, Refusal
from opsplanner.core.listing import Listing, Page
from opsplanner.core.text import Text
from opsplanner.core.versions import unchanged
from opsplanner.operations.models import Network, Operation, Programme
from opsplanner.operations.scope import scope
from opsplanner.operations.sections import searchable, texts

Named = TypeVar("Named", Programme, Network)
LISTING = Listing(
    sorts={"code": Programme.code, "name": Programme.search},
    search=(Programme.search,),
    start="code",
    tiebreak=Programme.id,
    folded=True,
)
# So many operations stand on the page of a programme or network; the register has all.
MOST_OPERATIONS = 10


def browse_programmes(asked: Mapping[str, str]) -> Page[Programme]:
    """One page of the list of programmes."""
    return LISTING.page(sa.select(Programme), asked)


def programmes() -> list[Programme]:
    """All programmes, by code."""
    return list(db.session.scalars(sa.select(Programme).order_by(Programme.code)))


def programme(code: str) -> Programme:
    """The programme of that code; raises Missing."""
    return sole(sa.select(Programme).where(Programme.code == code))


def operations_of(actor: Actor, owner: Programme | Network) -> list[Operation]:
    """The newest operations of a programme or a network that the actor may know of."""
    link = Operation.programme_id if isinstance(owner, Programme) else Operation.network_id
    query = scope(actor).where(link == owner.id).order_by(Operation.starts_on.desc(), Operation.id)
    return list(db.session.scalars(query.limit(MOST_OPERATIONS)))


@writes
def save_programme(
    actor: Actor, values: Mapping[str, Any], code: str | None = None, version: str | None = None
) -> Programme:
    """Makes a programme, or changes the one of that code. Values: code, name, note. Raises Stale when it is no longer `version`."""
    must_edit(actor)
    saved = programme(code) if code else begun(Programme(), values["code"])
    before = programme_values(saved) if code else None
    unchanged(before or {}, version if code else None)
    call(saved, values)
    verb = "edit" if code else "add"
    audit.record(actor, f"programme:{verb}", saved.code, before=before, after=programme_values(saved))
    return saved


def programme_values(programme: Programme) -> dict[str, Any]:
    """A programme as its form shows it."""
    return {"code": programme.code, "name": texts(programme.name), "note": texts(programme.note)}


def call(named: Programme | Network, values: Mapping[str, Any]) -> None:
    """Writes name and note, and what it is found by."""
    named.name, named.note = Text.read(values["name"]), Text.read(values["note"])
    named.search = searchable(named.code, named.name)
    db.session.add(named)


def begun(named: Named, code: str) -> Named:
    """A new one under a code that no other has; raises Refusal."""
    model = type(named)
    if db.session.scalar(sa.select(model.id).where(model.code == code)) is not None:
        raise Refusal(_l("This code is taken."))
    named.code = code
    return named


def sole(query: sa.Select[Any]) -> Any:
    """The one that a query finds; raises Missing."""
    found = db.session.scalar(query)
    if found is None:
        raise Missing
    return found


def must_edit(actor: Actor) -> None:
    """Raises Forbidden for who does not keep programmes and networks."""
    if not actor.may(Permission.PROGRAMMES_EDIT):
        raise Forbidden(_l("Only the secretariat edits programmes and networks."))
