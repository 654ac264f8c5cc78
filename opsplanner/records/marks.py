"""What is written into a copy of a Member's file to send it back: cells put right, tints and comments, the list of its errors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np

from opsplanner.records.catalogue import workbook_texts
from opsplanner.records.check import Checked
from opsplanner.records.choose import Group
from opsplanner.records.kinds.base import written
from opsplanner.records.patches import WHOLE_ROW, Patches
from opsplanner.records.problem import Problem
from opsplanner.records.sentences import sentence
from opsplanner.records.sheet import Book, Cell, column_letter, column_number
from opsplanner.records.table import Table
from opsplanner.records.taken import FOR_ALL
from opsplanner.records.template import MARKED, SHEETS

# More cells than this nobody puts right one by one, and each comment costs the spreadsheet time.
MOST_MARKED = 5_000
ADDRESS = re.compile(r"([A-Z]{1,3})(\d{1,7})")
NUMBER = re.compile(r"[+-]?[\d.,' \u00a0\u202f]*\d")
WORDS = ("title", "how", "cell", "found", "rule", "what")


@dataclass
class SheetMarks:
    """One sheet; rows and columns are counted from 1. `put`: (row, column, kind, value) with the kinds "text", "number", "day".

    `told`: (row, column, severity, text of the comment); `cleared`: rows left out; `formulas`: cells never calculated.
    """

    put: list[tuple[int, int, str, Any]] = field(default_factory=list)
    told: list[tuple[int, int, str, str]] = field(default_factory=list)
    cleared: list[int] = field(default_factory=list)
    formulas: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True)
class Marks:
    """All sheets by name, and the lines of the sheet with the errors: (sheet, cell, what stands there, rule, what to do)."""

    sheets: Mapping[str, SheetMarks]
    lines: Sequence[tuple[str, str, str, str, str]]
    words: Mapping[str, str]
    name: str = SHEETS.errors

    def plain(self) -> dict[str, Any]:
        """For the reading process: nothing but lists, mappings, texts and numbers."""
        return {
            "sheets": {name: dict(vars(marks)) for name, marks in self.sheets.items()},
            "lines": [list(line) for line in self.lines],
            "words": dict(self.words),
            "name": self.name,
            "mark": MARKED,
        }


def marks_of(checked: Checked, patches: Patches, book: Book) -> Marks:
    """What to write into the file of a check, in the file's own language."""
    return _Marking(checked, patches, book).marks()


def _cell(value: Cell) -> tuple[str, Any]:
    if isinstance(value, date):
        return "day", value.isoformat()
    return ("number", value) if isinstance(value, float) else ("text", written(value))


class _Marking:
    def __init__(self, checked: Checked, patches: Patches, book: Book) -> None:
        self.checked, self.patches, self.lang = checked, patches, checked.matched.language
        self.tables: Mapping[str, tuple[Group, Table]] = {
            table.sheet: (group, table) for group, table in checked.matched.tables.items()
        }
        self.next_column = {sheet.name: sheet.left + len(sheet.columns) + 1 for sheet in book.sheets}
        self.columns: dict[tuple[str, str], int] = {}
        self.sheets = {name: SheetMarks() for name in self.tables}
        self.lines: list[tuple[str, str, str, str, str]] = []

    def marks(self) -> Marks:
        self._put_for_all()
        self._put()
        problems = [each for each in self.checked.problems if each.severity != "notice"]
        comments: dict[tuple[str, int, int], list[tuple[str, str]]] = {}
        left = MOST_MARKED
        for problem in sorted(problems, key=lambda each: not each.is_error):
            for sheet, row, column, said in self._places(problem, left):
                left -= 1
                comments.setdefault((sheet, row, column), []).append((problem.severity, f"{said} ({problem.code})"))
        for (sheet, row, column), told in comments.items():
            severity = min(each for each, _said in told)
            self.sheets[sheet].told.append((row, column, severity, "\n".join(said for _severity, said in told)))
        more = sum(each.count for each in problems if each.places.size) - (MOST_MARKED - left)
        return Marks(self.sheets, self.lines, self._words(max(more, 0)))

    def _put_for_all(self) -> None:
        """What was said of all rows becomes a column, so that the copy is whole wherever it is sent."""
        for each in self.checked.problems:
            if each.code != FOR_ALL or each.field is None:
                continue
            table = self.tables[each.sheet][1]
            column, held = self._column(each.sheet, each.field, make=True), table.columns[each.field]
            cells = [_cell(value) for value in held.values]
            numbered = zip(table.rows.tolist(), held.codes.tolist(), strict=True)
            self.sheets[each.sheet].put += [(row, column, *cells[code]) for row, code in numbered]

    def _put(self) -> None:
        for sheet, row, key, _old, new in self.patches.fixed():
            if sheet not in self.tables:
                continue
            if key == WHOLE_ROW:
                self.sheets[sheet].cleared.append(row)
                said = workbook_texts()["marked_left_out"].to(self.lang).format(reason=new)
                self.sheets[sheet].told.append((row, 1, "left_out", said))
            else:
                column = self._column(sheet, key, make=True)
                self.sheets[sheet].put.append((row, column, *self._typed(sheet, key, row, new)))

    def _column(self, sheet: str, key: str | None, make: bool = False) -> int:
        """The column of a field, 0 when the file has none; with `make` it gets a new one behind the last, with its heading."""
        table = self.tables[sheet][1]
        letter = table.letters.get(key or "")
        if letter:
            return column_number(letter) + 1
        place = (sheet, key or "")
        if make and place not in self.columns:
            self.columns[place] = self.next_column[sheet]
            self.next_column[sheet] += 1
            label = self.checked.matched.template.by_key[place[1]].label.to(self.lang)
            self.sheets[sheet].put.append((table.header, self.columns[place], "text", label))
        return self.columns.get(place, 0)

    def _typed(self, sheet: str, key: str, row: int, new: str) -> tuple[str, Any]:
        """Numbers and days as such, so that they need no reading; what could not be read stays a text."""
        group, table = self.tables[sheet]
        rows = self.checked.tables.get(group)
        column = rows.columns.get(key) if rows else None
        place = int(np.searchsorted(table.rows, row))
        if column is None or place >= table.length or table.rows[place] != row:
            return "text", new
        value = column.values[int(column.codes[place])]
        if isinstance(value, date):
            return "day", value.isoformat()
        if isinstance(value, (int, Decimal)) and not isinstance(value, bool) and NUMBER.fullmatch(new):
            return "number", float(value)
        return "text", new

    def _places(self, problem: Problem, most: int) -> Iterator[tuple[str, int, int, str]]:
        """The cells of a problem with its sentence for that cell alone; each is also a line of the list."""
        table = self.tables[problem.sheet][1] if problem.sheet in self.tables else None
        if table is None or not problem.places.size:
            yield from self._named(problem)
            return
        known = self._column(problem.sheet, problem.spot)
        for place in problem.places[: max(most, 0)].tolist():
            row = int(table.rows[place])
            column = known or 1
            here = replace(problem, cells=table.cells(problem.spot, [place]), rows=(row,), count=1)
            said = sentence(here, self.lang)
            if problem.code == "R-016":
                self.sheets[problem.sheet].formulas.append((row, column))
            self.lines.append(
                (problem.sheet, f"{column_letter(column - 1)}{row}", problem.value or "", problem.code, said)
            )
            yield problem.sheet, row, column, said

    def _named(self, problem: Problem) -> Iterator[tuple[str, int, int, str]]:
        """A problem of the file or its headings: at the cells it names, if any."""
        said = sentence(problem, self.lang)
        self.lines.append((problem.sheet, next(iter(problem.cells), ""), problem.value or "", problem.code, said))
        for found in filter(None, map(ADDRESS.fullmatch, problem.cells)):
            if problem.sheet in self.sheets:
                yield problem.sheet, int(found[2]), column_number(found[1]) + 1, said

    def _words(self, more: int) -> dict[str, str]:
        words = {word: workbook_texts()[f"marked_{word}"].to(self.lang) for word in WORDS}
        words["title"] = MARKED + words["title"]
        words["more"] = workbook_texts()["marked_more"].to(self.lang).format(count=more) if more else ""
        return words
