"""Columns that grow by whole submissions: what was read from them before stays as it was, so readers need no lock."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from opsplanner.results.pack import NO_DAY, NOT_STATED, Column

Array = npt.NDArray[Any]
Bools = npt.NDArray[np.bool_]


class Buffer:
    """An array with room to grow. Rows once written never change; a view taken earlier stays true when the buffer moves."""

    def __init__(self, kind: npt.DTypeLike) -> None:
        self._array: Array = np.empty(0, dtype=kind)
        self.size = 0

    def extend(self, values: Array) -> None:
        """Writes values at the end; a wider type of number widens the whole column."""
        end = self.size + len(values)
        kind = np.promote_types(self._array.dtype, values.dtype)
        if end > len(self._array) or kind != self._array.dtype:
            grown: Array = np.empty(max(end, self.size + self.size // 2, 1024), dtype=kind)
            grown[: self.size] = self._array[: self.size]
            self._array = grown
        self._array[self.size : end] = values
        self.size = end

    def view(self, rows: int) -> Array:
        """The first rows."""
        return self._array[:rows]


class Words:
    """The distinct codes of a column, each with its position from 1; 0 is for "not stated"."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self._places: dict[str, int] = {}

    def places(self, words: tuple[str, ...]) -> Array:
        """From the positions of a packed column (-1: not stated) to ours: a table to be indexed with position + 1."""
        for word in words:
            if word not in self._places:
                self.words.append(word)
                self._places[word] = len(self.words)
        table = np.array([0, *(self._places[word] for word in words)], dtype=np.int32)
        return table.astype(np.uint8 if len(self.words) < 255 else np.uint16 if len(self.words) < 65535 else np.int32)


class Codes:
    """One code a row: 0 where nothing was stated, else the position of its word from 1."""

    def __init__(self) -> None:
        self.words = Words()
        self.buffer = Buffer(np.uint8)

    def append(self, column: Column | None, rows: int) -> None:
        """The next rows; a column that is not there stated nothing."""
        if column is None:
            self.buffer.extend(np.zeros(rows, dtype=np.uint8))
        else:
            # The positions begin at -1, which finds the last entry: "not stated" stands there too.
            table = self.words.places(column.words)
            self.buffer.extend(np.append(table[1:], table[:1])[column.values])

    def append_same(self, word: str, rows: int) -> None:
        """The next rows, all with one code."""
        self.buffer.extend(np.repeat(self.words.places((word,))[1:], rows))


class Several:
    """Several codes a case: `codes` (from 1) and, beside each, the row of its case; a code stands once in a case."""

    def __init__(self) -> None:
        self.words = Words()
        self.codes = Buffer(np.uint8)
        self.owners = Buffer(np.int32)

    def append(self, column: Column | None, first: int) -> None:
        """The answers of the next cases, the first of which stands in row `first`."""
        if column is None or column.offsets is None:
            return
        codes = self.words.places(column.words)[1:][column.values]
        owners = np.repeat(np.arange(first, first + len(column.offsets) - 1, dtype=np.int32), np.diff(column.offsets))
        once = first_of_each(owners, codes)
        self.codes.extend(codes[once])
        self.owners.extend(owners[once])

    def within(self, cases: int) -> tuple[Array, Array]:
        """Codes and owners of the first cases."""
        count = int(np.searchsorted(self.owners.view(self.owners.size), cases))
        return self.codes.view(count), self.owners.view(count)


class Numbers:
    """Whole numbers: 0 where nothing was stated, which `stated` tells apart. `bound`: no number is farther from 0."""

    def __init__(self) -> None:
        self.buffer = Buffer(np.int64)
        self.stated = Buffer(np.bool_)
        self.bound = 0

    def append(self, column: Column | None, rows: int) -> None:
        """The next rows; a column that is not there stated nothing."""
        if column is None:
            self.buffer.extend(np.zeros(rows, dtype=np.int64))
            self.stated.extend(np.zeros(rows, dtype=np.bool_))
            return
        stated = column.values != NOT_STATED
        values = np.where(stated, column.values, 0)
        self.bound = max(self.bound, int(values.max(initial=0)), -int(values.min(initial=0)))
        self.buffer.extend(values)
        self.stated.extend(stated)


class Days:
    """Days since 1970-01-01; NO_DAY where nothing was stated."""

    def __init__(self) -> None:
        self.buffer = Buffer(np.int32)

    def append(self, column: Column | None, rows: int) -> None:
        """The next rows; a column that is not there stated nothing."""
        self.buffer.extend(np.full(rows, NO_DAY, dtype=np.int32) if column is None else column.values)


def first_of_each(owners: Array, codes: Array) -> Bools:
    """True where an owner has a code for the first time. Owners ascend, so only those that stand more than once are sorted."""
    firsts: Bools = np.ones(len(owners), dtype=np.bool_)
    again = owners[1:] == owners[:-1]
    involved = np.flatnonzero(np.append(again, False) | np.append(False, again))
    if len(involved):
        pairs = owners[involved].astype(np.int64) * (int(codes.max()) + 1) + codes[involved]
        firsts[involved] = False
        firsts[involved[np.unique(pairs, return_index=True)[1]]] = True
    return firsts
