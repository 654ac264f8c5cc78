"""A Member's own levels beside those of the last time, and what all Members say together once a self-assessment is closed."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from opsplanner.core.access import Actor
from opsplanner.core.db import db
from opsplanner.core.text import Text
from opsplanner.operations.models import Operation
from opsplanner.participants.models import Participation
from opsplanner.reference.themes import themes
from opsplanner.surveys import house, scope
from opsplanner.surveys.aggregate import LEAST, Average, Change, Levels, averages, changes
from opsplanner.surveys.models import Reply, ReplyVersion, Survey, SurveyKind
from opsplanner.surveys.services.finding import own_participations
from opsplanner.surveys.states import State

__all__ = ["LEAST", "Assessed", "Round", "assessed", "theme_names"]


@dataclass(frozen=True, slots=True)
class Round:
    """One time of asking: the questionnaire, the reader's own levels (None: not sent), the averages where they may be shown."""

    survey: Survey
    own: Levels | None
    averages: dict[str, Average]


@dataclass(frozen=True, slots=True)
class Assessed:
    """The rounds of an operation and of its family, the earliest first, and the change from the last but one to the last."""

    rounds: list[Round]
    changes: dict[str, Change]

    def own_change(self, theme: str) -> int | None:
        """By how many levels the reader's Member has moved from one round to the next."""
        told = [each.own for each in self.rounds[-2:] if each.own and theme in each.own]
        return told[1][theme] - told[0][theme] if len(told) == 2 else None


def theme_names() -> dict[str, Text]:
    """The six themes, in their order."""
    return {theme: themes()[theme] for theme in house.wordings()}


def assessed(actor: Actor, operation: Operation) -> Assessed:
    """What the reader may know of the self-assessments of an operation and of those of its programme before it."""
    mine = frozenset(each.organisation_id for each in own_participations(actor, operation))
    rounds, told = [], []
    for survey in _surveys(actor, operation):
        levels = _levels(survey)
        own = next((said for member, said in levels.items() if member in mine), None)
        shown = averages(levels, list(theme_names()), mine) if survey.closed_at is not None else []
        rounds.append(Round(survey, own, {each.theme: each for each in shown}))
        told.append(levels)
    last = rounds[-2:]
    both = len(last) == 2 and all(each.survey.closed_at is not None for each in last)
    moved = changes(told[-2], told[-1], list(theme_names()), mine) if both else []
    return Assessed(rounds, {each.theme: each for each in moved})


def _surveys(actor: Actor, operation: Operation) -> list[Survey]:
    """The self-assessments of this operation, and of earlier ones of its programme that the actor takes part in."""
    codes = {seat.operation_code for seat in actor.seats}
    earlier = sa.and_(
        Operation.programme_id == operation.programme_id,
        Operation.programme_id.is_not(None),
        Operation.starts_on < operation.starts_on,
    )
    if not actor.is_secretariat:
        earlier = sa.and_(earlier, Operation.code.in_(codes))
    query = (
        sa.select(Survey)
        .join(Survey.operation)
        .where(
            Survey.kind != SurveyKind.PLAN,
            Survey.template_id.is_not(None),
            sa.or_(Survey.operation_id == operation.id, earlier),
        )
        .options(joinedload(Survey.operation))
    )
    found = db.session.scalars(query.order_by(Operation.starts_on))
    return sorted(found, key=lambda each: (each.operation.starts_on, each.kind == SurveyKind.AFTER))


def _levels(survey: Survey) -> dict[int, Levels]:
    """By organisation what it sent last; what was taken back does not count."""
    rows = db.session.execute(
        sa.select(Participation.organisation_id, ReplyVersion.answers)
        .join(Reply, Reply.participation_id == Participation.id)
        .join(ReplyVersion, sa.and_(ReplyVersion.reply_id == Reply.id, ReplyVersion.number == Reply.number))
        .where(
            Reply.survey_id == survey.id,
            Reply.state == State.SUBMITTED,
            Participation.role.in_(scope.ANSWERING),
        )
    )
    keys = {theme: house.theme_key(theme) for theme in theme_names()}
    return {
        member: {theme: int(answers[key]) for theme, key in keys.items() if key in answers} for member, answers in rows
    }
