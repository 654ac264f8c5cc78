"""Many rows into a table at the driver's own speed, in the transaction under way: executemany on SQLite, COPY on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from opsplanner.core.db import db


def insert(table: sa.Table, columns: Mapping[str, Iterable[Any]]) -> None:
    """Adds rows given as columns of plain values: str, int or None, no subclass of these; days as ISO text.

    The columns are zipped as the driver goes, so no row of all these thousands is kept; one that never ends repeats its value.
    """
    names, rows = list(columns), zip(*columns.values(), strict=False)
    connection = db.session.connection()
    cursor: Any = connection.connection.cursor()
    try:
        quote = connection.dialect.identifier_preparer
        into = f"{quote.format_table(table)} ({', '.join(map(quote.quote, names))})"
        if connection.dialect.name == "postgresql":
            _copy(cursor, f"COPY {into} FROM STDIN", rows)
            return
        statement = f"INSERT INTO {into} VALUES ({', '.join('?' * len(names))})"  # noqa: S608 - names of our own model
        cursor.executemany(statement, rows)
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
