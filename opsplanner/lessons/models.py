"""Lessons: what was observed in an operation, what to do about it, who does it by when, and every step taken."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from opsplanner.core.db import Label, LongText, Str20, Str120, UtcTime, db
from opsplanner.directory.models import Organisation
from opsplanner.operations.models import Operation


class Lesson(db.Model):
    """One entry of the register. `shared`: observers, guests and planners of other operations may read it too."""

    __tablename__ = "lesson"

    id: Mapped[int] = mapped_column(primary_key=True)
    operation_id: Mapped[int] = mapped_column(sa.ForeignKey("operation.id", ondelete="CASCADE"), index=True)
    title: Mapped[Label]
    observation: Mapped[Label]
    recommendation: Mapped[Label]
    theme: Mapped[Str20]
    phase: Mapped[Str20]
    status: Mapped[Str20]
    owner_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    due_on: Mapped[date | None]
    shared: Mapped[bool]
    # All its words in every language, folded, for searching.
    search: Mapped[LongText]
    observed_at: Mapped[UtcTime]
    observed_by: Mapped[Str120]
    observed_by_id: Mapped[int | None]
    version: Mapped[int] = mapped_column()

    operation: Mapped[Operation] = relationship()
    owner: Mapped[Organisation | None] = relationship()
    steps: Mapped[list[LessonStep]] = relationship(order_by="LessonStep.id.desc()", cascade="all, delete-orphan")

    # Two people editing: the later save is told, nothing is lost silently.
    __mapper_args__ = {"version_id_col": version}

    @property
    def reference(self) -> str:
        """L-041: what people call it."""
        return f"L-{self.id:03d}"


class LessonStep(db.Model):
    """A lesson's status changed, with what was said about it."""

    __tablename__ = "lesson_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    lesson_id: Mapped[int] = mapped_column(sa.ForeignKey("lesson.id", ondelete="CASCADE"), index=True)
    at: Mapped[UtcTime]
    by: Mapped[Str120]
    status: Mapped[Str20]
    note: Mapped[LongText]
