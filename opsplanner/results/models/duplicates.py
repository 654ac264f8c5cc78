"""One consignment told by two Members: what cases are known by, pairs that may be one, and what was decided of them."""

from __future__ import annotations

from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from opsplanner.core.db import LongText, Str20, Str120, UtcTime, db
from opsplanner.results.models.rows import Case


class Verdict(StrEnum):
    """open -> same (counted once, both Members credited) | different; each may be taken back to open."""

    OPEN = "open"
    SAME = "same"
    DIFFERENT = "different"


class CaseKey(db.Model):
    """A number that a case that counts is known by: a container or a transport document, without spaces and signs.

    `day` is the day of detection as a whole number, so that days are near one another the same way in every database. Rehearsals and rows
    marked RED have none.
    """

    __tablename__ = "case_key"
    __table_args__ = (sa.Index("ix_case_key_found", "operation_id", "key", "day"),)

    case_id: Mapped[int] = mapped_column(sa.ForeignKey("result_case.id", ondelete="CASCADE"), primary_key=True)
    key: Mapped[str] = mapped_column(sa.String(80), primary_key=True)
    operation_id: Mapped[int] = mapped_column(sa.ForeignKey("operation.id", ondelete="CASCADE"))
    participation_id: Mapped[int] = mapped_column(sa.ForeignKey("participation.id", ondelete="CASCADE"))
    day: Mapped[int]


class DuplicateLink(db.Model):
    """Two cases of two Members that may be one consignment; `first` is the one that was told first. `verdict` is the newest decision."""

    __tablename__ = "duplicate_link"
    __table_args__ = (sa.UniqueConstraint("first_id", "second_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    operation_id: Mapped[int] = mapped_column(sa.ForeignKey("operation.id", ondelete="CASCADE"), index=True)
    first_id: Mapped[int] = mapped_column(sa.ForeignKey("result_case.id", ondelete="CASCADE"))
    second_id: Mapped[int] = mapped_column(sa.ForeignKey("result_case.id", ondelete="CASCADE"), index=True)
    key: Mapped[str] = mapped_column(sa.String(80))
    found_at: Mapped[UtcTime]
    verdict: Mapped[Str20]

    first: Mapped[Case] = relationship(foreign_keys=[first_id])
    second: Mapped[Case] = relationship(foreign_keys=[second_id])
    decisions: Mapped[list[DuplicateDecision]] = relationship(back_populates="link", order_by="DuplicateDecision.id")


class DuplicateDecision(db.Model):
    """What somebody decided of a pair, and why; never changed: taking it back is another one, so figures can be told as of any day."""

    __tablename__ = "duplicate_decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    link_id: Mapped[int] = mapped_column(sa.ForeignKey("duplicate_link.id", ondelete="CASCADE"), index=True)
    verdict: Mapped[Str20]
    reason: Mapped[LongText]
    at: Mapped[UtcTime]
    by: Mapped[Str120]
    by_id: Mapped[int | None]

    link: Mapped[DuplicateLink] = relationship(back_populates="decisions")


class DuplicateSetting(db.Model):
    """Within how many days two detections may be one, where an operation chose something else than is usual."""

    __tablename__ = "duplicate_setting"

    operation_id: Mapped[int] = mapped_column(sa.ForeignKey("operation.id", ondelete="CASCADE"), primary_key=True)
    days: Mapped[int]
