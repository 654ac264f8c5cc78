"""Backups: one file that either database can be restored from, checked by its own hashes and by the audit chain."""

from opsplanner.core.backup.archive import Summary, verify
from opsplanner.core.backup.moving import create, restore

__all__ = ["Summary", "create", "restore", "verify"]
