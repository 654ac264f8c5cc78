"""What is in the deliveries: cases, their rows with goods lines, effort, photos, and the columns packed from them."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from opsplanner.core.db import JSON_TYPE, Bytes, LongText, Sha256, Str60, Str120, Str300, UtcTime, db
from opsplanner.operations.models import Operation
from opsplanner.participants.models import Participation
from opsplanner.results.models.columns import answers


class Case(db.Model):
    """The identity of a case. `current_id` is the submission whose row counts now (basis "accepted + submitted"), None if none does."""

    __tablename__ = "result_case"
    __table_args__ = (
        sa.UniqueConstraint("participation_id", "rehearsal", "office", "national_ref"),
        sa.Index("ix_result_case_list", "operation_id", "detected_on", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    operation_id: Mapped[int] = mapped_column(sa.ForeignKey("operation.id"))
    participation_id: Mapped[int] = mapped_column(sa.ForeignKey("participation.id"))
    rehearsal: Mapped[bool]
    office: Mapped[Str120]
    national_ref: Mapped[Str60]
    detected_on: Mapped[date]
    current_id: Mapped[int | None] = mapped_column(sa.ForeignKey("submission.id"))

    operation: Mapped[Operation] = relationship()
    participation: Mapped[Participation] = relationship()


class CaseRow(db.Model):
    """A case as one submission tells it; never changed. The newest in a live submission counts.

    `extras` holds the answers to the operation's own fields; `lines` how many goods lines follow.
    """

    __table__ = sa.Table(
        "case_row",
        db.metadata,
        sa.Column("submission_id", sa.ForeignKey("submission.id"), primary_key=True),
        sa.Column("case_id", sa.ForeignKey("result_case.id"), primary_key=True),
        sa.Column("period_id", sa.ForeignKey("period.id"), nullable=False),
        sa.Column("lines", sa.SmallInteger, nullable=False),
        *answers("case", "national_ref"),
        sa.Column("extras", JSON_TYPE),
    )


class GoodsLine(db.Model):
    """A line of goods of a case row. `quantity` is as given in `unit`; `base` the same in the small whole unit of its `family`."""

    __table__ = sa.Table(
        "goods_line",
        db.metadata,
        sa.Column("submission_id", sa.Integer, primary_key=True),
        sa.Column("case_id", sa.Integer, primary_key=True),
        sa.Column("line", sa.SmallInteger, primary_key=True, autoincrement=False),
        *answers("line", "quantity"),
        sa.Column("quantity", sa.String(40)),
        sa.Column("family", sa.String(20)),
        sa.Column("base", sa.BigInteger),
        sa.Column("extras", JSON_TYPE),
        sa.ForeignKeyConstraint(["submission_id", "case_id"], ["case_row.submission_id", "case_row.case_id"]),
    )


class EffortRow(db.Model):
    """Controls done in a window of days. The newest row of the same window in a live submission counts."""

    __table__ = sa.Table(
        "effort_row",
        db.metadata,
        sa.Column("submission_id", sa.ForeignKey("submission.id"), primary_key=True),
        sa.Column("row", sa.Integer, primary_key=True, autoincrement=False),
        *answers("effort"),
        sa.Column("extras", JSON_TYPE),
    )


class CaseWithdrawal(db.Model):
    """A case taken back, with the reason: its rows up to submission `after_id` no longer count; a later sheet may bring it again."""

    __tablename__ = "case_withdrawal"

    id: Mapped[int] = mapped_column(primary_key=True)
    operation_id: Mapped[int] = mapped_column(sa.ForeignKey("operation.id"), index=True)
    case_id: Mapped[int] = mapped_column(sa.ForeignKey("result_case.id"), index=True)
    after_id: Mapped[int] = mapped_column(sa.ForeignKey("submission.id"))
    at: Mapped[UtcTime]
    by: Mapped[Str120]
    reason: Mapped[LongText]


class CasePhoto(db.Model):
    """A picture of a case, drawn anew on arrival so that nothing but the picture is kept."""

    __tablename__ = "case_photo"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(sa.ForeignKey("result_case.id"), index=True)
    submission_id: Mapped[int] = mapped_column(sa.ForeignKey("submission.id"))
    sha256: Mapped[Sha256] = mapped_column(sa.ForeignKey("stored_file.sha256"), index=True)
    media_type: Mapped[Str60]
    caption: Mapped[Str300]


class PackedColumns(db.Model):
    """The rows of a submission as columns (see pack.py): derived, can be made again from the rows."""

    __tablename__ = "packed_columns"

    submission_id: Mapped[int] = mapped_column(sa.ForeignKey("submission.id"), primary_key=True)
    content: Mapped[Bytes]
