"""Whose results an actor reviews: those of the Members that chose it, and others in the place of their reviewer."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager
from sqlalchemy.sql.elements import ColumnElement

from opsplanner.core.access import Actor, Permission, Role
from opsplanner.core.db import db
from opsplanner.core.text import Text
from opsplanner.directory.models import Organisation
from opsplanner.participants.models import Participation, ReviewerKind
from opsplanner.results.audience import Group, open_to
from opsplanner.results.models import Channel, Handling, NamedReader, Submission

PLANNER = Text.of("the planner", fr="le planificateur")
SECRETARIAT = Text.of("the secretariat", fr="le secrétariat")


def reviewable(actor: Actor) -> sa.Select[Submission]:
    """The deliveries, in any operation and state, that the actor may review; their participation and Member are joined and loaded.

    RED: by those named; with nobody named, the reviewer sees that there is a delivery, accepts it and it is marked "not reviewed".
    An update after acceptance is not reviewed by itself.
    """
    member = contains_eager(Submission.participation).contains_eager(Participation.organisation)
    return (
        sa.select(Submission)
        .join(Submission.participation)
        .join(Participation.organisation)
        .options(member)
        .where(Submission.channel != Channel.UPDATE, sa.or_(*_ways(actor)))
    )


def chosen(actor: Actor, part: type[Participation] = Participation) -> ColumnElement[bool]:
    """Whether a participation (of the query: the table or an alias) chose the actor's own side as its reviewer."""
    return sa.or_(
        sa.and_(part.reviewer_kind == ReviewerKind.RILO, speaks_for(actor, part, part.reviewer_id)),
        sa.and_(part.reviewer_kind == ReviewerKind.PLANNER, leads(actor, part)),
        sa.and_(part.reviewer_kind == ReviewerKind.SECRETARIAT, _secretariat(actor)),
    )


def named(actor: Actor) -> ColumnElement[bool]:
    """Whether the actor is named on a delivery marked RED."""
    mine = sa.exists().where(NamedReader.submission_id == Submission.id, NamedReader.account_id == actor.user_id)
    return sa.and_(Submission.handling == Handling.RED, mine)


def reviews(actor: Actor, submission: Submission) -> bool:
    """Whether the actor may review this one."""
    query = reviewable(actor).where(Submission.id == submission.id).with_only_columns(Submission.id)
    return db.session.scalar(query) is not None


def reviewer_of(participation: Participation) -> Text:
    """Whom the Member chose, by name."""
    if participation.reviewer_kind == ReviewerKind.RILO and participation.reviewer is not None:
        return participation.reviewer.name
    return PLANNER if participation.reviewer_kind == ReviewerKind.PLANNER else SECRETARIAT


def _ways(actor: Actor) -> list[ColumnElement[bool]]:
    handling, led, office = Submission.__table__.c.handling, leads(actor), _secretariat(actor)
    somebody = sa.exists().where(NamedReader.submission_id == Submission.id)
    return [
        sa.and_(chosen(actor), handling.in_(open_to(Group.REVIEWER))),
        sa.and_(speaks_for(actor, Participation, Organisation.rilo_id), handling.in_(open_to(Group.RILO))),
        sa.and_(led, handling.in_(open_to(Group.PLANNER))),
        sa.and_(office, handling.in_(open_to(Group.SECRETARIAT))),
        sa.and_(named(actor), _seated(actor), ~_own(actor)),
        sa.and_(handling == Handling.RED, ~somebody, sa.or_(chosen(actor), led, office)),
    ]


def speaks_for(
    actor: Actor, part: type[Participation], office: sa.orm.InstrumentedAttribute[int | None]
) -> ColumnElement[bool]:
    """Whether a column names a liaison office the actor speaks for in the operation of a participation."""
    seats = [seat for seat in actor.seats if seat.role == Role.LIAISON]
    return sa.or_(
        sa.false(),
        *(sa.and_(part.operation_id == seat.operation_id, office == seat.organisation_id) for seat in seats),
    )


def leads(actor: Actor, part: type[Participation] = Participation) -> ColumnElement[bool]:
    """Whether the actor plans the operation of a participation."""
    return part.operation_id.in_([seat.operation_id for seat in actor.seats if seat.role == Role.PLANNER])


def _secretariat(actor: Actor) -> ColumnElement[bool]:
    return sa.true() if actor.is_secretariat else sa.false()


def _seated(actor: Actor) -> ColumnElement[bool]:
    """Whether the operation is one in which the actor may see results at all."""
    if actor.is_secretariat:
        return sa.true()
    seats = [seat.operation_id for seat in actor.seats if actor.may(Permission.RESULTS_SEE, seat.operation_code)]
    return Participation.operation_id.in_(seats)


def _own(actor: Actor) -> ColumnElement[bool]:
    """Whether the delivery is of the actor's own Member: nobody reviews that."""
    seats = [seat.organisation_id for seat in actor.seats if seat.role in (Role.MEMBER, Role.GUEST)]
    mine = (Participation.organisation_id.in_(seats), Submission.organisation_id.in_(seats))
    under = sa.and_(Organisation.parent_id.is_not(None), Organisation.parent_id.in_(seats))
    return sa.or_(*mine, under)
