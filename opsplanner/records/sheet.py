"""A sheet as it stands in the file: columns of distinct values, and for every row which of them stands there."""

from __future__ import annotations

import marshal
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from functools import cached_property
from itertools import compress
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from opsplanner.records.problem import Problem
from opsplanner.records.sentences import Phrase

# Positions in the distinct values: four bytes a cell, for a sheet may have millions.
Codes = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]


class Special(Enum):
    """What a cell may hold that is no value."""

    NEVER_CALCULATED = "never calculated"


Cell = str | float | int | bool | date | datetime | Special | None


@dataclass(frozen=True)
class Column:
    """`values` are the distinct cells, `codes` the position in them for every row."""

    values: Sequence[Cell]
    codes: Codes

    @cached_property
    def blank(self) -> Mask:
        """For each distinct value whether it is nothing but spaces."""
        if set(map(type, self.values)) <= {str}:
            lengths = np.fromiter(map(len, map(str.strip, self.values)), np.intp, len(self.values))  # type: ignore[arg-type]
            return np.equal(lengths, 0)
        # Numbers beside their heading: nearly all are of no kind that could be blank.
        maybe = [number for number, value in enumerate(self.values) if value is None or type(value) is str]
        found = np.zeros(len(self.values), np.bool_)
        found[[number for number in maybe if not (self.values[number] or "").strip()]] = True  # type: ignore[union-attr]
        return found

    def at(self, rows: npt.NDArray[Any] | slice) -> Column:
        """The same column for some of the rows, with only the values that stand there."""
        codes = self.codes[rows]
        used = np.zeros(len(self.values), np.bool_)
        used[codes] = True
        if used.all():
            return Column(self.values, codes)
        renumbered = np.cumsum(used, dtype=np.int32) - np.int32(1)
        return Column(list(compress(self.values, used.tolist())), renumbered[codes])

    def cell(self, row: int) -> Cell:
        """The cell of a row."""
        return self.values[int(self.codes[row])]


@dataclass(frozen=True)
class Sheet:
    """One sheet; `left` is how many empty columns stand before the first, `lines` the line numbers of a text file.

    `hidden_columns` are the letters of those the person does not see.
    """

    name: str
    hidden: bool
    left: int
    length: int
    columns: tuple[Column, ...]
    lines: npt.NDArray[np.uint32] | None = None
    hidden_columns: frozenset[str] = frozenset()

    def row_number(self, row: int) -> int:
        """The number of a row (counted from 0) as the person sees it."""
        return int(self.lines[row]) if self.lines is not None else row + 1

    def row_at(self, number: int) -> int | None:
        """The row (counted from 0) that the person sees under this number; None when the sheet has none."""
        if self.lines is None:
            return number - 1 if 0 < number <= self.length else None
        found = np.flatnonzero(self.lines == number)
        return int(found[0]) if found.size else None

    def letter(self, column: int) -> str:
        """The letter of a column (counted from 0 in `columns`)."""
        return column_letter(self.left + column)


@dataclass(frozen=True)
class Book:
    """What was read of a file: its format, its sheets, and what is worth knowing about the reading."""

    format: str
    sheets: tuple[Sheet, ...]
    problems: tuple[Problem, ...]
    answer: Mapping[str, Any]

    @classmethod
    def of(cls, form: str, answer: Mapping[str, Any]) -> Self:
        """From the answer of the reading process."""
        problems = tuple(Problem.of(code, params=_named(params)) for code, params in answer["notices"])
        return cls(form, tuple(map(_sheet, answer["sheets"])), problems, answer)

    @property
    def code_page(self) -> str:
        """In which code page a text file was read that does not tell it; "" for every other."""
        return code_page(self.problems)

    def to_bytes(self) -> bytes:
        """For keeping a file as read, so that it need not be read again."""
        return zlib.compress(marshal.dumps((self.format, dict(self.answer))), 1)

    @classmethod
    def from_bytes(cls, kept: bytes) -> Self:
        """Back from what `to_bytes` made, by this very installation: marshal is no format for strangers."""
        return cls.of(*marshal.loads(zlib.decompress(kept)))  # noqa: S302 - our own bytes


def code_page(problems: Iterable[Problem]) -> str:
    """The same, as it is said among what is worth knowing about a reading."""
    return next((each.params["encoding"] for each in problems if "encoding" in each.params), "")


def _named(params: Mapping[str, Any]) -> Mapping[str, Any]:
    """A code page also by the name that people know it by."""
    return {**params, "name": Phrase(params["encoding"], {})} if "encoding" in params else params


def column_letter(number: int) -> str:
    """0 is A, 25 Z, 26 AA."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The inverse: A is 0, Z 25, AA 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _sheet(read: Mapping[str, Any]) -> Sheet:
    lines = None if read["lines"] is None else np.frombuffer(read["lines"], np.uint32)
    columns = tuple(_column(read["length"], *column) for column in read["columns"])
    # Drafts kept before hidden columns were told of have none.
    unseen = frozenset(map(column_letter, read.get("hidden_columns", ())))
    return Sheet(read["name"], read["hidden"], read["left"], read["length"], columns, lines, unseen)


def _column(length: int, values: list[Any], first_met: bytes, places: bytes) -> Column:
    """The reading process names each value by the row it was first met in; here it gets a number of its own."""
    numbers = np.zeros(length, np.int32)
    met = np.frombuffer(first_met, np.uint32)
    numbers[met] = np.arange(len(met))
    codes = numbers[np.frombuffer(places, np.uint32)]
    marked = tuple in set(map(type, values))
    return Column([_cell(value) for value in values] if marked else values, codes)


def _cell(value: Any) -> Cell:
    match value:
        case ("date", text):
            return date.fromisoformat(text)
        case ("moment", text):
            return datetime.fromisoformat(text)
        case ("truth", answer):
            return bool(answer)
        case tuple():
            return Special.NEVER_CALCULATED
    plain: Cell = value
    return plain
