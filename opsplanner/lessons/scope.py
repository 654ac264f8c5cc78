"""Which lessons an actor may read, and which of them change."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from opsplanner.core.access import ASKED, Actor, Permission, Role
from opsplanner.lessons.models import Lesson
from opsplanner.lessons.words import Status

# Who sees only what was shared.
OUTSIDE = frozenset({Role.OBSERVER, Role.GUEST, *ASKED})


def scope(actor: Actor) -> sa.Select[Lesson]:
    """The secretariat reads all; others those of their operations (observers and guests: the shared ones); planners, beside
    their own, the shared ones of every operation, so that a lesson comes back at the next plan."""
    lessons = sa.select(Lesson)
    if actor.is_secretariat:
        return lessons
    inside = {seat.operation_id for seat in actor.seats if seat.role not in OUTSIDE}
    outside = {seat.operation_id for seat in actor.seats} - inside
    readable: list[Any] = [Lesson.operation_id.in_(inside), sa.and_(Lesson.operation_id.in_(outside), Lesson.shared)]
    if any(seat.role == Role.PLANNER for seat in actor.seats):
        readable.append(Lesson.shared)
    return lessons.where(sa.or_(*readable))


def may_edit(actor: Actor, lesson: Lesson) -> bool:
    """The planner and the secretariat; whoever observed it, until it was analysed."""
    if actor.may(Permission.LESSONS_EDIT, lesson.operation.code):
        return True
    author = actor.user_id is not None and lesson.observed_by_id == actor.user_id
    return author and lesson.status == Status.OBSERVED and actor.may(Permission.LESSONS_ADD, lesson.operation.code)


def may_step(actor: Actor, lesson: Lesson) -> bool:
    """The planner, the secretariat, and the organisation that owns the lesson."""
    if actor.may(Permission.LESSONS_EDIT, lesson.operation.code):
        return True
    return lesson.owner_id is not None and lesson.owner_id in actor.organisations_in(lesson.operation.code)
