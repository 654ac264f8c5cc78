"""The words of every case row, folded, in one run of bytes: free text is found by running over them, with no index to keep."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from opsplanner.core.text import fold
from opsplanner.figures.frame.columns import Array, Bools, Buffer
from opsplanner.figures.frame.frame import Frame

# References are sorted by so many bytes of them.
SORTED_BY = 32
# Lines looked through at once: their bytes stay in the processor's own memory from one letter of a word to the next.
AT_ONCE = 4096
Told = Sequence[str | None]


class Texts:
    """One line a case row: its reference, place and container. Grows by submissions, as the frame does; what is there stays as it was."""

    def __init__(self) -> None:
        self._content = Buffer(np.uint8)
        # Where each line begins, and behind the last one where the next will.
        self._begins = Buffer(np.int64)
        self._begins.extend(np.zeros(1, dtype=np.int64))
        self._references = Buffer(f"S{SORTED_BY}")

    def missing(self, frame: Frame) -> list[int]:
        """The submissions of a frame whose texts are not there yet: the newest ones, or all."""
        there, first, missing = self._begins.size - 1, 0, []
        for part in frame.parts:
            if first >= there and part.packed.cases:
                missing.append(part.submission)
            first += part.packed.cases
        return missing

    def add(self, frame: Frame, told: Mapping[int, Sequence[Told]]) -> None:
        """What is missing: by submission the texts of its cases, the reference first, in the order of the numbers of the cases."""
        cases, first = frame.numbers("case_id", "case")[0], 0
        lines: list[bytes] = []
        for part in frame.parts:
            after = first + part.packed.cases
            if part.submission in told:
                lines += _lines(told[part.submission], cases[first:after])
            first = after
        lengths = np.fromiter((len(line) + 1 for line in lines), dtype=np.int64, count=len(lines))
        self._content.extend(np.frombuffer(b"\n".join([*lines, b""]), dtype=np.uint8))
        self._references.extend(np.array([line.partition(b"\0")[0] for line in lines], dtype=f"S{SORTED_BY}"))
        self._begins.extend(self._begins.view(self._begins.size)[-1] + np.cumsum(lengths))

    def having(self, frame: Frame, words: Iterable[str]) -> Bools:
        """The case rows in which every word stands, in any of the texts. A word has no space and no end of a line in it."""
        found: Bools = np.ones(frame.cases, dtype=np.bool_)
        begins = self._begins.view(frame.cases + 1)
        content = self._content.view(int(begins[-1]))
        wanted = [word.encode() for word in words]
        for first in range(0, frame.cases, AT_ONCE):
            edges = begins[first : first + AT_ONCE + 1]
            letters = content[edges[0] : edges[-1]]
            for word in wanted:
                here = _standing(letters, word)
                found[first : first + AT_ONCE] &= here.any() and np.logical_or.reduceat(here, edges[:-1] - edges[0])
        return found

    def references(self, frame: Frame) -> Array:
        """What sorts the case rows by their references."""
        ranks: Array = np.unique(self._references.view(frame.cases), return_inverse=True)[1]
        return ranks


def _lines(told: Sequence[Told], cases: Array) -> list[bytes]:
    """The texts of a submission in the order of its rows, told in that of the numbers of its cases."""
    folded = [_folded("\0".join(each or "" for each in words)) for words in told]
    places = np.empty(len(cases), dtype=np.intp)
    places[np.argsort(cases)] = np.arange(len(cases))
    return [folded[place] if place < len(folded) else b"" for place in places.tolist()]


def _standing(letters: Array, word: bytes) -> Bools:
    """True where the word begins. The bytes end with the end of a line, which is in no word: none reaches beyond them.

    Letter by letter over all bytes: it takes the same time whether the word stands nowhere or everywhere.
    """
    here: Bools = letters == word[0]
    for place, letter in enumerate(word[1:], start=1):
        if not here.any():
            break
        here[:-place] &= letters[place:] == letter
    return here


def _folded(text: str) -> bytes:
    return (text.lower() if text.isascii() else fold(text)).encode()
