"""What is done with lessons: written down, changed, moved on, counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.exc import StaleDataError

from opsplanner.core import audit, clock
from opsplanner.core.access import Actor, Permission
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Forbidden, Missing, Refusal
from opsplanner.core.listing import Listing, Page
from opsplanner.core.text import Text, fold
from opsplanner.core.versions import stamp, unchanged
from opsplanner.directory.models import Organisation
from opsplanner.lessons.models import Lesson, LessonStep
from opsplanner.lessons.scope import may_edit, may_step, scope
from opsplanner.lessons.words import SETTLED, Status
from opsplanner.operations.models import Operation
from opsplanner.operations.services import find

LISTING = Listing(
    sorts={"lesson": Lesson.id, "operation": Operation.code, "theme": Lesson.theme, "status": Lesson.status, "due": Lesson.due_on},
    search=[Lesson.search],
    folded=True,
    filters={"operation": Operation.code, "theme": Lesson.theme, "phase": Lesson.phase, "status": Lesson.status},
    start="-lesson",
    tiebreak=Lesson.id.desc(),
)  # fmt: skip
SAID = ("title", "observation", "recommendation", "theme", "phase", "owner_id", "due_on", "shared")


@dataclass(frozen=True, slots=True)
class LessonValues:
    """What a form says of a lesson."""

    title: Text
    observation: Text
    recommendation: Text
    theme: str
    phase: str
    owner_id: int | None
    due_on: date | None
    shared: bool


def lessons(actor: Actor, code: str | None = None) -> sa.Select[Lesson]:
    """The lessons an actor may read, of one operation or of all."""
    query = scope(actor).join(Lesson.operation).options(joinedload(Lesson.operation), joinedload(Lesson.owner))
    return query if code is None else query.where(Operation.code == code)


def register(actor: Actor, asked: Mapping[str, str], code: str | None = None) -> Page[Lesson]:
    """One page of the register."""
    return LISTING.page(lessons(actor, code), asked)


def register_whole(actor: Actor, asked: Mapping[str, str], code: str | None = None) -> list[Lesson]:
    """All that the search and filters leave, for an export."""
    query = LISTING.narrow(lessons(actor, code), asked).order_by(Lesson.id)
    return list(db.session.scalars(query))


def find_lesson(actor: Actor, lesson_id: int) -> Lesson:
    """A lesson the actor may read; raises Missing."""
    lesson = db.session.scalar(lessons(actor).where(Lesson.id == lesson_id))
    if lesson is None:
        raise Missing
    return lesson


def operations_with_lessons(actor: Actor) -> list[str]:
    """Codes of the operations whose lessons the actor may read, the newest first."""
    ids = scope(actor).with_only_columns(Lesson.operation_id)
    return list(
        db.session.scalars(sa.select(Operation.code).where(Operation.id.in_(ids)).order_by(Operation.starts_on.desc()))
    )


@writes
def add_lesson(actor: Actor, code: str, values: LessonValues) -> Lesson:
    """Writes an observation down."""
    operation = find(actor, code)
    if not actor.may(Permission.LESSONS_ADD, code):
        raise Forbidden(_l("Your role in this operation does not add lessons."))
    lesson = Lesson(
        operation=operation,
        status=Status.OBSERVED,
        observed_at=clock.now(),
        observed_by=actor.label,
        observed_by_id=actor.user_id,
    )
    _fill(lesson, values)
    db.session.add(lesson)
    db.session.flush()
    audit.record(actor, "lesson:add", lesson.reference, scope=code, after=audit.snapshot(lesson, *SAID))
    return lesson


def lesson_stamp(lesson: Lesson) -> str:
    """What its form carries to tell whether its text has changed since."""
    return stamp(audit.snapshot(lesson, *SAID))


@writes
def change_lesson(actor: Actor, lesson_id: int, version: str | None, values: LessonValues) -> Lesson:
    """Says something else of a lesson. Raises Stale when its text is no longer as `version` says."""
    lesson = find_lesson(actor, lesson_id)
    if not may_edit(actor, lesson):
        raise Forbidden(_l("Only the planner changes a lesson once it is analysed."))
    before = audit.snapshot(lesson, *SAID)
    unchanged(before, version)
    _fill(lesson, values)
    try:
        db.session.flush()
    except StaleDataError as stale:
        raise Refusal(_l("Somebody changed this lesson at the same moment. Save again.")) from stale
    audit.record(
        actor,
        "lesson:change",
        lesson.reference,
        scope=lesson.operation.code,
        before=before,
        after=audit.snapshot(lesson, *SAID),
    )
    return lesson


@writes
def move_lesson(actor: Actor, lesson_id: int, status: Status, note: str) -> Lesson:
    """Takes a lesson to another status. Each step is kept; settling it or going back needs a sentence."""
    lesson = find_lesson(actor, lesson_id)
    if not may_step(actor, lesson):
        raise Forbidden(_l("The planner and the owner of a lesson move it on."))
    before = Status(lesson.status)
    if status == before:
        raise Refusal(_l("The lesson has this status already."))
    order = list(Status)
    if not note.strip() and (status in SETTLED or order.index(status) < order.index(before)):
        raise Refusal(_l("Say in one sentence what shows it: this step needs its evidence or its reason."))
    lesson.status = status
    lesson.steps.append(LessonStep(at=clock.now(), by=actor.label, status=status, note=note.strip()))
    audit.record(
        actor,
        "lesson:move",
        lesson.reference,
        scope=lesson.operation.code,
        before={"status": before},
        after={"status": status, "note": note},
    )
    return lesson


def due_for(actor: Actor) -> list[Lesson]:
    """Unsettled lessons owned by an organisation the actor speaks for, those due first."""
    owned = {seat.organisation_id for seat in actor.seats} | ({actor.organisation_id} - {None})
    query = lessons(actor).where(Lesson.owner_id.in_(owned), Lesson.status.not_in(SETTLED))
    return list(db.session.scalars(query.order_by(Lesson.due_on.is_(None), Lesson.due_on, Lesson.id)))


def observed_since(actor: Actor, since: datetime) -> list[Lesson]:
    """Lessons the actor may read that were written down since."""
    return list(db.session.scalars(lessons(actor).where(Lesson.observed_at > since).order_by(Lesson.id.desc())))


def owners() -> list[Organisation]:
    """Who may own a lesson: any organisation that exists today."""
    query = sa.select(Organisation).where(Organisation.valid_to.is_(None)).order_by(Organisation.search_en)
    return list(db.session.scalars(query))


def _fill(lesson: Lesson, values: LessonValues) -> None:
    for name in SAID:
        setattr(lesson, name, getattr(values, name))
    said = (*values.title.all(), *values.observation.all(), *values.recommendation.all())
    lesson.search = fold(" ".join(said))
