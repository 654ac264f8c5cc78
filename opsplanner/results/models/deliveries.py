"""Deliveries: numbered submissions, the periods they speak for, what is owed, and deliveries being prepared."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from opsplanner.core.db import Json, JsonList, LongText, Str20, Str60, Str120, Str300, UtcDateTime, UtcTime, db
from opsplanner.directory.models import Organisation
from opsplanner.operations.models import Operation, Period
from opsplanner.participants.models import Participation
from opsplanner.records.models import TemplateVersion

if TYPE_CHECKING:
    from opsplanner.results.models.reviews import ReviewNote


class Channel(StrEnum):
    """How a delivery came."""

    SHEET = "sheet"
    FORM = "form"
    NIL = "nil"
    EFFORT = "effort"
    UPDATE = "update"  # legal outcome and disposition after acceptance


class SubmissionState(StrEnum):
    """submitted -> in_review (locked) -> accepted | returned; submitted -> withdrawn; accepted -> in_review with a reason.

    A nil return that cases replaced is over, whatever it had come to.
    """

    SUBMITTED = "submitted"
    IN_REVIEW = "in_review"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"


# States whose rows count: "accepted + submitted".
LIVE = (SubmissionState.SUBMITTED, SubmissionState.IN_REVIEW, SubmissionState.ACCEPTED)


class Handling(StrEnum):
    """Handling markings, Traffic Light Protocol 2.0, from the most closed to the open."""

    RED = "RED"
    STRICT = "AMBER+STRICT"
    AMBER = "AMBER"
    GREEN = "GREEN"
    CLEAR = "CLEAR"


class Submission(db.Model):
    """One numbered delivery of a participation. `organisation` is the sending office, or the Member itself.

    `sha256` is the hash of what was sent; `kept_sha256` the stored original, readable by its own Member only: from acceptance on
    a copy reduced to what was `imported` ({sheet: {"columns": letters, "from": row of the headings}}). `follows_id` is the accepted
    submission that one of channel "update" keeps the state of. `not_reviewed` counts cases marked RED that nobody named saw.
    """

    __tablename__ = "submission"
    # A reference is never given twice, not even after a row was removed.
    __table_args__ = (sa.UniqueConstraint("participation_id", "number"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    operation_id: Mapped[int] = mapped_column(sa.ForeignKey("operation.id"), index=True)
    participation_id: Mapped[int] = mapped_column(sa.ForeignKey("participation.id"))
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"))
    number: Mapped[int]
    channel: Mapped[Str20]
    state: Mapped[Str20]
    template_id: Mapped[int | None] = mapped_column(sa.ForeignKey("template_version.id"))
    handling: Mapped[Str20]
    language: Mapped[Str20]
    rehearsal: Mapped[bool]
    submitted_at: Mapped[UtcTime]
    entered_by: Mapped[Str120]
    entered_by_id: Mapped[int | None]
    on_behalf: Mapped[bool]
    file_name: Mapped[Str300]
    sha256: Mapped[str] = mapped_column(sa.String(64))
    kept_sha256: Mapped[str | None] = mapped_column(sa.ForeignKey("stored_file.sha256"))
    counts: Mapped[Json]
    reasons: Mapped[JsonList]
    not_stored: Mapped[JsonList]
    imported: Mapped[Json] = mapped_column(default=dict)
    follows_id: Mapped[int | None] = mapped_column(sa.ForeignKey("submission.id"), index=True)
    not_reviewed: Mapped[int] = mapped_column(default=0)
    reviewed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reviewed_by: Mapped[Str120] = mapped_column(default="")
    review_note: Mapped[LongText] = mapped_column(default="")
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_by: Mapped[Str120] = mapped_column(default="")
    withdrawn_reason: Mapped[LongText] = mapped_column(default="")

    operation: Mapped[Operation] = relationship()
    participation: Mapped[Participation] = relationship()
    organisation: Mapped[Organisation] = relationship()
    template: Mapped[TemplateVersion | None] = relationship()
    periods: Mapped[list[PeriodServed]] = relationship(back_populates="submission", order_by="PeriodServed.period_id")
    readers: Mapped[list[NamedReader]] = relationship()
    follows: Mapped[Submission | None] = relationship(remote_side=[id])
    notes: Mapped[list[ReviewNote]] = relationship(back_populates="submission", order_by="ReviewNote.id")

    @property
    def reference(self) -> str:
        """R-2026-0001: what receipt, mails and people call it."""
        return f"R-{self.submitted_at.year}-{self.id:04d}"


class PeriodServed(db.Model):
    """That a submission speaks for a period: with so many cases, or with nil until cases replaced it."""

    __tablename__ = "period_served"

    submission_id: Mapped[int] = mapped_column(sa.ForeignKey("submission.id"), primary_key=True)
    period_id: Mapped[int] = mapped_column(sa.ForeignKey("period.id"), primary_key=True)
    cases: Mapped[int]
    replaced_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    submission: Mapped[Submission] = relationship(back_populates="periods")
    period: Mapped[Period] = relationship(lazy="joined", innerjoin=True)


class NamedReader(db.Model):
    """A person named to see the rows marked RED of a submission."""

    __tablename__ = "named_reader"

    submission_id: Mapped[int] = mapped_column(sa.ForeignKey("submission.id"), primary_key=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)


class ReturnTerms(db.Model):
    """An extension (a later due time) or an excuse for one return, with its reason."""

    __tablename__ = "return_terms"

    participation_id: Mapped[int] = mapped_column(
        sa.ForeignKey("participation.id", ondelete="CASCADE"), primary_key=True
    )
    period_id: Mapped[int] = mapped_column(sa.ForeignKey("period.id", ondelete="CASCADE"), primary_key=True)
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    excused: Mapped[bool]
    reason: Mapped[LongText]
    by: Mapped[Str120]
    at: Mapped[UtcTime]


class Draft(db.Model):
    """A delivery being prepared: the file as read, the answers given so far, and what the check said. Survives sign-out."""

    __tablename__ = "result_draft"
    # A number given again would let the old page of one draft send another.
    __table_args__ = {"sqlite_autoincrement": True}

    id: Mapped[int] = mapped_column(primary_key=True)
    participation_id: Mapped[int] = mapped_column(sa.ForeignKey("participation.id", ondelete="CASCADE"), index=True)
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"))
    channel: Mapped[Str20]
    created_at: Mapped[UtcTime]
    created_by: Mapped[Str120]
    created_by_id: Mapped[int | None]
    language: Mapped[Str20]
    file_name: Mapped[Str300]
    sha256: Mapped[str | None] = mapped_column(sa.ForeignKey("stored_file.sha256"), index=True)
    rows: Mapped[int]
    choices: Mapped[Json]
    report: Mapped[Json]
    job: Mapped[Str60] = mapped_column(default="")
    table: Mapped[bytes | None] = deferred(mapped_column(sa.LargeBinary))

    participation: Mapped[Participation] = relationship()
    organisation: Mapped[Organisation] = relationship()

    @property
    def audited(self) -> str:
        """What the audit trail calls it: the name of a file is its Member's, and the trail has other readers."""
        return f"{self.participation.organisation.code} draft {self.id}"

    @property
    def rehearsal(self) -> bool:
        """Whether it is only practised: what comes of it counts nowhere."""
        return bool(self.choices.get("rehearsal"))


class SentDraft(db.Model):
    """What became of a draft that was sent: an old page of it leads to the receipt, and never stores anything again."""

    __tablename__ = "sent_draft"

    draft_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    submission_id: Mapped[int] = mapped_column(sa.ForeignKey("submission.id", ondelete="CASCADE"), index=True)


class ColumnMemory(db.Model):
    """What a column of a Member's own sheet was said to mean; an empty field means "do not import"."""

    __tablename__ = "column_memory"

    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"), primary_key=True)
    header: Mapped[str] = mapped_column(sa.String(300), primary_key=True)
    field: Mapped[Str60]


class ValueMemory(db.Model):
    """What a value of a Member's own sheets means that is in no list: `meaning` is a code of the field's list.

    `value` is folded, `written` as it was met. Of a date field the value is empty, and the meaning which comes first in 03/04.
    """

    __tablename__ = "value_memory"

    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"), primary_key=True)
    field: Mapped[str] = mapped_column(sa.String(60), primary_key=True)
    value: Mapped[str] = mapped_column(sa.String(300), primary_key=True)
    written: Mapped[Str300]
    meaning: Mapped[Str60]


class ResultsVersion(db.Model):
    """A number that grows with every change of what an operation's figures show; caches compare it."""

    __tablename__ = "results_version"

    operation_id: Mapped[int] = mapped_column(sa.ForeignKey("operation.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int]
