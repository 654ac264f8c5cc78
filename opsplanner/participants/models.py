"""Participation of organisations in operations, and the contact points that all participants see."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from opsplanner.core.db import JsonList, LongText, Str20, Str60, Str120, Str300, UtcDateTime, UtcTime, db
from opsplanner.directory.models import Organisation
from opsplanner.operations.models import Operation


class ParticipationState(StrEnum):
    """invited -> accepted | declined; accepted -> withdrawn; the planner may set any back to invited."""

    INVITED = "invited"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class ReviewerKind(StrEnum):
    """Who reviews a Member's results; the Member chooses."""

    RILO = "rilo"
    PLANNER = "planner"
    SECRETARIAT = "secretariat"


class Participation(db.Model):
    """An organisation in an operation, as member, guest, liaison or observer."""

    __tablename__ = "participation"
    __table_args__ = (sa.UniqueConstraint("operation_id", "organisation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    operation_id: Mapped[int] = mapped_column(sa.ForeignKey("operation.id", ondelete="CASCADE"))
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    role: Mapped[Str20]
    state: Mapped[Str20]
    reviewer_kind: Mapped[Str20]
    reviewer_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    # When the Member chose it; until then it is what holds by default.
    reviewer_chosen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # The liaison office that reviewed and left; until the Member chooses anew.
    reviewer_left_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisation.id"))
    invited_at: Mapped[UtcTime]
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    note: Mapped[LongText]

    operation: Mapped[Operation] = relationship()
    organisation: Mapped[Organisation] = relationship(foreign_keys=[organisation_id])
    reviewer: Mapped[Organisation | None] = relationship(foreign_keys=[reviewer_id])
    reviewer_left: Mapped[Organisation | None] = relationship(foreign_keys=[reviewer_left_id])
    contacts: Mapped[list[ContactPoint]] = relationship(
        back_populates="participation", order_by="ContactPoint.position", cascade="all, delete-orphan"
    )


class LetterKind(StrEnum):
    """Why a participant is written to: asked to take part; asked again, because nothing was answered; told what it still misses."""

    INVITATION = "invitation"
    REMINDER = "reminder"
    MISSING = "missing"


class ParticipantLetter(db.Model):
    """That a participant was written to: which sending, why, to which address, in which language. What was written is in the outbox."""

    __tablename__ = "participant_letter"
    __table_args__ = (sa.UniqueConstraint("participation_id", "batch", "to"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    participation_id: Mapped[int] = mapped_column(sa.ForeignKey("participation.id", ondelete="CASCADE"))
    batch: Mapped[Str60] = mapped_column(index=True)
    kind: Mapped[Str20]
    to: Mapped[Str300]
    language: Mapped[Str20]
    at: Mapped[UtcTime]
    by: Mapped[Str120]

    participation: Mapped[Participation] = relationship()


class ContactPoint(db.Model):
    """A national contact point or its deputy: a function and an office address, never a private one."""

    __tablename__ = "contact_point"

    id: Mapped[int] = mapped_column(primary_key=True)
    participation_id: Mapped[int] = mapped_column(sa.ForeignKey("participation.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    function: Mapped[Str120]
    office: Mapped[Str300]
    email: Mapped[Str300]
    phone: Mapped[Str60]
    languages: Mapped[Str60]
    duty_hours: Mapped[Str120]
    # On whose clocks the duty hours are; empty where nobody has said.
    time_zone: Mapped[Str60] = mapped_column(default="")
    # Folded function, office and address, for searching.
    search: Mapped[LongText] = mapped_column(default="")
    account_id: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id", ondelete="SET NULL"), index=True)

    participation: Mapped[Participation] = relationship(back_populates="contacts")


class ContactChange(db.Model):
    """That the contact points of a participation were changed: all of them before and after."""

    __tablename__ = "contact_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    participation_id: Mapped[int] = mapped_column(sa.ForeignKey("participation.id", ondelete="CASCADE"), index=True)
    at: Mapped[UtcTime]
    by: Mapped[Str120]
    before: Mapped[JsonList]
    after: Mapped[JsonList]

    participation: Mapped[Participation] = relationship()
    notices: Mapped[list[ContactNotice]] = relationship(order_by="ContactNotice.id", cascade="all, delete-orphan")


class ContactNotice(db.Model):
    """That somebody of the liaison office is told of a change, by which mail: one mail may tell of several."""

    __tablename__ = "contact_notice"

    id: Mapped[int] = mapped_column(primary_key=True)
    change_id: Mapped[int] = mapped_column(sa.ForeignKey("contact_change.id", ondelete="CASCADE"), index=True)
    mail_id: Mapped[int | None] = mapped_column(sa.ForeignKey("outbox_mail.id", ondelete="SET NULL"), index=True)
    to: Mapped[Str300]

    change: Mapped[ContactChange] = relationship(back_populates="notices")
