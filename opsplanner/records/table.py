"""The data rows of one sheet, its columns named by fields, each cell still findable in the person's own file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from opsplanner.records.field import Level
from opsplanner.records.headings import Header
from opsplanner.records.sheet import Cell, Column, Mask, Sheet
from opsplanner.records.template import Template

Rows = npt.NDArray[np.intp]
RESULTS: tuple[Level, ...] = ("case", "line")
EFFORT: tuple[Level, ...] = ("effort",)
ANSWERS: tuple[Level, ...] = ("answer",)
# How people name the row with the sums, in our languages; one of these pieces is in every one of them.
TOTAL_PIECES = ("tota", "итог", "всего")
SIGNS = "-–—=_*+"
DRAWN = re.compile(r"[-–—=_*+:\s]*")
TOTAL = re.compile(
    r"\s*(?:(?:(?:grand|general|sous|sub)[\s-]?)?(?:total|totals|totaux)|итого|всего|итог)\b[^\d\n]{0,20}",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Table:
    """Columns by field key, rows of data only. `rows` are the row numbers the person sees, `letters` the column letters,
    `header` the row of the headings.

    A form has no letters: its cells are named by the field alone. `places` are the cells of a sheet whose questions stand below one
    another.
    """

    sheet: str
    columns: Mapping[str, Column]
    letters: Mapping[str, str]
    rows: Rows
    header: int = 0
    places: Mapping[str, str] = field(default_factory=dict)

    @property
    def length(self) -> int:
        """How many rows of data there are."""
        return len(self.rows)

    def cells(self, key: str | None, rows: Iterable[int]) -> tuple[str, ...]:
        """The addresses of a field's cells in these rows; none when the table has no such column."""
        if key and key in self.places:
            return (self.places[key],)
        letter = self.letters.get(key) if key else None
        return tuple(f"{letter}{self.rows[row]}" for row in rows) if letter else ()


def table_of(answers: Sequence[Mapping[str, Cell]]) -> Table:
    """The table of a posted form: one row for each mapping of field key to answer."""
    keys = dict.fromkeys(key for row in answers for key in row)
    codes = np.arange(len(answers), dtype=np.int32)
    columns = {key: Column([row.get(key) for row in answers], codes) for key in keys}
    return Table("", columns, {}, np.arange(len(answers)) + 1)


@dataclass(frozen=True)
class Kept:
    """Which rows of a sheet are data, and which were left out though something stands in them."""

    rows: Rows
    totals: Rows
    prefilled: Rows


def data_rows(sheet: Sheet, header: Header, template: Template, identity: str) -> Kept:
    """The rows below the header that hold data: not blank ones, not sums, not those with nothing but what was prefilled, and neither
    the headings again, as on every page of a printed list, nor lines drawn of signs."""
    prefilled = {identity, *template.prefills}
    filled, telling = (np.zeros(sheet.length, np.bool_) for _ in range(2))
    totals = np.zeros(sheet.length, np.bool_)
    named = np.zeros(sheet.length, np.bool_)
    idle = np.ones(sheet.length, np.bool_)
    for column, key, heading in zip(sheet.columns, header.keys, header.words, strict=True):
        there = ~column.blank[column.codes]
        filled |= there
        idle &= ~there | _idle(column, heading)
        if key not in prefilled:
            telling |= there
        sums = _sums(column)
        totals |= sums
        if key == identity:
            named = there & ~sums
    totals &= ~named
    filled[: header.last + 1] = False
    filled &= ~idle
    return Kept(
        rows=np.flatnonzero(filled & telling & ~totals),
        totals=np.flatnonzero(filled & totals),
        prefilled=np.flatnonzero(filled & ~telling & ~totals),
    )


def _idle(column: Column, heading: str) -> Mask:
    """The rows whose cell is the heading again, or a line of signs."""
    found = (
        type(value) is str and (value == heading or (value[:1] in SIGNS and DRAWN.fullmatch(value) is not None))
        for value in column.values
    )
    return np.fromiter(found, np.bool_, len(column.values))[column.codes]


def _sums(column: Column) -> Mask:
    """The rows whose cell is a word such as "Total"."""
    everything = "\n".join([value for value in column.values if type(value) is str]).casefold()
    if not any(piece in everything for piece in TOTAL_PIECES):
        return np.zeros(len(column.codes), np.bool_)
    texts = (value if isinstance(value, str) else "" for value in column.values)
    found = np.fromiter((bool(TOTAL.fullmatch(text)) for text in texts), np.bool_, len(column.values))
    return found[column.codes]
