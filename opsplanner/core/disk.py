"""Whether a fault means that there is no room left: on the disk of the database, or here while a request was received."""

from __future__ import annotations

import errno
import sqlite3

POSTGRES_DISK_FULL = "53100"


def no_room_left(fault: Exception) -> bool:
    """A full disk, whoever found it so: SQLite, PostgreSQL (each by its driver, or through SQLAlchemy) or this process."""
    found = getattr(fault, "orig", None) or fault
    if isinstance(found, OSError):
        return found.errno in (errno.ENOSPC, errno.EDQUOT)
    sqlite, postgres = getattr(found, "sqlite_errorcode", None), getattr(found, "sqlstate", None)
    return sqlite == sqlite3.SQLITE_FULL or postgres == POSTGRES_DISK_FULL
