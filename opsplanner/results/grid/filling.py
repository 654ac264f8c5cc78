"""A column or block out of a spreadsheet, laid over the rows of the list from one cell on, over all pages of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from opsplanner.results.grid.sheet import Grid

# A cell in quotes may hold tabs and line breaks; quotes that do not close at its end are part of its text.
CELL = re.compile(r'"((?:[^"]|"")*+)"(?=[\t\n]|\Z)|([^\t\n]*)')


@dataclass(frozen=True)
class Filling:
    """What goes into which cell, by row and field; how many rows that is; the lines no row is left for, and whether columns were."""

    cells: Mapping[tuple[int, str], str]
    rows: int
    lines_over: int
    columns_over: bool


def read_block(text: str) -> list[list[str]]:
    """Lines of cells out of text with tabs between them, as spreadsheets put it on the clipboard."""
    lines: list[list[str]] = [[]]
    text = re.sub(r"\r\n?", "\n", text).removesuffix("\n")
    position = 0
    while position <= len(text):
        found = CELL.match(text, position)
        assert found is not None
        quoted, plain = found.groups()
        lines[-1].append((plain if quoted is None else quoted.replace('""', '"')).strip())
        position = found.end() + 1
        if text[position - 1 : position] == "\n":
            lines.append([])
    return lines


def fill(grid: Grid, block: Sequence[Sequence[str]], row: int, key: str, page: Sequence[int]) -> Filling | None:
    """Lays the block from a row and a field on; None where that cell is not in the list.

    `page` are the rows of the page as it stands open, where rows put right since are still shown: they are filled as they
    stand there, the rows listed after them follow.
    """
    fields = [field.key for field in grid.fields]
    rows = list(_from(grid, row, page))
    if not rows or key not in fields:
        return None
    fields = fields[fields.index(key) :]
    cells = {
        (number, field): text
        for number, line in zip(rows, block, strict=False)
        for field, text in zip(fields, line, strict=False)
    }
    widest = max((len(line) for line in block), default=0)
    return Filling(cells, min(len(rows), len(block)), max(len(block) - len(rows), 0), widest > len(fields))


def _from(grid: Grid, row: int, page: Sequence[int]) -> Iterator[int]:
    """The rows from this one on, in their order: those of the page, then those of the list beyond it."""
    listed = grid.listed
    if row in page:
        yield from page[page.index(row) :]
        yield from (number for number in listed if number > page[-1])
    elif row in listed:
        yield from listed[listed.index(row) :]
