"""Programmes, networks and operations, with all that a plan says, and the seats people hold in an operation."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from opsplanner.core.db import (
    Day,
    JsonList,
    Label,
    LongText,
    Sha256,
    Str20,
    Str60,
    Str120,
    Str300,
    UtcDateTime,
    UtcTime,
    db,
)
from opsplanner.directory.models import Account, Organisation
from opsplanner.records.models import TemplateVersion


class PhaseKind(StrEnum):
    """The life of an operation (product.md, Words)."""

    CONCEPT = "concept"
    PLANNING = "planning"
    PRE_OPERATIONAL = "pre_operational"
    OPERATIONAL = "operational"
    POST_OPERATIONAL = "post_operational"
    DEBRIEF = "debrief"
    CLOSED = "closed"


class PeriodKind(StrEnum):
    """Of a reporting period: all in a rehearsal is left out of figures."""

    DAILY = "daily"
    WINDOW = "window"
    REHEARSAL = "rehearsal"


class Sharing(StrEnum):
    """Who sees rows marked GREEN beside those who see AMBER ones."""

    NONE = "none"
    PARTICIPANTS = "participants"
    NETWORK = "network"


class Marking(StrEnum):
    """Handling marking (TLP 2.0); the code list `handling` has its labels."""

    CLEAR = "CLEAR"
    GREEN = "GREEN"
    AMBER = "AMBER"
    AMBER_STRICT = "AMBER+STRICT"
    RED = "RED"


class DocumentKind(StrEnum):
    """What a paper of the operation is."""

    PLAN = "plan"
    GUIDE = "guide"
    FORM = "form"
    PRESENTATION = "presentation"
    REPORT = "report"
    OTHER = "other"


class Programme(db.Model):
    """A programme under which operations run: STCE, CCP."""

    __tablename__ = "programme"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[Str20] = mapped_column(unique=True)
    name: Mapped[Label]
    note: Mapped[Label]


class Network(db.Model):
    """A standing network of Members: IREN."""

    __tablename__ = "network"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[Str20] = mapped_column(unique=True)
    name: Mapped[Label]
    note: Mapped[Label]
    programme_id: Mapped[int | None] = mapped_column(sa.ForeignKey("programme.id"), index=True)

    programme: Mapped[Programme | None] = relationship()
    members: Mapped[list[NetworkMember]] = relationship(back_populates="network", cascade="all, delete-orphan")


class NetworkMember(db.Model):
    """An organisation in a network, since and until."""

    __tablename__ = "network_member"
    __table_args__ = (sa.UniqueConstraint("network_id", "organisation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    network_id: Mapped[int] = mapped_column(sa.ForeignKey("network.id", ondelete="CASCADE"))
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    since: Mapped[date | None]
    until: Mapped[date | None]

    network: Mapped[Network] = relationship(back_populates="members")
    organisation: Mapped[Organisation] = relationship()


class Operation(db.Model):
    """One joint operation. Its first and last day are those of the action phase, in its own time zone."""

    __tablename__ = "operation"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[Str20] = mapped_column(unique=True)
    name: Mapped[Label]
    # Folded code and names, for searching.
    search: Mapped[LongText] = mapped_column(default="")
    preset: Mapped[Str20]
    programme_id: Mapped[int | None] = mapped_column(sa.ForeignKey("programme.id"), index=True)
    network_id: Mapped[int | None] = mapped_column(sa.ForeignKey("network.id"), index=True)
    purpose: Mapped[Label]
    background: Mapped[Label]
    references: Mapped[Label]
    scope: Mapped[Label]
    note: Mapped[Label]
    # Who leads it: the planner's organisation.
    lead_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    hs_edition: Mapped[int]
    # Blocks of the standard template that are in the short sheet, and the operation's own list of risk indicators
    # ([{"code", "en", "fr"}]).
    blocks: Mapped[JsonList] = mapped_column(default=lambda: ["short"])
    risk_indicators: Mapped[JsonList] = mapped_column(default=list)
    time_zone: Mapped[Str60]
    starts_on: Mapped[Day]
    ends_on: Mapped[Day]
    phase: Mapped[Str20]
    # Who sees rows marked GREEN: none, participants, or network (the one named above).
    sharing: Mapped[Str20] = mapped_column(default="none")
    guests_see_figures: Mapped[bool] = mapped_column(default=False)
    # Whether a sheet with mistakes may send its good rows at once, the rest staying a draft.
    parts_allowed: Mapped[bool] = mapped_column(default=False)
    currency: Mapped[str] = mapped_column(sa.String(3), default="EUR")
    synthetic: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[UtcTime]
    template_id: Mapped[int | None] = mapped_column(sa.ForeignKey("template_version.id"), index=True)

    programme: Mapped[Programme | None] = relationship()
    network: Mapped[Network | None] = relationship()
    lead: Mapped[Organisation | None] = relationship()
    template: Mapped[TemplateVersion | None] = relationship()
    phases: Mapped[list[Phase]] = relationship(order_by="Phase.starts_on", cascade="all, delete-orphan")
    periods: Mapped[list[Period]] = relationship(order_by="Period.number", cascade="all, delete-orphan")
    milestones: Mapped[list[Milestone]] = relationship(order_by="Milestone.day", cascade="all, delete-orphan")
    rates: Mapped[list[ExchangeRate]] = relationship(
        order_by="(ExchangeRate.currency, ExchangeRate.valid_from)", cascade="all, delete-orphan"
    )
    objectives: Mapped[list[Objective]] = relationship(order_by="Objective.position", cascade="all, delete-orphan")
    documents: Mapped[list[PlanDocument]] = relationship(order_by="PlanDocument.id", cascade="all, delete-orphan")

    # Two people editing: the later save is told (StaleDataError), nothing is lost silently.
    __mapper_args__ = {"version_id_col": version}


class Phase(db.Model):
    """A stretch of an operation's life."""

    __tablename__ = "phase"

    id: Mapped[int] = mapped_column(primary_key=True)
    operation_id: Mapped[int] = mapped_column(sa.ForeignKey("operation.id", ondelete="CASCADE"), index=True)
    kind: Mapped[Str20]
    starts_on: Mapped[Day]
    ends_on: Mapped[Day]
    note: Mapped[Label]


class Milestone(db.Model):
    """A day worth a mark on the line of phases: a seminar, a deadline."""

    __tablename__ = "milestone"

    id: Mapped[int] = mapped_column(primary_key=True)
    operation_id: Mapped[int] = mapped_column(sa.ForeignKey("operation.id", ondelete="CASCADE"), index=True)
    day: Mapped[Day]
    text: Mapped[Label]


class ExchangeRate(db.Model):
    """What one unit of a currency was worth in the operation's reporting currency, from a day on."""

    __tablename__ = "exchange_rate"
    __table_args__ = (sa.UniqueConstraint("operation_id", "currency", "valid_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    operation_id: Mapped[int] = mapped_column(sa.ForeignKey("operation.id", ondelete="CASCADE"))
    currency: Mapped[str] = mapped_column(sa.String(3))
    valid_from: Mapped[Day]
    rate: Mapped[Decimal] = mapped_column(sa.Numeric(18, 8))


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


class Objective(db.Model):
    """What the operation wants, with the measure that shows it (measures.csv) and its target."""

    __tablename__ = "objective"

    id: Mapped[int] = mapped_column(primary_key=True)
    operation_id: Mapped[int] = mapped_column(sa.ForeignKey("operation.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    text: Mapped[Label]
    measure: Mapped[Str60]
    target: Mapped[Decimal | None] = mapped_column(sa.Numeric(18, 4))


class PlanDocument(db.Model):
    """A paper of the operation with its kind, handling marking and language; withdrawn rather than deleted."""

    __tablename__ = "plan_document"

    id: Mapped[int] = mapped_column(primary_key=True)
    operation_id: Mapped[int] = mapped_column(sa.ForeignKey("operation.id", ondelete="CASCADE"), index=True)
    kind: Mapped[Str20]
    title: Mapped[Str300]
    language: Mapped[Str20]
    marking: Mapped[Str20]
    sha256: Mapped[Sha256] = mapped_column(sa.ForeignKey("stored_file.sha256"), index=True)
    file_name: Mapped[Str300]
    media_type: Mapped[Str120]
    size: Mapped[int]
    added_at: Mapped[UtcTime]
    added_by: Mapped[Str120]
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class OperationSeat(db.Model):
    """A role a person holds for an organisation in an operation."""

    __tablename__ = "operation_seat"
    __table_args__ = (sa.UniqueConstraint("account_id", "operation_id", "organisation_id", "role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id", ondelete="CASCADE"))
    operation_id: Mapped[int] = mapped_column(sa.ForeignKey("operation.id", ondelete="CASCADE"), index=True)
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    role: Mapped[Str20]

    account: Mapped[Account] = relationship()
    operation: Mapped[Operation] = relationship()
    organisation: Mapped[Organisation] = relationship()
