"""Networks: who belongs to one and who stands by it, since and until when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from opsplanner.core import audit, clock
from opsplanner.core.access import Actor
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Refusal
from opsplanner.core.listing import Listing, Page
from opsplanner.core.versions import unchanged
from opsplanner.directory.models import Organisation
from opsplanner.operations.models import Network, NetworkMember, NetworkPartner, PartnerKind, Programme
from opsplanner.operations.sections import texts
from opsplanner.operations.services.programmes import begun, call, must_edit, sole

LISTING = Listing(
    sorts={"code": Network.code, "name": Network.search, "programme": Programme.code},
    search=(Network.search, Programme.search),
    filters={"programme": Network.programme_id},
    start="code",
    tiebreak=Network.id,
    folded=True,
)
Dated = NetworkMember | NetworkPartner


def browse_networks(asked: Mapping[str, str]) -> Page[Network]:
    """One page of the list of networks."""
    query = sa.select(Network).outerjoin(Network.programme).options(contains_eager(Network.programme))
    return LISTING.page(query, asked)


def networks() -> list[Network]:
    """All networks, by code."""
    return list(db.session.scalars(sa.select(Network).order_by(Network.code)))


def network(code: str) -> Network:
    """The network of that code with its members, guests and donors; raises Missing."""
    found: Network = sole(
        sa.select(Network)
        .where(Network.code == code)
        .options(
            joinedload(Network.programme),
            selectinload(Network.members).joinedload(NetworkMember.organisation),
            selectinload(Network.partners).joinedload(NetworkPartner.organisation),
        )
    )
    return found


def members_of(network: Network, asked: Mapping[str, str], lang: str) -> Page[NetworkMember]:
    """One page of those who belong or belonged to a network; the filter `now` tells the two apart."""
    today = clock.today()
    there = sa.and_(
        sa.or_(NetworkMember.since.is_(None), NetworkMember.since <= today),
        sa.or_(NetworkMember.until.is_(None), NetworkMember.until >= today),
    )
    listing = Listing(
        sorts={
            "member": Organisation.search_fr if lang == "fr" else Organisation.search_en,
            "since": NetworkMember.since,
            "until": NetworkMember.until,
        },
        search=(Organisation.search_en, Organisation.search_fr, Organisation.code),
        filters={"now": sa.case((there, 1), else_=0)},
        start="member",
        tiebreak=NetworkMember.id,
        folded=True,
    )
    query = (
        sa.select(NetworkMember)
        .join(NetworkMember.organisation)
        .where(NetworkMember.network_id == network.id)
        .options(contains_eager(NetworkMember.organisation))
    )
    return listing.page(query, asked)


def sizes(networks: Sequence[Network]) -> dict[int, int]:
    """For each network how many belong to it today."""
    today = clock.today()
    rows = db.session.execute(
        sa.select(NetworkMember.network_id, sa.func.count())
        .where(
            NetworkMember.network_id.in_([each.id for each in networks]),
            sa.or_(NetworkMember.since.is_(None), NetworkMember.since <= today),
            sa.or_(NetworkMember.until.is_(None), NetworkMember.until >= today),
        )
        .group_by(NetworkMember.network_id)
    )
    return {number: int(count) for number, count in rows}


def members_on(network: Network, day: date) -> list[NetworkMember]:
    """Who belongs to a network on a day."""
    return [one for one in network.members if _is_there(one, day)]


def guests_on(network: Network, day: date) -> list[NetworkPartner]:
    """Who is a guest of a network on a day."""
    return [one for one in network.partners if one.kind == PartnerKind.GUEST and _is_there(one, day)]


def _is_there(one: Dated, day: date) -> bool:
    return (one.since or day) <= day and (one.until is None or one.until >= day)


@writes
def save_network(
    actor: Actor, values: Mapping[str, Any], code: str | None = None, version: str | None = None
) -> Network:
    """Makes a network, or changes the one of that code. Values: code, name, note, programme_id, members and partners (rows).

    Raises Stale when it is no longer `version`.
    """
    must_edit(actor)
    saved = network(code) if code else begun(Network(), values["code"])
    before = network_values(saved) if code else None
    unchanged(before or {}, version if code else None)
    call(saved, values)
    saved.programme_id = values["programme_id"]
    _set_members(saved, values["members"])
    _set_partners(saved, values["partners"])
    db.session.flush()
    audit.record(
        actor, "network:edit" if code else "network:add", saved.code, before=before, after=network_values(saved)
    )
    return saved


def network_values(network: Network) -> dict[str, Any]:
    """A network as its form shows it."""
    members = [{"organisation_id": m.organisation_id, "since": m.since, "until": m.until} for m in network.members]
    partners = [
        {"organisation_id": p.organisation_id, "kind": p.kind, "since": p.since, "until": p.until}
        for p in network.partners
    ]
    return {
        "code": network.code,
        "name": texts(network.name),
        "note": texts(network.note),
        "programme_id": network.programme_id,
        "members": members,
        "partners": partners,
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


def _set_partners(network: Network, rows: Sequence[Mapping[str, Any]]) -> None:
    wanted = {(row["organisation_id"], row["kind"]): row for row in rows}
    if len(wanted) < len(rows):
        raise Refusal(_l("An organisation stands twice among the guests, or among the donors."))
    for partner in list(network.partners):
        row = wanted.pop((partner.organisation_id, partner.kind), None)
        if row is None:
            network.partners.remove(partner)
        else:
            partner.since, partner.until = row["since"], row["until"]
    network.partners.extend(NetworkPartner(**row) for row in wanted.values())
