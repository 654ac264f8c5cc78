"""The file of a backup: a zip of one part a table, and a manifest with the SHA-256 of each part."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC
from pathlib import Path
from typing import Any

from flask_babel import gettext as _

from opsplanner.core import audit
from opsplanner.core.audit import AuditEntry
from opsplanner.core.backup.rows import row_of
from opsplanner.core.errors import Refusal

FORMAT = 1
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Part:
    """One table: its rows, its columns with their kinds, and the hash of its lines."""

    table: str
    rows: int
    sha256: str
    columns: dict[str, str]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a backup says of itself."""

    version: str
    revision: str
    made_at: str
    parts: tuple[Part, ...]
    audit_number: int
    audit_hash: str

    @property
    def rows(self) -> int:
        """Rows of all tables."""
        return sum(part.rows for part in self.parts)


def add_part(archive: zipfile.ZipFile, table: str, columns: dict[str, str], lines: Iterable[bytes]) -> Part:
    """Writes a table as it comes, row by row."""
    digest, count = hashlib.sha256(), 0
    with archive.open(_name(table), "w", force_zip64=True) as part:
        for line in lines:
            part.write(line)
            digest.update(line)
            count += 1
    return Part(table, count, digest.hexdigest(), columns)


def add_manifest(archive: zipfile.ZipFile, summary: Summary) -> None:
    """Closes the account."""
    archive.writestr(MANIFEST, json.dumps({"format": FORMAT, **asdict(summary)}, indent=1))


@contextmanager
def opened(path: Path) -> Iterator[tuple[zipfile.ZipFile, Summary]]:
    """The archive and its manifest; raises Refusal for what is not a backup."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive, _summary(json.loads(archive.read(MANIFEST)))
    except (OSError, zipfile.BadZipFile, zipfile.LargeZipFile, KeyError, TypeError, ValueError, EOFError) as fault:
        raise Refusal(_("%(file)s is not a whole backup: %(fault)s", file=path, fault=fault)) from fault


def lines_of(archive: zipfile.ZipFile, part: Part) -> Iterator[bytes]:
    """The lines of a table; raises Refusal at the end when they are not those that were written."""
    digest, count = hashlib.sha256(), 0
    with archive.open(_name(part.table)) as lines:
        for line in lines:
            digest.update(line)
            count += 1
            yield line
    if (count, digest.hexdigest()) != (part.rows, part.sha256):
        raise Refusal(_("The backup is damaged: the table %(table)s is not as it was written.", table=part.table))


def verify(path: Path) -> Summary:
    """Reads every part, compares hashes and counts, and walks the audit chain. Raises Refusal naming what is wrong."""
    with opened(path) as (archive, summary):
        for part in summary.parts:
            if part.table != AuditEntry.__tablename__:
                for _line in lines_of(archive, part):
                    pass
        for fault in audit.faults(_entries(archive, summary)):
            raise Refusal(_("The audit trail in the backup is broken: %(fault)s", fault=fault))
    return summary


def _entries(archive: zipfile.ZipFile, summary: Summary) -> Iterator[AuditEntry]:
    last = (0, audit.START)
    for part in summary.parts:
        if part.table == AuditEntry.__tablename__:
            for line in lines_of(archive, part):
                entry = _entry(row_of(line, part.columns))
                last = (entry.id, entry.hash)
                yield entry
    if last != (summary.audit_number, summary.audit_hash):
        raise Refusal(_("The backup is damaged: its audit trail ends before its manifest says."))


def _entry(row: dict[str, Any]) -> AuditEntry:
    for name in ("before", "after"):
        row[name] = json.loads(row[name]) if row[name] else None
    return AuditEntry(**{**row, "at": row["at"].replace(tzinfo=UTC)})


def _summary(manifest: dict[str, Any]) -> Summary:
    if manifest.pop("format") != FORMAT:
        raise ValueError("made by another version of OpsPlanner")
    return Summary(**{**manifest, "parts": tuple(Part(**part) for part in manifest["parts"])})


def _name(table: str) -> str:
    return f"tables/{table}.jsonl"
