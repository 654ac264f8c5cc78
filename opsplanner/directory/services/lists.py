"""What the pages of the directory list: organisations and people, searched, filtered and sorted in the database."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, aliased, contains_eager
from sqlalchemy.sql.elements import ColumnElement

from opsplanner.core import clock, i18n
from opsplanner.core.access import Actor, Role
from opsplanner.core.db import db
from opsplanner.core.listing import Listing, Page
from opsplanner.directory import scope
from opsplanner.directory.models import Account, Invitation, Organisation, OrganisationKind, PlatformRole

Rilo = aliased(Organisation)
Home = aliased(Organisation)
FIRST_PEOPLE = 12  # as many as an organisation's page shows before it leads to the list


@dataclass(frozen=True, slots=True)
class Around:
    """What lies around an organisation, as far as the reader may know of it."""

    offices: list[Organisation]
    served: list[Organisation]
    people: list[Account]
    people_count: int


def organisations(asked: Mapping[str, str]) -> Page[Organisation]:
    """A page of all organisations, each with the liaison office that serves it."""
    listing = Listing(
        sorts={
            "name": name_order(),
            "code": Organisation.code,
            "kind": Organisation.kind,
            "region": Organisation.wco_region,
            "rilo": Rilo.code,
        },
        search=(Organisation.search_en, Organisation.search_fr),
        filters={
            "kind": Organisation.kind,
            "region": Organisation.wco_region,
            "rilo": Rilo.code,
            "standing": _standing(),
        },
        start="name",
        tiebreak=Organisation.id,
        folded=True,
    )
    query = sa.select(Organisation).outerjoin(Rilo, Organisation.rilo_id == Rilo.id)
    return listing.page(query.options(contains_eager(Organisation.rilo.of_type(Rilo))), asked)


def around(actor: Actor, organisation: Organisation) -> Around:
    """Offices beneath, Members served, people."""
    named = sa.select(Organisation).order_by(name_order())
    served: list[Organisation] = []
    if organisation.kind == OrganisationKind.RILO:
        served = list(db.session.scalars(named.where(Organisation.rilo_id == organisation.id)))
    people = scope.people(actor).where(Account.organisation_id == organisation.id)
    count = sa.select(sa.func.count()).select_from(people.subquery())
    return Around(
        offices=list(db.session.scalars(named.where(Organisation.parent_id == organisation.id))),
        served=served,
        people=list(db.session.scalars(people.order_by(Account.search).limit(FIRST_PEOPLE))),
        people_count=db.session.scalar(count) or 0,
    )


def people(actor: Actor, asked: Mapping[str, str]) -> Page[Account]:
    """A page of the people that the actor may know of."""
    home = Home.search_fr if i18n.language() == "fr" else Home.search_en
    listing = Listing(
        sorts={"name": Account.search, "email": Account.email, "organisation": home, "state": _state()},
        search=(Account.search, Home.search_en, Home.search_fr),
        filters={"state": _state(), "role": _role(), "organisation": Home.code},
        start="name",
        tiebreak=Account.id,
        folded=True,
    )
    query = scope.people(actor).join(Home, Account.organisation_id == Home.id)
    return listing.page(query.options(contains_eager(Account.organisation.of_type(Home))), asked)


def links(account: Account) -> list[Invitation]:
    """The one-time links made for a person, newest first."""
    query = sa.select(Invitation).where(Invitation.account_id == account.id).order_by(Invitation.id.desc())
    return list(db.session.scalars(query.limit(20)))


def named(kinds: Iterable[OrganisationKind] = (), ids: Collection[int] | None = None) -> list[tuple[int, str, str]]:
    """Id, code and name of organisations that are not retired: of some kinds, of some ids, or all."""
    query = sa.select(Organisation.id, Organisation.code, Organisation.name).order_by(name_order())
    query = query.where(_standing() == "current")
    if kinds:
        query = query.where(Organisation.kind.in_(list(kinds)))
    if ids is not None:
        query = query.where(Organisation.id.in_(list(ids)))
    lang = i18n.language()
    return [(number, code, name.to(lang)) for number, code, name in db.session.execute(query)]


def own_offices(actor: Actor) -> set[int]:
    """Ids of the actor's organisation and its offices."""
    if actor.organisation_id is None:
        return set()
    return set(db.session.scalars(scope.offices_of(actor.organisation_id)))


def name_order() -> InstrumentedAttribute[str]:
    """The column that sorts names in the reader's language, accents left out."""
    return Organisation.search_fr if i18n.language() == "fr" else Organisation.search_en


def _standing() -> ColumnElement[str]:
    return sa.case((Organisation.valid_to < clock.today(), "retired"), else_="current")


def _state() -> ColumnElement[str]:
    return sa.case((~Account.active, "disabled"), (Account.password.is_(None), "invited"), else_="active")


def _role() -> ColumnElement[str]:
    def holds(role: Role) -> ColumnElement[bool]:
        return Account.roles.any(PlatformRole.name == role)

    return sa.case((holds(Role.SECRETARIAT), Role.SECRETARIAT.value), (holds(Role.OPENER), Role.OPENER.value), else_="")
