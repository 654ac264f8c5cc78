"""Finding questionnaires and replies, as far as the actor may know of them; how far each Member is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from opsplanner.core.access import Actor, Permission
from opsplanner.core.db import db
from opsplanner.core.errors import Missing
from opsplanner.core.listing import Listing, Page
from opsplanner.directory.models import Organisation
from opsplanner.operations.models import Operation
from opsplanner.operations.services import find
from opsplanner.participants.models import Participation, ParticipationState
from opsplanner.records.models import TemplateVersion
from opsplanner.records.template import Template
from opsplanner.surveys import scope
from opsplanner.surveys.models import Reply, ReplyFile, Survey, SurveyKind
from opsplanner.surveys.states import State


def find_survey(actor: Actor, code: str, kind: str) -> Survey:
    """The questionnaire of a kind; raises Missing when there is none the actor may see."""
    operation = find(actor, code)
    found = db.session.scalar(scope.surveys(actor, operation).where(Survey.kind == kind))
    if found is None:
        raise Missing
    return found


def surveys_of(actor: Actor, operation: Operation) -> list[Survey]:
    """The questionnaires of an operation, in the order in which they are asked."""
    found = list(db.session.scalars(scope.surveys(actor, operation)))
    return sorted(found, key=lambda each: list(SurveyKind).index(each.what))


def read_template(survey: Survey) -> Template:
    """The version in force; raises Missing before the first."""
    if survey.published is None:
        raise Missing
    return template_of(survey.published)


def template_of(version: TemplateVersion) -> Template:
    """A stored version as a template."""
    return Template.read(version.definition)


def own_participations(actor: Actor, operation: Operation) -> list[Participation]:
    """The actor's own that are asked: Members and guests that take part."""
    query = (
        sa.select(Participation)
        .join(Participation.organisation)
        .where(scope.own(actor, operation), Participation.state == ParticipationState.ACCEPTED)
        .options(contains_eager(Participation.organisation), joinedload(Participation.reviewer))
    )
    return list(db.session.scalars(query.order_by(Organisation.search_en)))


def find_own(actor: Actor, survey: Survey, member: str) -> Participation:
    """The one the actor answers for: the one named, else its first; raises Missing when there is none."""
    mine = own_participations(actor, survey.operation)
    found = next((each for each in mine if each.organisation.code == member or not member), None)
    if found is None:
        raise Missing
    return found


def reply_of(survey: Survey, participation: Participation) -> Reply | None:
    """The reply of a participation that the caller has found for its actor."""
    return db.session.scalar(
        sa.select(Reply)
        .where(Reply.survey_id == survey.id, Reply.participation_id == participation.id)
        .options(selectinload(Reply.versions), selectinload(Reply.files))
    )


def find_reply(actor: Actor, survey: Survey, member: str) -> Reply:
    """The reply of a Member that the actor may read."""
    query = scope.replies(actor, survey).where(Organisation.code == member)
    found = db.session.scalar(query.options(selectinload(Reply.versions), selectinload(Reply.files)))
    if found is None:
        raise Missing
    return found


def find_file(actor: Actor, survey: Survey, member: str, number: int) -> ReplyFile:
    """A file beside an answer; of one that was not sent, only its own Member knows."""
    reply = find_reply(actor, survey, member)
    found = next((each for each in reply.files if each.id == number), None)
    if found is None or not (is_own(actor, reply) or found.from_number <= reply.number):
        raise Missing
    return found


def is_own(actor: Actor, reply: Reply) -> bool:
    """Whether the reply is of the actor's own Member, or of that its office belongs to."""
    mine = own_participations(actor, reply.survey.operation)
    return reply.participation_id in {each.id for each in mine}


def reviews(actor: Actor, reply: Reply) -> bool:
    """Whether the actor decides on it; nobody decides on its own."""
    operation = reply.survey.operation
    if reply.survey.what.is_assessment or not actor.may(Permission.SURVEYS_REVIEW, operation.code):
        return False
    query = sa.select(Participation.id).where(
        Participation.id == reply.participation_id,
        scope.reviewed(actor, operation),
        ~scope.own(actor, operation),
    )
    return db.session.scalar(query) is not None


def progress(actor: Actor, survey: Survey, asked: Mapping[str, str], lang: str) -> Page[tuple[Participation, Reply]]:
    """Who takes part and how far each is, for those who follow it: participations with their reply beside."""
    name = Organisation.search_fr if lang == "fr" else Organisation.search_en
    listing = Listing(
        sorts={"name": name, "state": sa.func.coalesce(Reply.state, State.NONE)},
        search=(Organisation.search_en, Organisation.search_fr, Organisation.code),
        filters={"state": sa.func.coalesce(Reply.state, State.NONE)},
        start="name",
        tiebreak=Participation.id,
        folded=True,
    )
    return listing.page(_followed(actor, survey), asked)


def tally(actor: Actor, survey: Survey) -> dict[str, int]:
    """How many Members are in each state, of those the actor follows."""
    state = sa.func.coalesce(Reply.state, State.NONE)
    query = _followed(actor, survey).with_only_columns(state, sa.func.count(), maintain_column_froms=True)
    return {str(each): number for each, number in db.session.execute(query.group_by(state))}


def standing(operation: Operation, kind: SurveyKind = SurveyKind.PLAN) -> dict[int, str]:
    """For every participation that is asked, by its id, the state of its reply; empty while nothing is published."""
    return standings([operation], kind)


def standings(operations: Sequence[Operation], kind: SurveyKind) -> dict[int, str]:
    """The same of several operations, in one question to the database."""
    rows = db.session.execute(
        sa.select(Participation.id, sa.func.coalesce(Reply.state, State.NONE))
        .join(Survey, Survey.operation_id == Participation.operation_id)
        .outerjoin(Reply, sa.and_(Reply.survey_id == Survey.id, Reply.participation_id == Participation.id))
        .where(
            Participation.operation_id.in_([each.id for each in operations]),
            Participation.role.in_(scope.ANSWERING),
            Participation.state == ParticipationState.ACCEPTED,
            Survey.kind == kind,
            Survey.template_id.is_not(None),
        )
    )
    return {number: str(state) for number, state in rows}


def _followed(actor: Actor, survey: Survey) -> sa.Select[tuple[Participation, Reply]]:
    """Participations that take part, each with its reply or none."""
    return (
        scope.participations(actor, survey)
        .add_columns(Reply)
        .outerjoin(Reply, sa.and_(Reply.survey_id == survey.id, Reply.participation_id == Participation.id))
        .where(Participation.state == ParticipationState.ACCEPTED)
    )
