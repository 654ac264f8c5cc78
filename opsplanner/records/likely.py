"""Which of the first rows looks most like headings, where no heading is known: words that name columns stand apart from values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from opsplanner.core.text import fold
from opsplanner.records.field import Field
from opsplanner.records.fitting import Fitting
from opsplanner.records.sheet import Cell

# A text with so many digits is a reference or a day, and names no column.
MANY_DIGITS = 3


class Look(NamedTuple):
    """What speaks for a row being headings: distinct words, those of them like a known heading; and against: values."""

    words: int
    alike: int
    values: int

    @property
    def points(self) -> int:
        """The higher, the more it looks like headings."""
        return self.words + self.alike - self.values


def looks(rows: Sequence[Sequence[Cell]], fields: Sequence[Field], alike: Callable[[str], bool]) -> list[Look]:
    """What each of the first rows looks like; what stands twice in a column is a value, for a heading stands there once."""
    seen = [Counter(filter(None, map(_comparable, column))) for column in zip(*rows, strict=True)]
    return [_look(row, seen, fields, alike) for row in rows]


def _look(
    row: Sequence[Cell], seen: Sequence[Counter[str]], fields: Sequence[Field], alike: Callable[[str], bool]
) -> Look:
    filled = [(cell, counts) for cell, counts in zip(row, seen, strict=True) if _comparable(cell)]
    words = {
        _comparable(cell)
        for cell, counts in filled
        if counts[_comparable(cell)] == 1 and isinstance(cell, str) and not is_value(cell, fields)
    }
    values = sum(1 for cell, counts in filled if counts[_comparable(cell)] > 1 or is_value(cell, fields))
    return Look(len(words), sum(map(alike, words)), values)


def is_value(cell: Cell, fields: Sequence[Field]) -> bool:
    """Whether a cell is no text, or a text that some field would read: an entry of a list, a day, a number, a reference."""
    if not isinstance(cell, str):
        return True
    if sum(map(str.isdigit, cell)) >= MANY_DIGITS:
        return True
    fitting = Fitting([cell])
    return any(fitting.share(field) for field in fields)


def mostly_values(words: Sequence[str], fields: Sequence[Field]) -> bool:
    """Whether a row taken for headings is rather a row of data, in a sheet without any headings."""
    filled = [each for each in words if each]
    return 2 * sum(is_value(each, fields) for each in filled) > len(filled)


def _comparable(cell: Cell) -> str:
    """A cell for comparing, empty where nothing stands."""
    return fold(str(cell)) if cell is not None else ""
