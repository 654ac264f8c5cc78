"""Questionnaires of an operation, what each Member answers in numbered versions, files beside the answers, training workshops."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from opsplanner.core.db import Json, Label, LongText, Str20, Str120, UtcDateTime, UtcTime, db
from opsplanner.core.files import HeldFile
from opsplanner.directory.models import Organisation
from opsplanner.operations.models import Operation, Programme
from opsplanner.participants.models import Participation
from opsplanner.records.models import TemplateVersion


class SurveyKind(StrEnum):
    """What is asked: the national implementation plan; the capacity self-assessment before the operation, and after it."""

    PLAN = "plan"
    BEFORE = "before"
    AFTER = "after"

    @property
    def is_assessment(self) -> bool:
        """Whether a Member assesses itself, for itself alone."""
        return self is not SurveyKind.PLAN


class Survey(db.Model):
    """A questionnaire of an operation. `draft` is what its planner is composing, empty once it is published."""

    __tablename__ = "survey"
    __table_args__ = (sa.UniqueConstraint("operation_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    operation_id: Mapped[int] = mapped_column(sa.ForeignKey("operation.id", ondelete="CASCADE"))
    kind: Mapped[Str20]
    draft: Mapped[Json] = mapped_column(default=dict)
    # The version in force, which Members answer.
    template_id: Mapped[int | None] = mapped_column(sa.ForeignKey("template_version.id"), index=True)
    due_on: Mapped[date | None]
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    operation: Mapped[Operation] = relationship()
    published: Mapped[TemplateVersion | None] = relationship()

    @property
    def what(self) -> SurveyKind:
        """Its kind, with what the kind knows of itself."""
        return SurveyKind(self.kind)

    @property
    def is_open(self) -> bool:
        """Whether it can be answered now."""
        return self.published is not None and self.closed_at is None


class Reply(db.Model):
    """What one participant answers to a questionnaire: as it is being written, and the versions sent so far.

    `answers` are as typed, by question, so that nothing is lost that cannot be read yet; `number` is that of the last version sent.
    """

    __tablename__ = "survey_reply"
    __table_args__ = (sa.UniqueConstraint("survey_id", "participation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    survey_id: Mapped[int] = mapped_column(sa.ForeignKey("survey.id", ondelete="CASCADE"))
    participation_id: Mapped[int] = mapped_column(sa.ForeignKey("participation.id", ondelete="CASCADE"), index=True)
    state: Mapped[Str20]
    answers: Mapped[Json]
    number: Mapped[int] = mapped_column(default=0)
    saved_at: Mapped[UtcTime]
    saved_by: Mapped[Str120]

    survey: Mapped[Survey] = relationship()
    participation: Mapped[Participation] = relationship()
    versions: Mapped[list[ReplyVersion]] = relationship(
        back_populates="reply", order_by="ReplyVersion.number.desc()", cascade="all, delete-orphan"
    )
    files: Mapped[list[ReplyFile]] = relationship(
        back_populates="reply", order_by="ReplyFile.id", cascade="all, delete-orphan"
    )

    @property
    def last(self) -> ReplyVersion | None:
        """The version sent last."""
        return self.versions[0] if self.versions else None

    def kept(self) -> list[ReplyFile]:
        """The files of what is being written now."""
        return [each for each in self.files if each.until_number is None]


class ReplyVersion(db.Model):
    """Answers as they were sent, never changed: typed, by question, with what the reviewer decided of them."""

    __tablename__ = "survey_reply_version"
    __table_args__ = (sa.UniqueConstraint("reply_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    reply_id: Mapped[int] = mapped_column(sa.ForeignKey("survey_reply.id", ondelete="CASCADE"))
    number: Mapped[int]
    template_id: Mapped[int] = mapped_column(sa.ForeignKey("template_version.id"), index=True)
    answers: Mapped[Json]
    sent_at: Mapped[UtcTime]
    sent_by: Mapped[Str120]
    # accepted, returned, withdrawn by the Member; empty until then.
    decision: Mapped[Str20] = mapped_column(default="")
    note: Mapped[LongText] = mapped_column(default="")
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[Str120] = mapped_column(default="")

    reply: Mapped[Reply] = relationship(back_populates="versions")
    template: Mapped[TemplateVersion] = relationship()

    def files(self) -> list[ReplyFile]:
        """The files that were sent with it."""
        return [each for each in self.reply.files if each.was_in(self.number)]


class ReplyFile(HeldFile, db.Model):
    """A file beside an answer, in the versions from one number until before another."""

    __tablename__ = "survey_reply_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    reply_id: Mapped[int] = mapped_column(sa.ForeignKey("survey_reply.id", ondelete="CASCADE"), index=True)
    key: Mapped[Str120]
    from_number: Mapped[int]
    until_number: Mapped[int | None]

    reply: Mapped[Reply] = relationship(back_populates="files")

    def was_in(self, number: int) -> bool:
        """Whether it was sent with that version."""
        return self.from_number <= number and (self.until_number is None or number < self.until_number)


class Workshop(db.Model):
    """A training workshop that was held: where, about what, for which organisations, and how many of each were trained; nobody by name."""

    __tablename__ = "workshop"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[Label]
    programme_id: Mapped[int | None] = mapped_column(sa.ForeignKey("programme.id"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    country: Mapped[str] = mapped_column(sa.String(2))
    place: Mapped[Str120]
    language: Mapped[Str20]
    theme: Mapped[Str20]
    host_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    trained: Mapped[int]
    note: Mapped[LongText]
    # Folded title, place and organisations, for searching.
    search: Mapped[LongText]

    programme: Mapped[Programme | None] = relationship()
    host: Mapped[Organisation] = relationship()
    groups: Mapped[list[WorkshopGroup]] = relationship(order_by="WorkshopGroup.id", cascade="all, delete-orphan")


class WorkshopGroup(db.Model):
    """How many of one organisation were trained."""

    __tablename__ = "workshop_group"
    __table_args__ = (sa.UniqueConstraint("workshop_id", "organisation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = mapped_column(sa.ForeignKey("workshop.id", ondelete="CASCADE"))
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    persons: Mapped[int]

    organisation: Mapped[Organisation] = relationship()
