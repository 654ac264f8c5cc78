"""Who may see whose answers: a national plan its own Member and who reviews it, a self-assessment its own Member alone."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from opsplanner.core.access import Actor, Permission, Role
from opsplanner.directory.models import Organisation
from opsplanner.operations.models import Operation
from opsplanner.participants.models import Participation, ReviewerKind
from opsplanner.participants.services import is_own
from opsplanner.surveys.models import Reply, Survey

ANSWERING = (Role.MEMBER, Role.GUEST)


def surveys(actor: Actor, operation: Operation) -> sa.Select[Survey]:
    """The questionnaires of an operation: what is not published yet is its planner's."""
    query = sa.select(Survey).where(Survey.operation_id == operation.id).options(joinedload(Survey.published))
    if actor.may(Permission.PLAN_EDIT, operation.code):
        return query
    return query.where(Survey.template_id.is_not(None))


def own(actor: Actor, operation: Operation) -> sa.ColumnElement[bool]:
    """That a participation is the Member's that the actor sits for, or whose office it sits for."""
    held = actor.organisations_in(operation.code, *ANSWERING)
    parents = sa.select(Organisation.parent_id).where(Organisation.id.in_(held), Organisation.parent_id.is_not(None))
    mine = sa.or_(Participation.organisation_id.in_(held), Participation.organisation_id.in_(parents))
    return sa.and_(Participation.operation_id == operation.id, Participation.role.in_(ANSWERING), mine)


def reviewed(actor: Actor, operation: Operation) -> sa.ColumnElement[bool]:
    """That the actor reviews a participation: as the office it chose; the planner and the secretariat may act in its place."""
    here = sa.and_(Participation.operation_id == operation.id, Participation.role.in_(ANSWERING))
    if actor.is_secretariat or actor.organisations_in(operation.code, Role.PLANNER):
        return here
    offices = actor.organisations_in(operation.code, Role.LIAISON)
    chosen = sa.and_(Participation.reviewer_kind == ReviewerKind.RILO, Participation.reviewer_id.in_(offices))
    return sa.and_(here, chosen)


def replies(actor: Actor, survey: Survey) -> sa.Select[Reply]:
    """The replies the actor may read, joined with participation and organisation; a reviewer reads what was sent."""
    seen = own(actor, survey.operation)
    if not survey.what.is_assessment and actor.may(Permission.SURVEYS_REVIEW, survey.operation.code):
        seen = sa.or_(seen, sa.and_(reviewed(actor, survey.operation), Reply.number > 0))
    return (
        sa.select(Reply)
        .join(Reply.participation)
        .join(Participation.organisation)
        .where(Reply.survey_id == survey.id, seen)
        .options(contains_eager(Reply.participation).contains_eager(Participation.organisation))
    )


def participations(actor: Actor, survey: Survey) -> sa.Select[Participation]:
    """Those who are asked and whose progress the actor may follow: its own, and those it reviews. Joined with their organisations."""
    seen = own(actor, survey.operation)
    if actor.may(Permission.SURVEYS_REVIEW, survey.operation.code):
        seen = sa.or_(seen, reviewed(actor, survey.operation))
    return (
        sa.select(Participation)
        .join(Participation.organisation)
        .where(seen)
        .options(contains_eager(Participation.organisation))
    )


def may_answer(actor: Actor, participation: Participation) -> bool:
    """Whether the actor speaks for this very Member."""
    return participation.role in ANSWERING and is_own(actor, participation)
