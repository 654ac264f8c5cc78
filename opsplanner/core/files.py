"""Files are kept in the database, once each, under the SHA-256 of their content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, deferred, mapped_column

from opsplanner.core import clock
from opsplanner.core.db import Base, Sha256, Str120, Str300, UtcTime, db
from opsplanner.core.errors import Missing


class StoredFile(db.Model):
    """The bytes of an uploaded original, a document or a picture. Its name and its readers are its owner's business."""

    __tablename__ = "stored_file"

    sha256: Mapped[Sha256] = mapped_column(primary_key=True)
    size: Mapped[int]
    stored_at: Mapped[UtcTime]
    content: Mapped[bytes] = deferred(mapped_column(sa.LargeBinary))


class HeldFile:
    """What a row says of the file it holds beside its bytes; for models that hold one."""

    sha256: Mapped[Sha256] = mapped_column(sa.ForeignKey(StoredFile.sha256), index=True)
    file_name: Mapped[Str300]
    media_type: Mapped[Str120]
    size: Mapped[int]
    added_at: Mapped[UtcTime]
    added_by: Mapped[Str120]


def keep(content: bytes) -> str:
    """Stores the bytes in the transaction under way (once, however often they come) and gives their SHA-256."""
    sha256 = hashlib.sha256(content).hexdigest()
    if db.session.get(StoredFile, sha256) is None:
        db.session.add(StoredFile(sha256=sha256, size=len(content), stored_at=clock.now(), content=content))
        db.session.flush()
    return sha256


def fetch(sha256: str) -> bytes:
    """The bytes stored under a SHA-256; raises Missing when there are none."""
    content = db.session.scalar(sa.select(StoredFile.content).where(StoredFile.sha256 == sha256))
    if content is None:
        raise Missing
    return content


def size(sha256: str) -> int:
    """How many bytes it has; 0 when it is not there."""
    return db.session.scalar(sa.select(StoredFile.size).where(StoredFile.sha256 == sha256)) or 0


def drop_unheld(sha256: str) -> None:
    """Removes the bytes in the transaction under way, unless a row of any table still refers to them."""
    if not any(db.session.scalar(sa.select(sa.exists().where(holder == sha256))) for holder in _holders()):
        db.session.execute(sa.delete(StoredFile).where(StoredFile.sha256 == sha256))


def _holders() -> Iterator[sa.Column[str]]:
    """Every column that refers to stored bytes: whoever adds a table with one is asked from then on."""
    for table in Base.metadata.sorted_tables:
        yield from (key.parent for key in table.foreign_keys if key.column is StoredFile.__table__.c.sha256)
