"""An operation with all that hangs on it, and the seats people hold in it."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from opsplanner.core.db import Day, JsonList, Label, LongText, Str20, Str60, UtcTime, db
from opsplanner.directory.models import Account, Organisation
from opsplanner.operations.models.plan import ExchangeRate, Objective, PlanDetail, PlanDocument, WatchEntry
from opsplanner.operations.models.programmes import Network, Programme
from opsplanner.operations.models.schedule import DutyShift, Milestone, Period, Phase
from opsplanner.records.models import TemplateVersion


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
    # The operation that this one follows: COSMO before COSMO 2.
    follows_id: Mapped[int | None] = mapped_column(sa.ForeignKey("operation.id"), index=True)
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
    watch: Mapped[list[WatchEntry]] = relationship(order_by="WatchEntry.position", cascade="all, delete-orphan")
    shifts: Mapped[list[DutyShift]] = relationship(order_by="DutyShift.starts_at", cascade="all, delete-orphan")
    detail: Mapped[PlanDetail | None] = relationship(cascade="all, delete-orphan", uselist=False)
    documents: Mapped[list[PlanDocument]] = relationship(order_by="PlanDocument.id", cascade="all, delete-orphan")

    # Two people editing: the later save is told (StaleDataError), nothing is lost silently.
    __mapper_args__ = {"version_id_col": version}


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
