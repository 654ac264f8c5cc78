"""Programmes, networks and operations, with all that a plan says, and the seats people hold in an operation."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from opsplanner.core.db import Day, Label, LongText, Sha256, Str20, Str60, Str120, Str300, UtcDateTime, UtcTime, db
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
    preset: Mapped[Str20]
    programme_id: Mapped[int | None] = mapped_column(sa.ForeignKey("programme.id"), index=True)
    network_id: Mapped[int | None] = mapped_column(sa.ForeignKey("network.id"), index=True)
    purpose: Mapped[Label]
    background: Mapped[Label]
    references: Mapped[Label]
    scope: Mapped[Label]
    note: Mapped[Label]
    hs_edition: Mapped[int]
    time_zone: Mapped[Str60]
    starts_on: Mapped[Day]
    ends_on: Mapped[Day]
    phase: Mapped[Str20]
    # Who sees rows marked GREEN: none, participants, or network (the one named above).
    sharing: Mapped[Str20] = mapped_column(default="none")
    guests_see_figures: Mapped[bool] = mapped_column(default=False)
    currency: Mapped[str] = mapped_column(sa.String(3), default="EUR")
    synthetic: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[UtcTime]
    template_id: Mapped[int | None] = mapped_column(sa.ForeignKey("template_version.id"), index=True)

    programme: Mapped[Programme | None] = relationship()
    network: Mapped[Network | None] = relationship()
    template: Mapped[TemplateVersion | None] = relationship()
    phases: Mapped[list[Phase]] = relationship(order_by="Phase.starts_on", cascade="all, delete-orphan")
    periods: Mapped[list[Period]] = relationship(order_by="Period.number", cascade="all, delete-orphan")
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
    """A paper of the operation: plan, guide, form, other; with its handling marking and language."""

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
