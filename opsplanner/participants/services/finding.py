"""Finding participations: the list with its filters, the roster, the actor's own, the contact list, the counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from opsplanner.core.access import Actor, Permission
from opsplanner.core.db import db
from opsplanner.core.errors import Forbidden, Missing
from opsplanner.core.listing import Listing, Page
from opsplanner.directory.models import Organisation
from opsplanner.operations.models import Operation
from opsplanner.operations.services.finding import NOT_ALLOWED
from opsplanner.participants import scope
from opsplanner.participants.models import ContactPoint, Participation, ParticipationState


def _name_column(lang: str) -> sa.orm.InstrumentedAttribute[str]:
    return Organisation.search_fr if lang == "fr" else Organisation.search_en


def participants_listing(lang: str) -> Listing:
    """The list of participants, by name in the reader's language."""
    return Listing(
        sorts={
            "name": _name_column(lang),
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


def participants(actor: Actor, operation: Operation, asked: Mapping[str, str], lang: str) -> Page[Participation]:
    """One page of the participants the actor may see, each with its contact points."""
    query = scope.participations(actor, operation).options(selectinload(Participation.contacts))
    return participants_listing(lang).page(query, asked)


def chosen(actor: Actor, operation: Operation, asked: Mapping[str, str], lang: str) -> list[Participation]:
    """All participants that the search and filters leave, for a file or for copying addresses."""
    listing = participants_listing(lang)
    query = scope.participations(actor, operation).options(selectinload(Participation.contacts))
    return list(db.session.scalars(listing.narrow(query, asked).order_by(_name_column(lang), Participation.id)))


def roster(actor: Actor, operation: Operation) -> list[Participation]:
    """Every participation the actor may see, by name, with organisation, RILO and reviewer loaded."""
    return list(db.session.scalars(scope.participations(actor, operation).order_by(Organisation.search_en)))


def own(actor: Actor, operation: Operation) -> list[Participation]:
    """The actor's own participations: of its organisation, or of the Member its office belongs to."""
    query = scope.participations(actor, operation).where(scope.of_actor(actor, operation))
    return list(db.session.scalars(query.order_by(Organisation.search_en)))


def find(actor: Actor, operation: Operation, code: str) -> Participation:
    """The participation of the organisation with this code; raises Missing when there is none the actor may see."""
    query = scope.participations(actor, operation).options(selectinload(Participation.contacts))
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
    rows = db.session.execute(
        sa.select(Participation.state, sa.func.count())
        .where(Participation.operation_id == operation.id)
        .group_by(Participation.state)
    )
    counts: dict[str, int] = {row[0]: row[1] for row in rows}
    return Tally(*(counts.get(state, 0) for state in ParticipationState))


def contact_listing(lang: str) -> Listing:
    """The contact list, by name of organisation in the reader's language."""
    return Listing(
        sorts={"name": _name_column(lang), "function": ContactPoint.function, "region": Organisation.wco_region},
        search=(Organisation.search_en, Organisation.search_fr, Organisation.code, ContactPoint.search),
        filters={"role": Participation.role, "region": Organisation.wco_region},
        start="name",
        tiebreak=ContactPoint.id,
        folded=True,
    )


def contact_list(actor: Actor, operation: Operation, asked: Mapping[str, str], lang: str) -> Page[ContactPoint]:
    """One page of the contact points that the actor may see."""
    return contact_listing(lang).page(scope.contacts(actor, operation), asked)


def all_contacts(actor: Actor, operation: Operation, asked: Mapping[str, str], lang: str) -> list[ContactPoint]:
    """The whole contact list as filtered, for a file or for copying addresses."""
    query = contact_listing(lang).narrow(scope.contacts(actor, operation), asked)
    return list(db.session.scalars(query.order_by(_name_column(lang), ContactPoint.position)))
