"""Making a backup from one moment of the database, and putting one back into an empty database."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _
from flask_migrate import upgrade

from opsplanner import __version__
from opsplanner.core import audit, clock, health
from opsplanner.core.access import Actor
from opsplanner.core.audit import AuditEntry
from opsplanner.core.backup.archive import Part, Summary, add_manifest, add_part, lines_of, opened, verify
from opsplanner.core.backup.rows import insertion, kinds_of, lines, row_of
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Refusal

REVISIONS = "alembic_version"
CHUNK_ROWS, CHUNK_BYTES = 2000, 16 * 2**20


def create(actor: Actor, path: Path) -> Summary:
    """Writes every table as of one moment, while others go on working; the file appears only when it is whole."""
    if health.database_revision() != health.newest_revision():
        raise Refusal(_("The database is not at the newest migration: run “db upgrade” first."))
    unfinished = path.with_name(path.name + ".part")
    try:
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive:
            summary = _fill(archive)
        with unfinished.open("rb") as file:
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError as fault:
        unfinished.unlink(missing_ok=True)
        raise Refusal(_("The backup could not be written: %(fault)s", fault=fault.strerror or fault)) from fault
    _note(actor, "backup:create", path)
    return summary


def restore(actor: Actor, path: Path, force: bool = False) -> Summary:
    """Puts a backup back. A database that holds anything is refused unless forced: then all it holds is lost."""
    summary = verify(path)
    db.session.remove()
    if not force and _holds_anything():
        raise Refusal(
            _("The database is not empty. Restore into an empty one, or add --force to replace all it holds.")
        )
    _clear()
    upgrade(revision=summary.revision)
    with opened(path) as (archive, _unused), db.engine.begin() as connection:
        tables = _tables(connection)
        for table in reversed(tables.values()):
            connection.execute(sa.delete(table))
        for part in _in_order(summary, tables):
            _load(connection, tables[part.table], part.columns, lines_of(archive, part))
    upgrade()
    _note(actor, "backup:restore", path)
    return summary


def _fill(archive: zipfile.ZipFile) -> Summary:
    level = {} if db.engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
    with db.engine.connect().execution_options(**level) as connection, connection.begin():
        parts = [
            add_part(archive, name, kinds_of(table), lines(connection, table))
            for name, table in _tables(connection).items()
        ]
        head = connection.execute(
            sa.select(AuditEntry.id, AuditEntry.hash).order_by(AuditEntry.id.desc()).limit(1)
        ).one_or_none()
    summary = Summary(
        version=__version__,
        revision=health.newest_revision(),
        made_at=clock.now().isoformat(),
        parts=tuple(parts),
        audit_number=head.id if head else 0,
        audit_hash=head.hash if head else audit.START,
    )
    add_manifest(archive, summary)
    return summary


def _tables(connection: sa.Connection) -> dict[str, sa.Table]:
    """Every table of the database as it is (not as today's models say), those referred to before those that refer."""
    found = sa.MetaData()
    found.reflect(connection)
    return {table.name: table for table in found.sorted_tables if table.name != REVISIONS}


def _in_order(summary: Summary, tables: Mapping[str, sa.Table]) -> list[Part]:
    by_name = {part.table: part for part in summary.parts}
    unknown = by_name.keys() - tables.keys()
    if unknown:
        raise Refusal(
            _("The backup holds tables that do not exist here: %(tables)s", tables=", ".join(sorted(unknown)))
        )
    return [by_name[name] for name in tables if name in by_name]


def _load(connection: sa.Connection, table: sa.Table, kinds: Mapping[str, str], text: Iterator[bytes]) -> None:
    statement = insertion(connection, table, kinds)
    inward = [fk.parent.name for fk in table.foreign_keys if fk.column.table is table]
    later: list[dict[str, Any]] = []
    for chunk in _chunks(text, kinds):
        for row in chunk:
            # A row may refer to one further down: the reference is set when all are there.
            kept = {f"to_{name}": row[name] for name in inward if row[name] is not None}
            if kept:
                later.append({"this": row["id"], **{f"to_{name}": row[name] for name in inward}})
                row.update(dict.fromkeys(inward))
        connection.execute(statement, chunk)
    if later:
        update = sa.update(table).where(table.c.id == sa.bindparam("this"))
        connection.execute(update.values({name: sa.bindparam(f"to_{name}") for name in inward}), later)
    if connection.dialect.name == "postgresql" and "id" in table.c:
        _advance_sequence(connection, table)


def _chunks(text: Iterator[bytes], kinds: Mapping[str, str]) -> Iterator[list[dict[str, Any]]]:
    chunk: list[dict[str, Any]] = []
    size = 0
    for line in text:
        chunk.append(row_of(line, kinds))
        size += len(line)
        if len(chunk) == CHUNK_ROWS or size > CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _advance_sequence(connection: sa.Connection, table: sa.Table) -> None:
    """The next number PostgreSQL gives is above all that were restored."""
    sequence = connection.scalar(sa.select(sa.func.pg_get_serial_sequence(table.name, "id")))
    if sequence is not None:
        highest = sa.select(sa.func.coalesce(sa.func.max(table.c.id), 0) + 1).scalar_subquery()
        connection.execute(sa.select(sa.func.setval(sequence, highest, False)))


def _holds_anything() -> bool:
    with db.engine.connect() as connection:
        return any(
            connection.scalar(sa.select(sa.literal(1)).select_from(t).limit(1)) for t in _tables(connection).values()
        )


def _clear() -> None:
    """Drops every table, that of migrations too."""
    found = sa.MetaData()
    with db.engine.begin() as connection:
        found.reflect(connection)
        found.drop_all(connection)
    db.engine.dispose()


@writes
def _note(actor: Actor, action: str, path: Path) -> None:
    audit.record(actor, action, path.name)
