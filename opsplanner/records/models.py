"""Stored template versions: what an operation asks, numbered; a published version never changes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from opsplanner.core.db import JSON_TYPE, LongText, Str20, Str60, Str120, UtcDateTime, db


class TemplateVersion(db.Model):
    """Version `number` of the template of a kind (`results`, later national plans and questionnaires) kept under `key` (the operation's code)."""

    __tablename__ = "template_version"
    __table_args__ = (sa.UniqueConstraint("kind", "key", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[Str20]
    key: Mapped[Str60]
    number: Mapped[int]
    state: Mapped[Str20]
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    definition: Mapped[dict[str, Any]] = mapped_column(JSON_TYPE)
    published_by: Mapped[Str120] = mapped_column(default="", server_default="")
    # Why there is this version, in a sentence.
    note: Mapped[LongText] = mapped_column(default="", server_default="")
