"""Finding participations: the list with its filters, the roster, the actor's own, the contact list, the counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from opsplanner.core.access import Actor, Permission, Role
from opsplanner.core.db import db
from opsplanner.core.errors import Forbidden, Missing
from opsplanner.core.listing import Listing, Page
from opsplanner.core.text import in_alphabet
from opsplanner.directory.models import Organisation
from opsplanner.operations.models import Operation
from opsplanner.operations.services.finding import NOT_ALLOWED
from opsplanner.participants import scope
from opsplanner.participants.models import ContactPoint, Participation, ParticipationState


def name_column(lang: str) -> sa.orm.InstrumentedAttribute[str]:
    """By which organisations are sorted in the reader's language."""
    return Organisation.search_fr if lang == "fr" else Organisation.search_en


def participants_listing(lang: str) -> Listing:
    """The list of participants, by name in the reader's language."""
    return Listing(
        sorts={
            "name": name_column(lang),
            "code": Organisation.code,
            "role": Participation.role,
            "state": Participation.state,
            "region": Organisation.wco_region,
            "invited": Participation.invited_at,
            "answered": Participation.answered_at,
        },
        search=(Organisation.search_en, Organisation.search_fr, Organisation.code),
        filters={
            "role": Participation.role,
            "state": Participation.state,
            "region": Organisation.wco_region,
            "rilo": Organisation.rilo_id,
            "reviewer": Participation.reviewer_kind,
        },
        start="name",
        tiebreak=Participation.id,
        folded=True,
    )


WHOLE = (
    contains_eager(Participation.organisation).joinedload(Organisation.rilo),
    joinedload(Participation.reviewer),
    joinedload(Participation.reviewer_left),
)
CONTACTS = contains_eager(ContactPoint.participation).contains_eager(Participation.organisation)


def participants(actor: Actor, operation: Operation, asked: Mapping[str, str], lang: str) -> Page[Participation]:
    """One page of the participants the actor may see, each with its contact points."""
    query = scope.participations(actor, operation).options(*WHOLE, selectinload(Participation.contacts))
    return participants_listing(lang).page(query, asked)


def chosen(actor: Actor, operation: Operation, asked: Mapping[str, str], lang: str) -> list[Participation]:
    """All participants that the search and filters leave, for a file."""
    listing = participants_listing(lang)
    query = scope.participations(actor, operation).options(*WHOLE, selectinload(Participation.contacts))
    return list(db.session.scalars(listing.narrow(query, asked).order_by(name_column(lang), Participation.id)))


def participants_addresses(actor: Actor, operation: Operation, asked: Mapping[str, str], lang: str) -> list[str]:
    """The addresses of the contact points of all participants that the search and filters leave, each once."""
    query = participants_listing(lang).narrow(scope.participations(actor, operation), asked)
    emails = query.join(Participation.contacts).with_only_columns(ContactPoint.email, maintain_column_froms=True)
    return _each_once(emails.order_by(name_column(lang), ContactPoint.position))


def roster(actor: Actor, operation: Operation) -> list[Participation]:
    """Every participation the actor may see, by name, with organisation, RILO and reviewer loaded."""
    query = scope.participations(actor, operation).options(*WHOLE)
    return list(db.session.scalars(query.order_by(Organisation.search_en)))


def own(actor: Actor, operation: Operation) -> list[Participation]:
    """The actor's own participations: of its organisation, or of the Member its office belongs to."""
    query = scope.participations(actor, operation).where(scope.of_actor(actor, operation)).options(*WHOLE)
    return list(db.session.scalars(query.order_by(Organisation.search_en)))


def own_in(actor: Actor) -> list[Participation]:
    """The actor's own participations in all operations, those that begin last first, with operation and contact points loaded."""
    query = scope.of_seats(actor).options(
        joinedload(Participation.operation),
        joinedload(Participation.reviewer_left),
        selectinload(Participation.contacts),
    )
    return list(db.session.scalars(query.order_by(Participation.operation_id.desc(), Participation.id)))


def of_organisation(actor: Actor, organisation: Organisation) -> list[Participation]:
    """Where an organisation takes part, as far as the actor may know; the operations that begin last first."""
    query = scope.of_organisation(actor, organisation)
    return list(db.session.scalars(query.order_by(Operation.starts_on.desc(), Operation.id)))


def find(actor: Actor, operation: Operation, code: str) -> Participation:
    """The participation of the organisation with this code; raises Missing when there is none the actor may see."""
    query = scope.participations(actor, operation).options(*WHOLE, selectinload(Participation.contacts))
    found = db.session.scalar(query.where(Organisation.code == code))
    if found is None:
        raise Missing
    return found


def is_own(actor: Actor, participation: Participation) -> bool:
    """Whether the actor holds a seat for this very organisation (an office's seat sees, but does not speak for the Member)."""
    return participation.organisation_id in actor.organisations_in(participation.operation.code)


def may_manage(actor: Actor, operation: Operation) -> bool:
    """Whether the actor plans who takes part."""
    return actor.may(Permission.PARTICIPANTS_MANAGE, operation.code)


def changeable(actor: Actor, operation: Operation, code: str) -> Participation:
    """A participation for its own organisation or for who manages participants; else Forbidden."""
    found = find(actor, operation, code)
    if not (is_own(actor, found) or may_manage(actor, operation)):
        raise Forbidden(NOT_ALLOWED)
    return found


@dataclass(frozen=True, slots=True)
class Tally:
    """How many were asked, and what they answered."""

    invited: int
    accepted: int
    declined: int
    withdrawn: int

    @property
    def total(self) -> int:
        """Everyone who was ever asked."""
        return self.invited + self.accepted + self.declined + self.withdrawn


def tally(operation: Operation) -> Tally:
    """The participations of an operation by state."""
    return tallies([operation])[operation.id]


def tallies(operations: Sequence[Operation]) -> dict[int, Tally]:
    """The participations of several operations by state, by the operation's id; one question to the database."""
    ids = [operation.id for operation in operations]
    rows = db.session.execute(
        sa.select(Participation.operation_id, Participation.state, sa.func.count())
        .where(Participation.operation_id.in_(ids))
        .group_by(Participation.operation_id, Participation.state)
    )
    counts = {(operation_id, state): number for operation_id, state, number in rows}
    return {one: Tally(*(counts.get((one, state), 0) for state in ParticipationState)) for one in ids}


def countries_of(operation: Operation) -> list[str]:
    """The country of each Member that takes part or has not answered yet."""
    here = (ParticipationState.INVITED, ParticipationState.ACCEPTED)
    query = (
        sa.select(Organisation.country)
        .join(Participation, Participation.organisation_id == Organisation.id)
        .where(
            Participation.operation_id == operation.id,
            Participation.state.in_(here),
            Participation.role == Role.MEMBER,
            Organisation.country.is_not(None),
        )
    )
    return [str(country) for country in db.session.scalars(query)]


def served_by(operation: Operation, lang: str) -> list[tuple[int, str]]:
    """The liaison offices that serve participants, by id and name: for a filter."""
    rilo = sa.orm.aliased(Organisation)
    query = (
        sa.select(rilo)
        .join(Organisation, Organisation.rilo_id == rilo.id)
        .join(Participation, Participation.organisation_id == Organisation.id)
        .where(Participation.operation_id == operation.id)
        .distinct()
    )
    return sorted(
        ((one.id, one.name.to(lang)) for one in db.session.scalars(query)), key=lambda pair: in_alphabet(pair[1])
    )


def without_contacts(operation: Operation) -> int:
    """How many that accepted and report have named no contact point."""
    named = sa.select(ContactPoint.participation_id)
    query = sa.select(sa.func.count(Participation.id)).where(
        Participation.operation_id == operation.id,
        Participation.state == ParticipationState.ACCEPTED,
        Participation.role.in_((Role.MEMBER, Role.GUEST)),
        Participation.id.not_in(named),
    )
    return db.session.scalar(query) or 0


def without_reviewer(operation: Operation) -> int:
    """How many Members that accepted are to choose a reviewer anew, because the office they had chosen has left."""
    query = sa.select(sa.func.count(Participation.id)).where(
        Participation.operation_id == operation.id,
        Participation.state == ParticipationState.ACCEPTED,
        Participation.reviewer_left_id.is_not(None),
    )
    return db.session.scalar(query) or 0


def contact_listing(lang: str) -> Listing:
    """The contact list, by name of organisation in the reader's language."""
    return Listing(
        sorts={"name": name_column(lang), "function": ContactPoint.function, "region": Organisation.wco_region},
        search=(Organisation.search_en, Organisation.search_fr, Organisation.code, ContactPoint.search),
        filters={"role": Participation.role, "region": Organisation.wco_region},
        start="name",
        tiebreak=ContactPoint.id,
        folded=True,
    )


def contact_list(actor: Actor, operation: Operation, asked: Mapping[str, str], lang: str) -> Page[ContactPoint]:
    """One page of the contact points that the actor may see."""
    return contact_listing(lang).page(scope.contacts(actor, operation).options(CONTACTS), asked)


def all_contacts(actor: Actor, operation: Operation, asked: Mapping[str, str], lang: str) -> list[ContactPoint]:
    """The whole contact list as filtered, for a file."""
    query = contact_listing(lang).narrow(scope.contacts(actor, operation).options(CONTACTS), asked)
    return list(db.session.scalars(query.order_by(name_column(lang), ContactPoint.position)))


def contact_addresses(actor: Actor, operation: Operation, asked: Mapping[str, str], lang: str) -> list[str]:
    """The addresses of the contact list as filtered, each once."""
    query = contact_listing(lang).narrow(scope.contacts(actor, operation), asked)
    emails = query.with_only_columns(ContactPoint.email, maintain_column_froms=True)
    return _each_once(emails.order_by(name_column(lang), ContactPoint.position))


def _each_once(emails: sa.Select[str]) -> list[str]:
    return list(dict.fromkeys(email for email in db.session.scalars(emails) if email))
