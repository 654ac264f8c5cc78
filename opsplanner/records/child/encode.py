"""Cells on their way out of the process: each column as its distinct values and, for each row, which of them stands there."""

from __future__ import annotations

import datetime
import re
from array import array
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from .refusal import CELL_TOO_LONG, TOO_MANY_COLUMNS, TOO_MANY_ROWS, Refused

MOST_COLUMNS = 300
MOST_CHARACTERS = 32767
# Rows at a time: small enough that their cells are still in the processor's cache when they are looked up.
CHUNK = 512
PLAIN = {str, float, int}
NEVER_CALCULATED = ("never calculated",)
# What no database, page or workbook can hold, and nobody sees; those that move the carriage part words.
PARTING = re.compile("[\x0b\x0c\x1c-\x1f\x85]")
CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# By row and column, counted from 0: cells that a parser does not tell of.
Patches = dict[int, dict[int, Any]]


class Columns:
    """The columns of one sheet, filled row by row; `first` says which row each distinct value was first met in."""

    def __init__(self, width: int) -> None:
        if width > MOST_COLUMNS:
            raise Refused(TOO_MANY_COLUMNS, found=width, most=MOST_COLUMNS)
        self.first: list[dict[Any, int]] = [{} for _ in range(width)]
        self.places = [array("I") for _ in range(width)]
        self.kinds: list[set[type]] = [set() for _ in range(width)]
        self.length = 0

    def add(self, rows: list[list[Any]]) -> None:
        """Append rows, each as wide as the sheet."""
        numbers = range(self.length, self.length + len(rows))
        self.length += len(rows)
        columns = zip(zip(*rows, strict=True), self.first, self.places, self.kinds, strict=True)
        for column, first, places, kinds in columns:
            met = set(map(type, column))
            # True and 1.0 are one key of a dictionary, and must not become one value.
            cells = (
                [("truth", cell) if cell is True or cell is False else cell for cell in column]
                if bool in met
                else column
            )
            kinds |= met
            places.extend(map(first.setdefault, cells, numbers))

    def clean(self) -> None:
        """Take control characters out of the texts; values that differed by nothing else become one."""
        for number, (first, kinds) in enumerate(zip(self.first, self.kinds, strict=True)):
            texts = [value for value in first if type(value) is str] if str in kinds else []
            if not "".join(texts).isprintable() and any(PARTING.search(text) or CONTROL.search(text) for text in texts):
                self._merge(number)

    def _merge(self, number: int) -> None:
        kept: dict[Any, int] = {}
        moved = {row: kept.setdefault(without_controls(value), row) for value, row in self.first[number].items()}
        self.first[number], self.places[number] = kept, array("I", map(moved.__getitem__, self.places[number]))

    def packed(self) -> list[tuple[list[Any], bytes, bytes]]:
        """For marshal: for each column its distinct values, where each was first met, and the row of first meeting for each row."""
        return [
            (
                list(first) if kinds <= PLAIN else [_plain(value) for value in first],
                array("I", first.values()).tobytes(),
                places.tobytes(),
            )
            for first, places, kinds in zip(self.first, self.places, self.kinds, strict=True)
        ]


def encode(rows: Iterable[list[Any]], width: int, most_rows: int) -> list[tuple[list[Any], bytes, bytes]]:
    """Encode rows of one width; refuses too many rows or columns, or a cell too long for any spreadsheet."""
    columns = Columns(width)
    for chunk in _chunks(rows):
        columns.add(chunk)
        if columns.length > most_rows:
            raise Refused(TOO_MANY_ROWS, most=most_rows)
    for first, kinds in zip(columns.first, columns.kinds, strict=True):
        if str in kinds and any(type(value) is str and len(value) > MOST_CHARACTERS for value in first):
            raise Refused(CELL_TOO_LONG, most=MOST_CHARACTERS)
    columns.clean()
    return columns.packed()


def without_controls(value: Any) -> Any:
    """A text without its control characters; any other value as it is."""
    return CONTROL.sub("", PARTING.sub(" ", value)) if type(value) is str else value


def _chunks(rows: Iterable[list[Any]]) -> Iterator[list[list[Any]]]:
    source = iter(rows)
    while chunk := list(islice(source, CHUNK)):
        yield chunk


def _plain(value: Any) -> Any:
    """What marshal can carry: dates and moments as marked texts, times and spans as text, nothing as an empty text."""
    if isinstance(value, datetime.datetime):
        return ("moment", value.isoformat())
    if isinstance(value, datetime.date):
        return ("date", value.isoformat())
    if value is None:
        return ""
    return value if isinstance(value, (str, float, int, tuple)) else str(value)
