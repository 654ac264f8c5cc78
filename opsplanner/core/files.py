"""Files are kept in the database, once each, under the SHA-256 of their content."""

from __future__ import annotations

import hashlib

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, deferred, mapped_column

from opsplanner.core import clock
from opsplanner.core.db import Sha256, UtcTime, db
from opsplanner.core.errors import Missing


class StoredFile(db.Model):
    """The bytes of an uploaded original, a document or a picture. Its name and its readers are its owner's business."""

    __tablename__ = "stored_file"

    sha256: Mapped[Sha256] = mapped_column(primary_key=True)
    size: Mapped[int]
    stored_at: Mapped[UtcTime]
    content: Mapped[bytes] = deferred(mapped_column(sa.LargeBinary))


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


def drop(sha256: str) -> None:
    """Removes the bytes; the caller has made sure that nobody else keeps them."""
    db.session.execute(sa.delete(StoredFile).where(StoredFile.sha256 == sha256))
