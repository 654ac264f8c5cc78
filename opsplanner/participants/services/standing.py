"""How ready the participants of an operation are: each judged by what was handed in, as a list, as counts, one by one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from flask import current_app

from opsplanner.core.access import Actor
from opsplanner.core.db import db
from opsplanner.core.listing import Listing, Page
from opsplanner.directory.models import Organisation
from opsplanner.operations.models import Operation
from opsplanner.participants import scope
from opsplanner.participants.leftward import Judge, Leftward
from opsplanner.participants.models import ContactPoint, Participation, ParticipationState
from opsplanner.participants.services.finding import WHOLE, name_column

ANYTHING, NOTHING = "anything", "nothing"


@dataclass(frozen=True, slots=True)
class Asked:
    """A participation as it is judged: its state, how many contact points it has named, whether it has chosen its reviewer."""

    id: int
    state: str
    contacts: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Count:
    """Of those who are asked for something, how many have it."""

    judge: Judge
    done: int
    of: int


@dataclass(frozen=True)
class Readiness:
    """What each judge says of each participation that it asks, by the judge's key and the participation's id."""

    judges: Sequence[Judge]
    marks: Mapping[str, Mapping[int, bool]]

    @property
    def counts(self) -> list[Count]:
        """One for each judge that asks anybody."""
        found = ((judge, self.marks[judge.key]) for judge in self.judges)
        return [Count(judge, sum(marks.values()), len(marks)) for judge, marks in found if marks]

    @property
    def asked(self) -> set[int]:
        """Everybody of whom something is asked."""
        return {number for marks in self.marks.values() for number in marks}

    @property
    def ready(self) -> int:
        """How many miss nothing."""
        return sum(not self.missing(number) for number in self.asked)

    def missing(self, number: int) -> list[Judge]:
        """What a participation is asked for and has not."""
        return [judge for judge in self.judges if self.marks[judge.key].get(number) is False]

    def has(self, number: int, key: str) -> bool | None:
        """Whether a participation has something; None where it is not asked for it."""
        return self.marks[key].get(number)

    def lacking(self, what: str) -> set[int]:
        """The participations that lack what a key names, or anything; or nothing."""
        short = {number: {judge.key for judge in self.missing(number)} for number in self.asked}
        if what in (ANYTHING, NOTHING):
            return {number for number, keys in short.items() if bool(keys) is (what == ANYTHING)}
        return {number for number, keys in short.items() if what in keys}


def judges() -> Sequence[Judge]:
    """Everything that a participant is to be ready with, in order."""
    leftward: Leftward = current_app.extensions["participants_leftward"]
    return leftward.judges


def readiness(*operations: Operation) -> Readiness:
    """Every participant of these operations before every judge; a fixed number of questions to the database."""
    found = judges()
    return Readiness(found, {judge.key: judge.judge(operations) for judge in found})


def asked(operations: Sequence[Operation], roles: Collection[str]) -> list[Asked]:
    """Those in these roles that were invited and have not declined or left."""
    named = (
        sa.select(sa.func.count(ContactPoint.id))
        .where(ContactPoint.participation_id == Participation.id)
        .correlate(Participation)
        .scalar_subquery()
    )
    chosen = sa.and_(Participation.reviewer_chosen_at.is_not(None), Participation.reviewer_left_id.is_(None))
    query = sa.select(Participation.id, Participation.state, named, chosen).where(
        Participation.operation_id.in_([each.id for each in operations]),
        Participation.role.in_(roles),
        Participation.state.in_(scope.IN),
    )
    return [Asked(number, state, contacts, bool(has)) for number, state, contacts, has in db.session.execute(query)]


def taking_part(operations: Sequence[Operation], roles: Collection[str]) -> list[Asked]:
    """Of these, who has accepted: nothing more is asked of the others yet."""
    return [one for one in asked(operations, roles) if one.state == ParticipationState.ACCEPTED]


def readiness_page(
    actor: Actor, operation: Operation, found: Readiness, wanted: Mapping[str, str], lang: str
) -> Page[Participation]:
    """One page of those who are asked for something; `missing` narrows it to those who lack that, anything or nothing."""
    return _listing(found, wanted, lang).page(_asked_for(actor, operation, found), wanted)


def readiness_rows(
    actor: Actor, operation: Operation, found: Readiness, wanted: Mapping[str, str], lang: str
) -> list[Participation]:
    """The same, all of them, for a file or for letters."""
    query = _listing(found, wanted, lang).narrow(_asked_for(actor, operation, found), wanted)
    return list(db.session.scalars(query.order_by(name_column(lang), Participation.id)))


def _asked_for(actor: Actor, operation: Operation, found: Readiness) -> sa.Select[Participation]:
    return scope.participations(actor, operation).where(Participation.id.in_(found.asked)).options(*WHOLE)


def _listing(found: Readiness, wanted: Mapping[str, str], lang: str) -> Listing:
    what = wanted.get("missing", "")
    return Listing(
        sorts={
            "name": name_column(lang),
            "role": Participation.role,
            "missing": _each({number: len(found.missing(number)) for number in found.asked}, 0),
        },
        search=(Organisation.search_en, Organisation.search_fr, Organisation.code),
        filters={
            "missing": _each(dict.fromkeys(found.lacking(what), what), ""),
            "role": Participation.role,
            "region": Organisation.wco_region,
            "rilo": Organisation.rilo_id,
        },
        start="name",
        tiebreak=Participation.id,
        folded=True,
    )


def _each(values: Mapping[int, int | str], otherwise: int | str) -> sa.ColumnElement[int | str]:
    """A value for each participation, as a column to sort and to filter by."""
    return sa.case(values, value=Participation.id, else_=otherwise) if values else sa.literal(otherwise)
