"""The draft of an operation's template, as the steps it was made in: the last is how it stands, the one before what undo gives back."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from opsplanner.core.db import Json, Str20, Str120, UtcTime, db


class TemplateStep(db.Model):
    """One act on a draft, with the whole composition after it; `act` and `subject` say what was done to which field."""

    __tablename__ = "template_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    operation_id: Mapped[int] = mapped_column(sa.ForeignKey("operation.id", ondelete="CASCADE"), index=True)
    act: Mapped[Str20]
    subject: Mapped[Str120]
    composition: Mapped[Json]
    at: Mapped[UtcTime]
    by: Mapped[Str120]
    by_id: Mapped[int | None]
