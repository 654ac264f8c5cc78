"""Chasing: what Members asked more time for, what they were reminded of, and who wants no mail before something is due."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from opsplanner.core.db import LongText, Str20, Str120, Str300, UtcDateTime, UtcTime, db
from opsplanner.operations.models import Period
from opsplanner.participants.models import Participation


class RequestState(StrEnum):
    """asked -> granted | refused | withdrawn; a refused one may be asked again."""

    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class TimeRequest(db.Model):
    """A Member asks for more time for one return: until when and why, and what was answered."""

    __tablename__ = "time_request"

    id: Mapped[int] = mapped_column(primary_key=True)
    participation_id: Mapped[int] = mapped_column(sa.ForeignKey("participation.id", ondelete="CASCADE"), index=True)
    period_id: Mapped[int] = mapped_column(sa.ForeignKey("period.id", ondelete="CASCADE"), index=True)
    until: Mapped[UtcTime]
    reason: Mapped[LongText]
    asked_at: Mapped[UtcTime]
    asked_by: Mapped[Str120]
    state: Mapped[Str20]
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[Str120] = mapped_column(default="")
    answer: Mapped[LongText] = mapped_column(default="")

    participation: Mapped[Participation] = relationship()
    period: Mapped[Period] = relationship()


class Step(StrEnum):
    """When a return is reminded of, in working days and days around its due time; BY_HAND: somebody chose to."""

    BEFORE = "T-2"
    MORNING = "T+0"
    AFTER = "T+1"
    AGAIN = "T+3"
    BY_HAND = "hand"


class Reminder(db.Model):
    """That somebody was told of a return: an automatic step once a return and recipient, by hand as often as wanted.

    Without a recipient it notes a contact by other means (a call, a letter).
    """

    __tablename__ = "reminder"
    __table_args__ = (
        sa.Index(
            "ix_reminder_once",
            "participation_id",
            "period_id",
            "step",
            "recipient",
            unique=True,
            sqlite_where=sa.text("step <> 'hand'"),
            postgresql_where=sa.text("step <> 'hand'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    participation_id: Mapped[int] = mapped_column(sa.ForeignKey("participation.id", ondelete="CASCADE"), index=True)
    period_id: Mapped[int] = mapped_column(sa.ForeignKey("period.id", ondelete="CASCADE"), index=True)
    step: Mapped[Str20]
    recipient: Mapped[Str300]
    at: Mapped[UtcTime]
    by: Mapped[Str120]
    note: Mapped[Str300]
    mail_id: Mapped[int | None] = mapped_column(sa.ForeignKey("outbox_mail.id", ondelete="SET NULL"), index=True)


class ReminderSwitch(db.Model):
    """That an operation sends no reminders by itself; without a row it does."""

    __tablename__ = "reminder_switch"

    operation_id: Mapped[int] = mapped_column(sa.ForeignKey("operation.id", ondelete="CASCADE"), primary_key=True)
    off: Mapped[bool]


class ReminderChoice(db.Model):
    """That a person wants reminders only of what is overdue; without a row of all steps."""

    __tablename__ = "reminder_choice"

    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    only_overdue: Mapped[bool]
