"""Meetings of operations and of networks: agenda with minutes, delegates, papers, decisions, actions, and practices presented."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from opsplanner.core.db import (
    JsonList,
    Label,
    LongText,
    Str20,
    Str60,
    Str120,
    Str300,
    UtcDateTime,
    UtcTime,
    db,
)
from opsplanner.core.files import HeldFile
from opsplanner.directory.models import Organisation
from opsplanner.operations.models import Network, Operation


class MeetingKind(StrEnum):
    """What people meet for."""

    SEMINAR = "seminar"
    NETWORK = "network"
    DEBRIEF = "debrief"
    OTHER = "other"


class MeetingState(StrEnum):
    """planned -> held | cancelled."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class ItemKind(StrEnum):
    """What the room does with an item of the agenda."""

    INFORM = "inform"
    DISCUSS = "discuss"
    DECIDE = "decide"


class DelegateRole(StrEnum):
    """What somebody is in a delegation."""

    HEAD = "head"
    DELEGATE = "delegate"
    INTERPRETER = "interpreter"
    OBSERVER = "observer"


class DecisionState(StrEnum):
    """proposed -> adopted | withdrawn."""

    PROPOSED = "proposed"
    ADOPTED = "adopted"
    WITHDRAWN = "withdrawn"


class Outcome(StrEnum):
    """What became of a decision."""

    PENDING = "pending"
    UNDER_WAY = "under_way"
    DONE = "done"
    DROPPED = "dropped"


class ActionState(StrEnum):
    """open -> done | dropped."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class Meeting(db.Model):
    """People of an operation, or of a network, in one room. Times of the day are those of its own time zone."""

    __tablename__ = "meeting"
    __table_args__ = (sa.CheckConstraint("(operation_id IS NULL) <> (network_id IS NULL)", name="one_owner"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    operation_id: Mapped[int | None] = mapped_column(sa.ForeignKey("operation.id", ondelete="CASCADE"), index=True)
    network_id: Mapped[int | None] = mapped_column(sa.ForeignKey("network.id", ondelete="CASCADE"), index=True)
    previous_id: Mapped[int | None] = mapped_column(sa.ForeignKey("meeting.id", ondelete="SET NULL"), index=True)
    kind: Mapped[Str20]
    state: Mapped[Str20]
    name: Mapped[Label]
    place: Mapped[Label]
    purpose: Mapped[Label]
    note: Mapped[Label]
    time_zone: Mapped[Str60]
    starts_at: Mapped[UtcTime]
    ends_at: Mapped[UtcTime]
    marking: Mapped[Str20]
    # Folded names and places, for searching.
    search: Mapped[LongText]
    # How often its time was moved: calendars replace an entry only by one with a greater number.
    moved: Mapped[int] = mapped_column(default=0)

    operation: Mapped[Operation | None] = relationship()
    network: Mapped[Network | None] = relationship()
    previous: Mapped[Meeting | None] = relationship(remote_side=[id])
    items: Mapped[list[AgendaItem]] = relationship(
        back_populates="meeting", order_by="(AgendaItem.number, AgendaItem.id)", cascade="all, delete-orphan"
    )
    guests: Mapped[list[MeetingGuest]] = relationship(order_by="MeetingGuest.id", cascade="all, delete-orphan")
    delegates: Mapped[list[Delegate]] = relationship(order_by="Delegate.id", cascade="all, delete-orphan")
    papers: Mapped[list[MeetingPaper]] = relationship(
        order_by="(MeetingPaper.position, MeetingPaper.id)", cascade="all, delete-orphan"
    )
    decisions: Mapped[list[Decision]] = relationship(
        back_populates="meeting", order_by="Decision.number", cascade="all, delete-orphan"
    )
    actions: Mapped[list[Action]] = relationship(
        back_populates="meeting", order_by="Action.number", cascade="all, delete-orphan"
    )
    practices: Mapped[list[Practice]] = relationship(
        back_populates="meeting", order_by="Practice.id", cascade="all, delete-orphan"
    )

    @property
    def code(self) -> str:
        """The operation or network it belongs to."""
        owner = self.operation or self.network
        return owner.code if owner else ""

    @property
    def first_day(self) -> date:
        """The calendar day it begins on, there."""
        return self.starts_at.astimezone(ZoneInfo(self.time_zone)).date()

    @property
    def last_day(self) -> date:
        """The calendar day it ends on, there."""
        return self.ends_at.astimezone(ZoneInfo(self.time_zone)).date()


class AgendaItem(db.Model):
    """One point of the agenda, who presents it (by function), and what was said."""

    __tablename__ = "agenda_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    starts_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    kind: Mapped[Str20]
    title: Mapped[Label]
    presenter: Mapped[Label]
    organisation_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    minutes: Mapped[Label]

    meeting: Mapped[Meeting] = relationship(back_populates="items")
    organisation: Mapped[Organisation | None] = relationship()


class MeetingGuest(db.Model):
    """An organisation invited beside those that belong to the operation or network."""

    __tablename__ = "meeting_guest"
    __table_args__ = (sa.UniqueConstraint("meeting_id", "organisation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("meeting.id", ondelete="CASCADE"))
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"), index=True)

    organisation: Mapped[Organisation] = relationship()


class Delegate(db.Model):
    """Somebody an organisation sends, by function and never by name; `present` are the days (ISO) of attendance."""

    __tablename__ = "delegate"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    function: Mapped[Str120]
    role: Mapped[Str20]
    language: Mapped[Str20]
    present: Mapped[JsonList] = mapped_column(default=list)

    organisation: Mapped[Organisation] = relationship()


class MeetingPaper(HeldFile, db.Model):
    """One file of a paper: papers of one number are its language versions and their editions; withdrawn rather than deleted."""

    __tablename__ = "meeting_paper"
    __table_args__ = (sa.UniqueConstraint("meeting_id", "number", "language", "edition"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("meeting.id", ondelete="CASCADE"))
    # "1.2" as people say it, and the place it takes in order.
    number: Mapped[Str20]
    position: Mapped[int]
    title: Mapped[Str300]
    language: Mapped[Str20]
    edition: Mapped[int]
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Decision(db.Model):
    """What the room agreed (D-2018-01), in both languages or with the translation expressly to follow, and what became of it."""

    __tablename__ = "decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    item_id: Mapped[int | None] = mapped_column(sa.ForeignKey("agenda_item.id", ondelete="SET NULL"), index=True)
    year: Mapped[int]
    number: Mapped[int]
    text: Mapped[Label]
    translation_follows: Mapped[bool]
    state: Mapped[Str20]
    outcome: Mapped[Str20] = mapped_column(default=Outcome.PENDING)
    outcome_text: Mapped[Label]
    outcome_on: Mapped[date | None]

    meeting: Mapped[Meeting] = relationship(back_populates="decisions")

    @property
    def reference(self) -> str:
        """D-2018-01: what people call it."""
        return f"D-{self.year}-{self.number:02d}"


class Action(db.Model):
    """Something an organisation does by a day (A-03); while it is open it stands before every later meeting."""

    __tablename__ = "meeting_action"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    item_id: Mapped[int | None] = mapped_column(sa.ForeignKey("agenda_item.id", ondelete="SET NULL"), index=True)
    number: Mapped[int]
    text: Mapped[Label]
    owner_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    function: Mapped[Str120]
    due_on: Mapped[date | None]
    state: Mapped[Str20]
    closed_on: Mapped[date | None]
    said: Mapped[LongText]

    meeting: Mapped[Meeting] = relationship(back_populates="actions")
    owner: Mapped[Organisation] = relationship()

    @property
    def reference(self) -> str:
        """A-03: what people call it."""
        return f"A-{self.number:02d}"


class Practice(db.Model):
    """A best practice that was presented, kept for whoever looks for one."""

    __tablename__ = "practice"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    title: Mapped[Label]
    summary: Mapped[Label]
    theme: Mapped[Str20]
    # Folded title and summary in every language, for searching.
    search: Mapped[LongText]

    meeting: Mapped[Meeting] = relationship(back_populates="practices")
    organisation: Mapped[Organisation] = relationship()
