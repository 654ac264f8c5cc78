"""What a plan says beyond the columns of its operation: objectives, goods to watch, how it is carried out, rates, papers."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from opsplanner.core.db import (
    Day,
    Json,
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
from opsplanner.directory.models import Account


class ExchangeRate(db.Model):
    """What one unit of a currency was worth in the operation's reporting currency, from a day on."""

    __tablename__ = "exchange_rate"
    __table_args__ = (sa.UniqueConstraint("operation_id", "currency", "valid_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    operation_id: Mapped[int] = mapped_column(sa.ForeignKey("operation.id", ondelete="CASCADE"))
    currency: Mapped[str] = mapped_column(sa.String(3))
    valid_from: Mapped[Day]
    rate: Mapped[Decimal] = mapped_column(sa.Numeric(18, 8))


class Objective(db.Model):
    """What the operation wants, with the measure that shows it (measures.csv) and its target."""

    __tablename__ = "objective"

    id: Mapped[int] = mapped_column(primary_key=True)
    operation_id: Mapped[int] = mapped_column(sa.ForeignKey("operation.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    text: Mapped[Label]
    measure: Mapped[Str60]
    target: Mapped[Decimal | None] = mapped_column(sa.Numeric(18, 4))


class PlanDocument(HeldFile, db.Model):
    """A paper of the operation with its kind, handling marking and language; withdrawn rather than deleted."""

    __tablename__ = "plan_document"

    id: Mapped[int] = mapped_column(primary_key=True)
    operation_id: Mapped[int] = mapped_column(sa.ForeignKey("operation.id", ondelete="CASCADE"), index=True)
    kind: Mapped[Str20]
    title: Mapped[Str300]
    language: Mapped[Str20]
    marking: Mapped[Str20]
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class PlanDetail(db.Model):
    """How the operation is carried out, in both languages: read with the plan, not with every page of the operation."""

    __tablename__ = "plan_detail"

    operation_id: Mapped[int] = mapped_column(sa.ForeignKey("operation.id", ondelete="CASCADE"), primary_key=True)
    concept: Mapped[Label]
    routes: Mapped[Label]
    places: Mapped[Label]
    # The operational coordination unit: where it sits, and when somebody is there.
    ocu_place: Mapped[Label]
    ocu_hours: Mapped[Label]
    communication: Mapped[Label]
    media: Mapped[Label]
    evidence: Mapped[Label]
    # Until when what was collected is kept.
    retained_until: Mapped[date | None]
    # How the plan itself is marked, on every page of its paper.
    marking: Mapped[Str20]
    evaluation: Mapped[Label]


class WatchEntry(db.Model):
    """Goods to look for, by a code of the operation's HS edition, with a card in plain words."""

    __tablename__ = "watch_entry"
    __table_args__ = (sa.UniqueConstraint("operation_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    operation_id: Mapped[int] = mapped_column(sa.ForeignKey("operation.id", ondelete="CASCADE"))
    position: Mapped[int]
    code: Mapped[Str20]
    name: Mapped[Label]
    looks: Mapped[Label]
    mistaken: Mapped[Label]
    check: Mapped[Label]


class PlanDraft(db.Model):
    """What one person has typed into a section and not stored yet, as the form sent it."""

    __tablename__ = "plan_draft"
    __table_args__ = (sa.UniqueConstraint("operation_id", "section", "account_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    operation_id: Mapped[int] = mapped_column(sa.ForeignKey("operation.id", ondelete="CASCADE"))
    section: Mapped[Str20]
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id", ondelete="CASCADE"), index=True)
    # By the name of each control what it held.
    fields: Mapped[Json]
    kept_at: Mapped[UtcTime]

    account: Mapped[Account] = relationship()


class PlanVersion(db.Model):
    """The plan as it was approved: every section as values, and the names that those refer to. It never changes."""

    __tablename__ = "plan_version"
    __table_args__ = (sa.UniqueConstraint("operation_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    operation_id: Mapped[int] = mapped_column(sa.ForeignKey("operation.id", ondelete="CASCADE"))
    number: Mapped[int]
    sections: Mapped[Json]
    names: Mapped[Json]
    # What was not ready, in each language, and why it was approved all the same: [{"check", "en", "fr", "reason"}].
    overrides: Mapped[JsonList]
    # Why the plan changed since the version before; empty in the first.
    reason: Mapped[LongText]
    approved_at: Mapped[UtcTime]
    approved_by: Mapped[Str120]
