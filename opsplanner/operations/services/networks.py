"""Programmes and networks: what operations run under, and who belongs to a network since and until when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import joinedload, selectinload

from opsplanner.core import audit
from opsplanner.core.access import Actor, Permission
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Forbidden, Missing, Refusal
from opsplanner.core.text import Text
from opsplanner.core.versions import unchanged
from opsplanner.operations.models import Network, NetworkMember, Operation, Programme
from opsplanner.operations.scope import scope
from opsplanner.operations.sections import texts


def programmes() -> list[Programme]:
    """All programmes, by code."""
    return list(db.session.scalars(sa.select(Programme).order_by(Programme.code)))


def networks() -> list[Network]:
    """All networks with their members, by code."""
    query = sa.select(Network).options(joinedload(Network.programme), selectinload(Network.members))
    return list(db.session.scalars(query.order_by(Network.code)))


def programme(code: str) -> Programme:
    """The programme of that code; raises Missing."""
    return _one(sa.select(Programme).where(Programme.code == code))


def network(code: str) -> Network:
    """The network of that code with its members; raises Missing."""
    members = selectinload(Network.members).joinedload(NetworkMember.organisation)
    return _one(sa.select(Network).where(Network.code == code).options(members, joinedload(Network.programme)))


def operations_of(
    actor: Actor, *, programme: Programme | None = None, network: Network | None = None
) -> list[Operation]:
    """The operations of a programme or a network that the actor may know of, newest first."""
    query = scope(actor).order_by(Operation.starts_on.desc())
    if programme is not None:
        query = query.where(Operation.programme_id == programme.id)
    if network is not None:
        query = query.where(Operation.network_id == network.id)
    return list(db.session.scalars(query))


def members_on(network: Network, day: date) -> list[NetworkMember]:
    """Who belongs to a network on a day."""
    return [m for m in network.members if (m.since or day) <= day and (m.until is None or m.until >= day)]


@writes
def save_programme(
    actor: Actor, values: Mapping[str, Any], code: str | None = None, version: str | None = None
) -> Programme:
    """Makes a programme, or changes the one of that code. Values: code, name, note. Raises Stale when it is no longer `version`."""
    _may_edit(actor)
    saved = programme(code) if code else _new(Programme(), values["code"])
    before = programme_values(saved) if code else None
    unchanged(before or {}, version if code else None)
    saved.name, saved.note = Text.read(values["name"]), Text.read(values["note"])
    db.session.add(saved)
    verb = "edit" if code else "add"
    audit.record(actor, f"programme:{verb}", saved.code, before=before, after=programme_values(saved))
    return saved


@writes
def save_network(
    actor: Actor, values: Mapping[str, Any], code: str | None = None, version: str | None = None
) -> Network:
    """Makes a network, or changes the one of that code. Values: code, name, note, programme_id, members (rows).

    Raises Stale when it is no longer `version`.
    """
    _may_edit(actor)
    saved = network(code) if code else _new(Network(), values["code"])
    before = network_values(saved) if code else None
    unchanged(before or {}, version if code else None)
    saved.name, saved.note = Text.read(values["name"]), Text.read(values["note"])
    saved.programme_id = values["programme_id"]
    db.session.add(saved)
    _set_members(saved, values["members"])
    db.session.flush()
    audit.record(
        actor, "network:edit" if code else "network:add", saved.code, before=before, after=network_values(saved)
    )
    return saved


def programme_values(programme: Programme) -> dict[str, Any]:
    """A programme as its form shows it."""
    return {"code": programme.code, "name": texts(programme.name), "note": texts(programme.note)}


def network_values(network: Network) -> dict[str, Any]:
    """A network as its form shows it."""
    rows = [{"organisation_id": m.organisation_id, "since": m.since, "until": m.until} for m in network.members]
    return {
        "code": network.code,
        "name": texts(network.name),
        "note": texts(network.note),
        "programme_id": network.programme_id,
        "members": rows,
    }


def _set_members(network: Network, rows: Sequence[Mapping[str, Any]]) -> None:
    wanted = {row["organisation_id"]: row for row in rows}
    if len(wanted) < len(rows):
        raise Refusal(_l("An organisation stands twice in the list of members."))
    for member in list(network.members):
        row = wanted.pop(member.organisation_id, None)
        if row is None:
            network.members.remove(member)
        else:
            member.since, member.until = row["since"], row["until"]
    network.members.extend(NetworkMember(**row) for row in wanted.values())


def _new(thing: Any, code: str) -> Any:
    model = type(thing)
    if db.session.scalar(sa.select(model.id).where(model.code == code)) is not None:
        raise Refusal(_l("This code is taken."))
    thing.code = code
    return thing


def _one(query: sa.Select[Any]) -> Any:
    found = db.session.scalar(query)
    if found is None:
        raise Missing
    return found


def _may_edit(actor: Actor) -> None:
    if not actor.may(Permission.PROGRAMMES_EDIT):
        raise Forbidden(_l("Only the secretariat edits programmes and networks."))
