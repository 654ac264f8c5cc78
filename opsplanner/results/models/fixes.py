"""Corrections made in the browser: a list of acts over the untouched file, of a draft and later of its submission."""

from __future__ import annotations

from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from opsplanner.core.db import JsonList, Str20, Str120, UtcTime, db


class FixKind(StrEnum):
    """What was done: cells typed, a block pasted, one value replaced everywhere, rows left out; an earlier act taken back or done again; or rows sent while others stay."""

    TYPED = "typed"
    PASTED = "pasted"
    REPLACED = "replaced"
    LEFT_OUT = "left_out"
    UNDONE = "undone"
    REDONE = "redone"
    SENT = "sent"


class Fix(db.Model):
    """One act, numbered within its draft and never changed: taking it back is another act, which names it by `of`.

    `patches` are the patches of `opsplanner.records.patches` in their stored form.
    """

    __tablename__ = "result_fix"
    __table_args__ = (sa.UniqueConstraint("draft_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int | None] = mapped_column(sa.ForeignKey("result_draft.id", ondelete="CASCADE"))
    submission_id: Mapped[int | None] = mapped_column(sa.ForeignKey("submission.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    kind: Mapped[Str20]
    of: Mapped[int | None]
    by: Mapped[Str120]
    by_id: Mapped[int | None]
    at: Mapped[UtcTime]
    patches: Mapped[JsonList]
