"""The words of every case row, folded and packed by submission: free text is found by running over them, with no index to keep."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from opsplanner.core.text import fold
from opsplanner.figures.frame.columns import Array, Bools
from opsplanner.figures.frame.frame import Frame

# References are sorted by so many bytes of them.
SORTED_BY = 32
Told = Sequence[str | None]


class _Lines:
    """One line a case, its reference, place and container, in one run of bytes: where each begins, and the row of its case."""

    __slots__ = ("content", "references", "rows", "starts")

    def __init__(self, told: Iterable[Told], rows: Array) -> None:
        lines = [_folded("\0".join(each or "" for each in words)) for words in told]
        self.content = b"\n".join(lines)
        self.starts = np.cumsum([0, *(len(line) + 1 for line in lines)], dtype=np.int64)[:-1]
        self.references = np.array([line.partition(b"\0")[0] for line in lines], dtype=f"S{SORTED_BY}")
        self.rows = rows

    def having(self, word: bytes) -> Array:
        """The rows in whose line the word stands."""
        pieces = self.content.split(word)
        if len(pieces) == 1:
            return self.rows[:0]
        lengths = np.fromiter(map(len, pieces), dtype=np.int64, count=len(pieces))[:-1]
        places = np.cumsum(lengths + len(word)) - len(word)
        rows: Array = self.rows[np.searchsorted(self.starts, places, side="right") - 1]
        return rows


class Texts:
    """Grows by submissions, as the frame does; what is there stays as it was."""

    def __init__(self) -> None:
        self._lines: dict[int, _Lines] = {}

    def missing(self, frame: Frame) -> list[int]:
        """The submissions of a frame whose texts are not there yet."""
        return [part.submission for part in frame.parts if part.submission not in self._lines and part.packed.cases]

    def add(self, frame: Frame, told: Mapping[int, Sequence[Told]]) -> None:
        """By submission the texts of its cases, the reference first, in the order of the numbers of the cases."""
        cases, first = frame.numbers("case_id", "case")[0], 0
        for part in frame.parts:
            if part.submission in told:
                rows = first + np.argsort(cases[first : first + part.packed.cases])
                self._lines[part.submission] = _Lines(told[part.submission], rows)
            first += part.packed.cases

    def having(self, frame: Frame, words: Iterable[str]) -> Bools:
        """The case rows in which every word stands, in any of the texts."""
        found: Bools = np.ones(frame.cases, dtype=np.bool_)
        for word in words:
            here: Bools = np.zeros(frame.cases, dtype=np.bool_)
            for lines in self._of(frame):
                here[lines.having(word.encode())] = True
            found &= here
        return found

    def references(self, frame: Frame) -> Array:
        """What sorts the case rows by their references."""
        found = np.zeros(frame.cases, dtype=f"S{SORTED_BY}")
        for lines in self._of(frame):
            found[lines.rows] = lines.references
        ranks: Array = np.unique(found, return_inverse=True)[1]
        return ranks

    def _of(self, frame: Frame) -> list[_Lines]:
        return [self._lines[part.submission] for part in frame.parts if part.submission in self._lines]


def _folded(text: str) -> bytes:
    return (text.lower() if text.isascii() else fold(text)).encode()
