"""What waits for a reader across operations: its own Members' questionnaires, and the plans that wait for it as reviewer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from opsplanner.core.access import Actor, Permission
from opsplanner.core.db import db
from opsplanner.operations.models import Operation
from opsplanner.participants.models import Participation, ParticipationState
from opsplanner.surveys import scope
from opsplanner.surveys.models import Reply, Survey, SurveyKind
from opsplanner.surveys.states import State


@dataclass(frozen=True, slots=True)
class Own:
    """A questionnaire before a Member that the reader speaks for: the state of the reply, and the reviewer's last note."""

    survey: Survey
    participation: Participation
    state: State
    note: str


def own_waiting(actor: Actor, operations: Sequence[Operation]) -> list[Own]:
    """Every open questionnaire of the reader's own Members in these operations."""
    return _own_of(actor, [each for each in published_in(operations) if each.closed_at is None])


def own_asked(actor: Actor, operations: Sequence[Operation]) -> list[Own]:
    """The same with those that are closed."""
    return _own_of(actor, published_in(operations))


def _own_of(actor: Actor, surveys: Sequence[Survey]) -> list[Own]:
    mine = _mine(actor, {each.operation_id: each.operation for each in surveys})
    if not mine:
        return []
    replies = db.session.scalars(
        sa.select(Reply)
        .where(Reply.participation_id.in_([each.id for each in mine]))
        .options(selectinload(Reply.versions))
    )
    found = {(each.survey_id, each.participation_id): each for each in replies}
    pairs = [(survey, one) for survey in surveys for one in mine if one.operation_id == survey.operation_id]
    return [_own(survey, one, found.get((survey.id, one.id))) for survey, one in pairs]


def plans_waiting(actor: Actor, operations: Sequence[Operation]) -> list[tuple[Operation, int]]:
    """The operations in which plans wait for the reader as reviewer, with how many."""
    reviewing = [each for each in operations if actor.may(Permission.SURVEYS_REVIEW, each.code)]
    if not reviewing:
        return []
    theirs = [sa.and_(scope.reviewed(actor, each), ~scope.own(actor, each)) for each in reviewing]
    rows = db.session.execute(
        sa.select(Participation.operation_id, sa.func.count())
        .join(Reply, Reply.participation_id == Participation.id)
        .join(Survey, Survey.id == Reply.survey_id)
        .where(Survey.kind == SurveyKind.PLAN, Reply.state == State.SUBMITTED, sa.or_(*theirs))
        .group_by(Participation.operation_id)
    )
    counts = {number: int(count) for number, count in rows}
    return [(each, counts[each.id]) for each in reviewing if each.id in counts]


def published_in(operations: Sequence[Operation]) -> list[Survey]:
    """The published questionnaires of these operations, in the order in which they were begun."""
    query = sa.select(Survey).where(
        Survey.operation_id.in_([each.id for each in operations]), Survey.template_id.is_not(None)
    )
    return list(db.session.scalars(query.options(joinedload(Survey.operation)).order_by(Survey.id)))


def _mine(actor: Actor, operations: dict[int, Operation]) -> list[Participation]:
    seats = [seat for seat in actor.seats if seat.role in scope.ANSWERING and seat.operation_id in operations]
    if not seats:
        return []
    held = [
        sa.and_(Participation.operation_id == seat.operation_id, Participation.organisation_id == seat.organisation_id)
        for seat in seats
    ]
    query = (
        sa.select(Participation)
        .join(Participation.organisation)
        .where(
            sa.or_(*held),
            Participation.state == ParticipationState.ACCEPTED,
            Participation.role.in_(scope.ANSWERING),
        )
        .options(contains_eager(Participation.organisation))
    )
    return list(db.session.scalars(query))


def _own(survey: Survey, one: Participation, reply: Reply | None) -> Own:
    note = reply.last.note if reply and reply.last else ""
    return Own(survey, one, State(reply.state) if reply else State.NONE, note)
