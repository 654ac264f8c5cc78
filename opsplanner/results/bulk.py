"""Many rows into a table at the driver's own speed, in the transaction under way: executemany on SQLite, COPY on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import sqlalchemy as sa

from opsplanner.core.db import db

CHUNK = 5_000


def insert(table: sa.Table, names: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Adds rows of plain values (text, whole number, None; days as ISO text), in the order of `names`."""
    connection = db.session.connection()
    cursor = connection.connection.cursor()
    try:
        quote = connection.dialect.identifier_preparer
        into = f"{quote.format_table(table)} ({', '.join(map(quote.quote, names))})"
        if connection.dialect.name == "postgresql":
            _copy(cursor, f"COPY {into} FROM STDIN", rows)
            return
        statement = f"INSERT INTO {into} VALUES ({', '.join('?' * len(names))})"  # noqa: S608 - names of our own model
        for chunk in _chunks(rows):
            cursor.executemany(statement, chunk)
    finally:
        cursor.close()


def allocate(table: sa.Table, count: int) -> Sequence[int]:
    """New values of a table's `id`, which nobody else will get."""
    if not count:
        return ()
    if db.session.connection().dialect.name == "postgresql":
        sequence = sa.func.pg_get_serial_sequence(table.name, "id")
        series = sa.func.generate_series(1, count)
        return db.session.scalars(sa.select(sa.func.nextval(sequence)).select_from(series)).all()
    # On SQLite a service holds the only write transaction there is.
    last = db.session.scalar(sa.select(sa.func.coalesce(sa.func.max(table.c.id), 0))) or 0
    return range(last + 1, last + 1 + count)


def _copy(cursor: Any, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
    with cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def _chunks(rows: Iterable[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    remaining = iter(rows)
    while chunk := list(islice(remaining, CHUNK)):
        yield chunk
