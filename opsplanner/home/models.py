"""The secret addresses under which people's calendars follow what concerns them."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from opsplanner.core.db import Sha256, UtcDateTime, UtcTime, db
from opsplanner.directory.models import Account
from opsplanner.operations.models import Operation


class CalendarLink(db.Model):
    """An address that a person made for a calendar program: for all that concerns the person, or for one operation.

    Only the hash of its secret is stored. `issued_to` is the hash of what the person's stays rest on: once all of them were ended at
    once, it opens no more.
    """

    __tablename__ = "calendar_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id", ondelete="CASCADE"), index=True)
    operation_id: Mapped[int | None] = mapped_column(sa.ForeignKey("operation.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[Sha256] = mapped_column(unique=True)
    issued_to: Mapped[Sha256]
    made_at: Mapped[UtcTime]
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    account: Mapped[Account] = relationship()
    operation: Mapped[Operation | None] = relationship()

    @property
    def code(self) -> str | None:
        """The operation it is about; None for all that concerns the person."""
        return self.operation.code if self.operation else None
