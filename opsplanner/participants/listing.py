"""A list as a table: which of its columns names the participants, and what stands there row by row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

from opsplanner.core.text import clean, fold
from opsplanner.participants.naming import Index, is_code
from opsplanner.participants.preview import Found

WORDS = re.compile(r"\w+")
SURE_HEADINGS = {
    "member", "members", "membre", "membres", "country", "countries", "pays", "iso", "iso2", "iso3", "organisation",
    "organisations", "organization", "organizations", "administration", "administrations", "participant", "participants",
}  # fmt: skip
HEADINGS = SURE_HEADINGS | {"code", "codes", "name", "names", "nom", "noms"}
# The row of the sums: "Total: 20", "Total 20 Members", « Totaux », "Итого 20".
SUM = re.compile(
    r"(?:(?:grand|general|sous|sub)[ -]?)?(?:total|totals|totaux|итого|всего)\b[\W\d_]*\w{0,20}", re.IGNORECASE
)
LONGEST_CELL = 200
MOST_COLUMNS = 8
DOUBTFUL = 3  # another column that says a third as much as the one that was read might have been meant

Row = tuple[int, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Column:
    """A column as people name it, and how much speaks for its being the one that names the participants."""

    letter: str
    heading: str
    score: float
    understood: int
    filled: int


@dataclass(frozen=True)
class Listing:
    """The rows beneath the heading, each with its number and a cell for each column; columns without a word are left out."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @classmethod
    def of(cls, index: Index, letters: Sequence[str], rows: Sequence[Row]) -> Self:
        """Weighs the columns of a sheet or of a pasted table."""
        head = _heading(index, rows)
        headings: Sequence[str] = rows[head][1] if head is not None else [""] * len(letters)
        body = rows if head is None else rows[head + 1 :]
        weighed = [
            (_weigh(index, letter, headings[place], [cells[place] for _, cells in body]), place)
            for place, letter in enumerate(letters)
            if any(_worded(cells[place]) for _, cells in body)
        ]
        best = sorted(weighed, key=lambda pair: (-pair[0].score, -pair[0].filled))[:MOST_COLUMNS]
        kept = sorted(best, key=lambda pair: pair[1])
        narrowed = ((number, [cells[place][:LONGEST_CELL] for _, place in kept]) for number, cells in body)
        return cls(tuple(column for column, _ in kept), tuple(row for row in narrowed if any(row[1])))

    @cached_property
    def likeliest(self) -> int:
        """The place of the column for which most speaks; of equals the one with more cells, then the first."""
        return max(range(len(self.columns)), key=lambda at: (self.columns[at].score, self.columns[at].filled, -at))

    @property
    def doubtful(self) -> bool:
        """Whether another column may have been meant."""
        best, *others = sorted(self.columns, key=lambda column: -column.score)
        unclear = best.understood * 2 < best.filled or any(one.score * DOUBTFUL >= best.score for one in others)
        return bool(others) and unclear

    def read(self, index: Index, column: int) -> list[Found]:
        """What each row names in that column, but for the row of the sums; of a row that names nobody, what it says instead."""
        found = [(index.read_cell(number, cells[column]), cells) for number, cells in self.rows]
        return [
            each if each.entry else replace(each, beside=" · ".join(filter(None, cells)))
            for each, cells in found
            if each.organisation or not any(map(SUM.fullmatch, cells))
        ]


def pasted_table(text: str) -> list[Row]:
    """The rows of a text copied out of a sheet, cells divided by tabs; none when the text is no table."""
    lines = [(number, line.split("\t")) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if sum(len(cells) > 1 for _, cells in lines) < 2:  # one line is a list of its own
        return []
    width = max(len(cells) for _, cells in lines)
    return [(number, [clean(cell) for cell in (*cells, *[""] * (width - len(cells)))]) for number, cells in lines]


def _heading(index: Index, rows: Iterable[Row]) -> int | None:
    """The last row with a heading's words above the first that names a Member."""
    found = None
    for place, (_, cells) in enumerate(rows):
        if any(_words(cell) & HEADINGS and index.named(cell) is None for cell in cells):
            found = place
        elif any(index.named(cell) is not None and (cell.isupper() or not is_code(cell)) for cell in cells):
            break
    return found


def _weigh(index: Index, letter: str, heading: str, cells: Sequence[str]) -> Column:
    """Full names count double; codes only in capitals, and only where most cells are codes. The same answer, repeated, counts once."""
    filled = [cell for cell in cells if cell]
    names = {cell: meant.id for cell in set(filled) if not is_code(cell) and (meant := index.named(cell))}
    codes = {
        cell: meant.id for cell in set(filled) if is_code(cell) and cell.isupper() and (meant := index.named(cell))
    }
    if sum(cell in codes for cell in filled) * 2 < len(filled):
        codes = {}
    share = (2 * len(set(names.values())) + len(set(codes.values()))) / (2 * len(filled))
    words = _words(heading)
    expected = 0.5 if words & SURE_HEADINGS else 0.25 if words & HEADINGS else 0
    understood = sum(cell in names or cell in codes for cell in filled)
    return Column(letter, heading, share + expected, understood, len(filled))


def _words(cell: str) -> set[str]:
    return set(WORDS.findall(fold(cell)))


def _worded(cell: str) -> bool:
    return any(map(str.isalpha, cell))
