"""Rows as lines of JSON, the same from SQLite and PostgreSQL: how each kind of column is written and read back."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

# What JSON has no word for. A JSON column travels as its text, so that its null and a missing value stay two things.
KINDS: tuple[tuple[type[sa.types.TypeEngine[Any]], str], ...] = (
    (sa.JSON, "json"),
    (sa.LargeBinary, "bytes"),
    (sa.DateTime, "moment"),
    (sa.Date, "day"),
    (sa.Float, "plain"),
    (sa.Numeric, "decimal"),
)
WRITE: dict[str, Callable[[Any], Any]] = {
    "bytes": lambda value: base64.b64encode(value).decode("ascii"),
    "moment": lambda value: value.isoformat(),
    "day": lambda value: value.isoformat(),
    "decimal": str,
}
READ: dict[str, Callable[[Any], Any]] = {
    "bytes": base64.b64decode,
    "moment": datetime.fromisoformat,
    "day": date.fromisoformat,
    "decimal": Decimal,
}


def kind_of(column: sa.Column[Any]) -> str:
    """A key of WRITE and READ, "json", or "plain" for numbers, texts and truth values."""
    return next((kind for type_, kind in KINDS if isinstance(column.type, type_)), "plain")


def kinds_of(table: sa.Table) -> dict[str, str]:
    """The kind of every column of a table, in its order."""
    return {column.name: kind_of(column) for column in table.columns}


def lines(connection: sa.Connection, table: sa.Table) -> Iterator[bytes]:
    """Every row as one line, in the order of the primary key."""
    kinds = list(kinds_of(table).values())
    columns = [sa.cast(c, sa.Text) if kind_of(c) == "json" else c for c in table.columns]
    query = sa.select(*columns).order_by(*table.primary_key.columns)
    for row in connection.execution_options(yield_per=1000).execute(query):
        values = [
            value if value is None or kind not in WRITE else WRITE[kind](value)
            for kind, value in zip(kinds, row, strict=True)
        ]
        yield json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def row_of(line: bytes, kinds: Mapping[str, str]) -> dict[str, Any]:
    """A line read back: values by column name."""
    values: Sequence[Any] = json.loads(line)
    return {
        name: value if value is None or kind not in READ else READ[kind](value)
        for (name, kind), value in zip(kinds.items(), values, strict=True)
    }


def insertion(connection: sa.Connection, table: sa.Table, kinds: Mapping[str, str]) -> sa.Insert:
    """The statement that stores such rows; JSON arrives as text, which PostgreSQL wants to be told."""
    values: dict[str, Any] = {}
    for name, kind in kinds.items():
        column = table.columns[name]
        if kind != "json":
            values[name] = sa.bindparam(name, type_=column.type)
        elif connection.dialect.name == "postgresql":
            values[name] = sa.cast(sa.bindparam(name, type_=sa.Text), column.type)
        else:
            values[name] = sa.type_coerce(sa.bindparam(name, type_=sa.Text), sa.Text)
    return sa.insert(table).values(values)
