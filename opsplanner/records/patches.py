"""Corrections kept apart from the file: which cells hold what now and which rows are left out; the file itself is never touched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, Self

import numpy as np

from opsplanner.records.kinds.base import written
from opsplanner.records.match import Matched
from opsplanner.records.sheet import Column
from opsplanner.records.table import Table

# The field of a patch that leaves whole rows out, for the reason it holds.
WHOLE_ROW = ""
# The reason of rows that were sent already; nobody can type it, for control characters are taken out of what is typed.
SENT = "\x17sent"


@dataclass(frozen=True, slots=True)
class Patch:
    """Cells of one field that held `old` and hold `new`, in rows as the person sees them in the file."""

    sheet: str
    field: str
    old: str
    new: str
    rows: tuple[int, ...]

    @property
    def inverse(self) -> Patch:
        """What takes it back."""
        return replace(self, old=self.new, new=self.old)

    def as_list(self) -> list[Any]:
        """For storing as JSON."""
        return [self.sheet, self.field, self.old, self.new, list(self.rows)]

    @classmethod
    def read(cls, stored: Sequence[Any]) -> Self:
        """Back from the stored form."""
        sheet, field, old, new, rows = stored
        return cls(sheet, field, old, new, tuple(rows))


class Fixed(NamedTuple):
    """One cell with what stands in the file and what stands for it now; without a field, a row left out for a reason."""

    sheet: str
    row: int
    field: str
    old: str
    new: str


class Patches:
    """What a series of patches comes to: for each cell what the file held and what it holds now."""

    def __init__(self, patches: Iterable[Patch] = ()) -> None:
        self.by_place: dict[tuple[str, str], dict[int, tuple[str, str]]] = {}
        for patch in patches:
            cells = self.by_place.setdefault((patch.sheet, patch.field), {})
            for row in patch.rows:
                old = cells[row][0] if row in cells else patch.old
                cells[row] = (old, patch.new)
                if old == patch.new:
                    del cells[row]

    def __bool__(self) -> bool:
        return any(self.by_place.values())

    def __len__(self) -> int:
        return sum(map(len, self.by_place.values()))

    @property
    def cells(self) -> int:
        """How many cells differ from the file."""
        return sum(len(cells) for (_sheet, field), cells in self.by_place.items() if field != WHOLE_ROW)

    @property
    def rows(self) -> int:
        """How many rows are left out for a reason."""
        return sum(1 for each in self.fixed() if each.field == WHOLE_ROW)

    def text(self, sheet: str, field: str, row: int) -> str | None:
        """What was put into a cell; None when it is as in the file."""
        found = self.by_place.get((sheet, field), {}).get(row)
        return found[1] if found else None

    def fixed(self) -> Iterator[Fixed]:
        """Every cell that differs from the file, and every row left out for a reason, in the order of the rows."""
        found = (
            Fixed(sheet, row, field, old, new)
            for (sheet, field), cells in self.by_place.items()
            for row, (old, new) in cells.items()
            if new != SENT
        )
        return iter(sorted(found))

    def left_out(self, sheet: str) -> Mapping[int, str]:
        """The rows of a sheet that are left out, with the reason."""
        return {row: reason for row, (_, reason) in self.by_place.get((sheet, WHOLE_ROW), {}).items()}


def mend(matched: Matched, patches: Patches) -> Matched:
    """The tables of a file with the corrections in place; how the file writes numbers is still told by the file alone."""
    if not patches or matched.failed:
        return matched
    tables = {group: _mended(table, patches, set(matched.template.by_key)) for group, table in matched.tables.items()}
    return replace(matched, tables=tables, origin=matched.tables)


def _mended(table: Table, patches: Patches, known: set[str]) -> Table:
    columns = dict(table.columns)
    for (sheet, field), cells in patches.by_place.items():
        if sheet == table.sheet and field in known and cells:
            columns[field] = _column(table, field, {row: new for row, (_, new) in cells.items()})
    left_out = list(patches.left_out(table.sheet))
    if not left_out:
        return replace(table, columns=columns)
    kept = np.flatnonzero(~np.isin(table.rows, left_out))
    return replace(table, columns={key: each.at(kept) for key, each in columns.items()}, rows=table.rows[kept])


def _column(table: Table, field: str, texts: Mapping[int, str]) -> Column:
    """The column with these texts in it, without the values that stand nowhere any more; a new one where the file has none."""
    column = table.columns.get(field) or Column([""], np.zeros(table.length, np.int32))
    numbers = np.fromiter(texts, np.intp, len(texts))
    places = np.minimum(np.searchsorted(table.rows, numbers), max(table.length - 1, 0))
    here = np.flatnonzero(table.rows[places] == numbers) if table.length else np.zeros(0, np.intp)
    distinct: dict[str, int] = {}
    first = len(column.values)
    given = [*texts.values()]
    codes = column.codes.copy()
    codes[places[here]] = [first + distinct.setdefault(given[number], len(distinct)) for number in here.tolist()]
    return Column([*column.values, *distinct], codes).at(slice(None))


def held(table: Table, field: str, rows: Sequence[int]) -> list[str]:
    """What the cells of a field hold in rows as the person sees them, as text; empty where there is no such column or row."""
    column = table.columns.get(field)
    if column is None or not table.length:
        return [""] * len(rows)
    places = np.minimum(np.searchsorted(table.rows, rows), table.length - 1)
    there = table.rows[places] == np.asarray(rows)
    return [written(column.cell(place)) if yes else "" for place, yes in zip(places.tolist(), there, strict=True)]


def holding(table: Table, field: str, text: str) -> list[int]:
    """The rows, as the person sees them, in which a field holds this text."""
    column = table.columns.get(field)
    if column is None:
        return [] if text else table.rows.tolist()
    wanted = np.fromiter((written(value) == text for value in column.values), np.bool_, len(column.values))
    found: list[int] = table.rows[wanted[column.codes]].tolist()
    return found
