"""When things are: phases, milestones, reporting periods, and who is on duty."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from opsplanner.core.db import Day, Label, LongText, Str20, UtcTime, db


class Phase(db.Model):
    """A stretch of an operation's life."""

    __tablename__ = "phase"

    id: Mapped[int] = mapped_column(primary_key=True)
    operation_id: Mapped[int] = mapped_column(sa.ForeignKey("operation.id", ondelete="CASCADE"), index=True)
    kind: Mapped[Str20]
    starts_on: Mapped[Day]
    ends_on: Mapped[Day]
    note: Mapped[Label]
    # What has to be true before it is entered, one a line.
    criteria: Mapped[Label]


class Milestone(db.Model):
    """A day worth a mark on the line of phases: a seminar, a deadline."""

    __tablename__ = "milestone"

    id: Mapped[int] = mapped_column(primary_key=True)
    operation_id: Mapped[int] = mapped_column(sa.ForeignKey("operation.id", ondelete="CASCADE"), index=True)
    day: Mapped[Day]
    text: Mapped[Label]


class Period(db.Model):
    """A reporting window, counted from 1. Kinds: daily, window, rehearsal. States: open, closed."""

    __tablename__ = "period"
    __table_args__ = (sa.UniqueConstraint("operation_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    operation_id: Mapped[int] = mapped_column(sa.ForeignKey("operation.id", ondelete="CASCADE"))
    number: Mapped[int]
    kind: Mapped[Str20]
    starts_on: Mapped[Day]
    ends_on: Mapped[Day]
    due_at: Mapped[UtcTime]
    state: Mapped[Str20]
    reason: Mapped[LongText] = mapped_column(default="")


class DutyShift(db.Model):
    """Who is on duty in the operational coordination unit, by function, from when to when."""

    __tablename__ = "duty_shift"

    id: Mapped[int] = mapped_column(primary_key=True)
    operation_id: Mapped[int] = mapped_column(sa.ForeignKey("operation.id", ondelete="CASCADE"), index=True)
    starts_at: Mapped[UtcTime]
    ends_at: Mapped[UtcTime]
    who: Mapped[Label]
