"""What happens to a delivery after it came: the steps of its review, and the notes and questions about it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from opsplanner.core.db import Label, LongText, Str20, Str60, Str120, UtcDateTime, UtcTime, db
from opsplanner.results.models.deliveries import Submission
from opsplanner.results.models.rows import Case


class NoteKind(StrEnum):
    """A note goes with what is returned; a question waits for an answer."""

    NOTE = "note"
    QUESTION = "question"


class NoteState(StrEnum):
    """open -> answered (the Member spoke last) -> settled by the reviewer; a settled one may be opened again by a new reply."""

    OPEN = "open"
    ANSWERED = "answered"
    SETTLED = "settled"


class ReviewStep(db.Model):
    """One move of a submission between its states: by whom, why, and in whose place (empty: the reviewer the Member chose)."""

    __tablename__ = "review_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(sa.ForeignKey("submission.id"), index=True)
    at: Mapped[UtcTime]
    by: Mapped[Str120]
    by_id: Mapped[int | None]
    act: Mapped[Str20]
    reason: Mapped[LongText]
    in_place_of: Mapped[Label]


class ReviewNote(db.Model):
    """What the reviewer says about a submission, one of its cases, a goods line or a single answer (`field`, its key); replies hang on it."""

    __tablename__ = "review_note"

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(sa.ForeignKey("submission.id"), index=True)
    case_id: Mapped[int | None] = mapped_column(sa.ForeignKey("result_case.id"), index=True)
    line: Mapped[int | None] = mapped_column(sa.SmallInteger)
    field: Mapped[Str60]
    kind: Mapped[Str20]
    state: Mapped[Str20]
    text: Mapped[LongText]
    at: Mapped[UtcTime]
    by: Mapped[Str120]
    by_id: Mapped[int | None]
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    settled_by: Mapped[Str120] = mapped_column(default="")

    submission: Mapped[Submission] = relationship(back_populates="notes")
    case: Mapped[Case | None] = relationship()
    replies: Mapped[list[NoteReply]] = relationship(back_populates="note", order_by="NoteReply.id")


class NoteReply(db.Model):
    """An answer of the Member, or a word more of the reviewer."""

    __tablename__ = "note_reply"

    id: Mapped[int] = mapped_column(primary_key=True)
    note_id: Mapped[int] = mapped_column(sa.ForeignKey("review_note.id", ondelete="CASCADE"), index=True)
    text: Mapped[LongText]
    at: Mapped[UtcTime]
    by: Mapped[Str120]
    by_id: Mapped[int | None]
    by_member: Mapped[bool]

    note: Mapped[ReviewNote] = relationship(back_populates="replies")
