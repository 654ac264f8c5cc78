"""The register of training workshops that were held: found, written down, changed, struck out; counts of persons, never names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import joinedload, selectinload

from opsplanner.core import audit
from opsplanner.core.access import Actor, Permission
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Forbidden, Missing, Refusal
from opsplanner.core.listing import Listing, Page
from opsplanner.core.text import Text, fold
from opsplanner.core.versions import unchanged
from opsplanner.directory.models import Organisation
from opsplanner.operations.models import Programme
from opsplanner.surveys.models import Workshop, WorkshopGroup

LISTING = Listing(
    sorts={
        "held": Workshop.starts_on,
        "country": Workshop.country,
        "theme": Workshop.theme,
        "language": Workshop.language,
        "trained": Workshop.trained,
    },
    search=(Workshop.search,),
    filters={
        "theme": Workshop.theme,
        "language": Workshop.language,
        "programme": Workshop.programme_id,
        "country": Workshop.country,
    },
    start="-held",
    tiebreak=Workshop.id.desc(),
    folded=True,
)
SAID = ("title", "programme_id", "starts_on", "ends_on", "country", "place", "language", "theme", "host_id", "note")
WHOLE = (
    joinedload(Workshop.host),
    joinedload(Workshop.programme),
    selectinload(Workshop.groups).joinedload(WorkshopGroup.organisation),
)


@dataclass(frozen=True, slots=True)
class Sum:
    """What a list of workshops comes to."""

    workshops: int
    organisations: int
    trained: int


def workshops(asked: Mapping[str, str]) -> Page[Workshop]:
    """One page of the register."""
    return LISTING.page(sa.select(Workshop).join(Workshop.host).options(*WHOLE), asked)


def all_workshops(asked: Mapping[str, str]) -> list[Workshop]:
    """All that the search and filters leave, for a file."""
    query = LISTING.narrow(sa.select(Workshop), asked).options(*WHOLE)
    return list(db.session.scalars(query.order_by(Workshop.starts_on, Workshop.id)).unique())


def summed(asked: Mapping[str, str]) -> Sum:
    """How many workshops, organisations and persons the search and filters leave."""
    found = LISTING.narrow(sa.select(Workshop), asked)
    ids = found.with_only_columns(Workshop.id).subquery()
    number, trained = db.session.execute(
        sa.select(sa.func.count(), sa.func.coalesce(sa.func.sum(Workshop.trained), 0)).where(
            Workshop.id.in_(sa.select(ids.c.id))
        )
    ).one()
    organisations = db.session.scalar(
        sa.select(sa.func.count(sa.distinct(WorkshopGroup.organisation_id))).where(
            WorkshopGroup.workshop_id.in_(sa.select(ids.c.id))
        )
    )
    return Sum(int(number), int(organisations or 0), int(trained))


def find_workshop(number: int) -> Workshop:
    """One workshop; raises Missing."""
    found = db.session.scalar(sa.select(Workshop).where(Workshop.id == number).options(*WHOLE))
    if found is None:
        raise Missing
    return found


def workshop_values(workshop: Workshop) -> dict[str, Any]:
    """A workshop as its form shows it."""
    groups = [{"organisation_id": each.organisation_id, "persons": each.persons} for each in workshop.groups]
    return {**{name: getattr(workshop, name) for name in SAID}, "title": workshop.title.as_dict(), "groups": groups}


@writes
def save_workshop(
    actor: Actor, values: Mapping[str, Any], number: int | None = None, version: str | None = None
) -> Workshop:
    """Writes a workshop down, or changes it; raises Stale when it is no longer as `version` says."""
    _may(actor)
    workshop = find_workshop(number) if number is not None else Workshop()
    before = workshop_values(workshop) if number is not None else {}
    if number is not None:
        unchanged(before, version)
    groups = values["groups"]
    _look(values, groups)
    for name in SAID:
        setattr(workshop, name, Text.read(values[name]) if name == "title" else values[name])
    if [(each["organisation_id"], each["persons"]) for each in groups] != [
        (each.organisation_id, each.persons) for each in workshop.groups
    ]:
        workshop.groups.clear()
        db.session.flush()
        workshop.groups.extend(WorkshopGroup(**each) for each in groups)
    workshop.trained = sum(each["persons"] for each in groups)
    workshop.search = _searched(workshop, groups)
    db.session.add(workshop)
    db.session.flush()
    after = {**values, "trained": workshop.trained}
    subject = f"{workshop.id} {workshop.title.to('en')}"
    audit.record(actor, "workshop:change" if number else "workshop:add", subject, before=before or None, after=after)
    return workshop


@writes
def remove_workshop(actor: Actor, number: int) -> None:
    """Strikes out a workshop that was written down by mistake; the audit trail keeps what it said."""
    _may(actor)
    workshop = find_workshop(number)
    before = workshop_values(workshop)
    db.session.delete(workshop)
    audit.record(actor, "workshop:remove", f"{number} {workshop.title.to('en')}", before=before)


def programmes_held() -> list[Programme]:
    """The programmes that workshops may belong to."""
    return list(db.session.scalars(sa.select(Programme).order_by(Programme.code)))


def _may(actor: Actor) -> None:
    if not actor.may(Permission.WORKSHOPS_EDIT):
        raise Forbidden(_l("Planners and the secretariat keep the register of workshops."))


def _look(values: Mapping[str, Any], groups: Sequence[Mapping[str, Any]]) -> None:
    if values["ends_on"] < values["starts_on"]:
        raise Refusal(_l("The last day is before the first."))
    named = [each["organisation_id"] for each in groups]
    if len(named) != len(set(named)):
        raise Refusal(_l("An organisation stands twice: add its persons together."))
    if not named:
        raise Refusal(_l("Name at least one organisation, and how many of it were trained."))


def _searched(workshop: Workshop, groups: Sequence[Mapping[str, Any]]) -> str:
    ids = [each["organisation_id"] for each in groups] + [workshop.host_id]
    named = db.session.scalars(sa.select(Organisation).where(Organisation.id.in_(ids)))
    words = [text for each in named for text in (each.code, *each.name.all())]
    return fold(" ".join([*workshop.title.all(), workshop.place, workshop.country, *words]))
