"""Lessons, found by words or by their reference."""

from __future__ import annotations

import sqlalchemy as sa
from flask import url_for
from sqlalchemy.orm import joinedload

from opsplanner.core.access import Actor, Permission
from opsplanner.core.db import db
from opsplanner.core.finding import Asked, Hit, Sort, known_by
from opsplanner.core.i18n import label
from opsplanner.core.numbers import whole
from opsplanner.lessons.models import Lesson
from opsplanner.lessons.scope import scope


def lessons(actor: Actor, asked: Asked, most: int) -> list[Hit]:
    """Those the reader may read, the newest first."""
    if not actor.may(Permission.LESSONS_SEE):
        return []
    number = whole(asked.plain.removeprefix("l-")) if asked.plain.startswith("l-") else None
    wanted = sa.or_(Lesson.id == (number or 0), asked.in_columns(Lesson.search))
    query = scope(actor).where(wanted).options(joinedload(Lesson.operation))
    return [
        Hit(
            Sort.LESSON,
            label(each.title),
            url_for("lessons.lesson", number=each.id),
            f"{each.reference} · {each.operation.code}",
            known_by(each.reference, *each.title.all()),
        )
        for each in db.session.scalars(query.order_by(Lesson.id.desc()).limit(most))
    ]
