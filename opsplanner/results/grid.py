"""The rows of a draft that need work, as the page "Check and fix" shows them: problems in groups, cells with their messages."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType

import numpy as np

from opsplanner.records.catalogue import titles
from opsplanner.records.field import Field
from opsplanner.records.kinds.base import written
from opsplanner.records.problem import Problem
from opsplanner.records.sentences import sentence
from opsplanner.records.sheet import Mask
from opsplanner.records.table import Table
from opsplanner.records.template import REFERENCE
from opsplanner.results.models import ReviewNote
from opsplanner.results.services import Looked

A_PAGE = 100
COLUMNS = 8
SEVERITIES = ("error", "warning")
# The group of the rows that a reviewer wrote notes on.
NOTES = "notes"


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the sheet is to be shown: one group of problems or all, only the rows that need work or every row, and which columns."""

    sheet: str = ""
    group: str = ""
    rows: str = ""
    columns: str = ""
    page: int = 1

    def args(self, **changes: str | int) -> dict[str, str | int]:
        """For an address, with these changed; what is as usual is left out."""
        given: dict[str, str | int] = {"sheet": self.sheet, "group": self.group, "rows": self.rows}
        given |= {"cols": self.columns, "page": self.page, **changes}
        return {key: value for key, value in given.items() if value and (key, value) != ("page", 1)}


@dataclass(frozen=True, slots=True)
class Group:
    """Problems of one kind in one field of one sheet; `reason` is why its warnings are sent as they are."""

    key: str
    sheet: str
    code: str
    title: str
    label: str
    severity: str
    count: int
    reason: str


@dataclass(frozen=True, slots=True)
class Message:
    """One thing to be said about one cell."""

    code: str
    severity: str
    said: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the grid; its `state` is that of its worst problem."""

    field: Field
    text: str
    fixed: bool
    messages: tuple[Message, ...]

    @property
    def state(self) -> str:
        """error, warning, fixed or nothing."""
        if self.messages:
            return min((each.severity for each in self.messages), key=SEVERITIES.index)
        return "fixed" if self.fixed else ""


@dataclass(frozen=True)
class Row:
    """One row; messages that belong to no cell stand with the row, and so do notes that wait for an answer."""

    number: int
    cells: tuple[Cell, ...]
    messages: tuple[Message, ...]
    notes: tuple[ReviewNote, ...] = ()

    @cached_property
    def digest(self) -> str:
        """Changes whenever anything that is shown of the row does."""
        shown = [(cell.text, cell.state, [each.said for each in cell.messages]) for cell in self.cells]
        return f"{zlib.crc32(repr((shown, [each.said for each in self.messages])).encode()):08x}"

    @property
    def settled(self) -> bool:
        """Whether nothing is left to be done in it."""
        return not self.messages and not self.notes and not any(cell.messages for cell in self.cells)


class Grid:
    """One sheet of a checked draft, as far as it is asked for, in the reader's language."""

    def __init__(
        self,
        looked: Looked,
        asked: Asked,
        lang: str,
        shown: Sequence[str] = (),
        notes: Mapping[str, Sequence[ReviewNote]] = MappingProxyType({}),
    ) -> None:
        """`shown` are the columns of a page that is open already; without them they are chosen anew. `notes` stand by reference."""
        self.looked, self.lang, self.shown, self.notes = looked, lang, shown, notes
        self.reasons: Mapping[str, str] = looked.draft.choices.get("reasons", {})
        self.problems = [each for each in looked.checked.problems if each.severity in SEVERITIES]
        self.placed = [each for each in self.problems if each.places.size]
        self.asked = replace(asked, sheet=self._sheet(asked))
        self.patches = looked.acts.patches()

    def _sheet(self, asked: Asked) -> str:
        """The sheet that is asked for, else the one with problems, else the first."""
        sheets = [table.sheet for table in self.looked.checked.matched.tables.values()]
        if asked.sheet in sheets:
            return asked.sheet
        return next((each.sheet for each in self.placed if each.sheet in sheets), sheets[0] if sheets else "")

    @cached_property
    def sheets(self) -> Sequence[str]:
        """The sheets of the file that hold results."""
        return [table.sheet for table in self.looked.checked.matched.tables.values()]

    @cached_property
    def table(self) -> Table | None:
        """The sheet shown."""
        tables = self.looked.checked.matched.tables.values()
        return next((table for table in tables if table.sheet == self.asked.sheet), None)

    @property
    def errors(self) -> int:
        """How many errors are left, cell by cell."""
        return sum(each.count for each in self.problems if each.is_error)

    @property
    def warnings(self) -> int:
        """How many warnings are neither settled nor kept for a reason."""
        return sum(each.count for each in self.problems if not each.is_error and each.code not in self.reasons)

    @cached_property
    def groups(self) -> list[Group]:
        """All problems by rule and field, errors first, the largest first."""
        found: dict[tuple[str, str, str | None], list[Problem]] = {}
        for each in self.problems:
            found.setdefault((each.sheet, each.code, each.spot), []).append(each)
        groups = [self._group(*key, several) for key, several in found.items()]
        return sorted(groups, key=lambda each: (SEVERITIES.index(each.severity), -each.count))

    def _group(self, sheet: str, code: str, spot: str | None, several: Sequence[Problem]) -> Group:
        field = self.looked.checked.matched.template.by_key.get(spot or "")
        title = titles()[code].to(self.lang) if code in titles() else sentence(several[0], self.lang)
        return Group(
            key=f"{code}.{spot or ''}",
            sheet=sheet,
            code=code,
            title=title,
            label=field.label.to(self.lang) if field else "",
            severity=several[0].severity,
            count=sum(each.count for each in several),
            reason="" if several[0].is_error else self.reasons.get(code, ""),
        )

    @cached_property
    def wanted(self) -> list[Problem]:
        """The problems whose rows are shown: those of the group asked for, else all of the sheet that ask for something."""
        here = [each for each in self.placed if each.sheet == self.asked.sheet]
        if self.asked.group:
            return [each for each in here if f"{each.code}.{each.spot or ''}" == self.asked.group]
        return [each for each in here if each.is_error or each.code not in self.reasons]

    @cached_property
    def places(self) -> list[int]:
        """The positions of the rows to be shown, all pages."""
        if self.table is None:
            return []
        if self.asked.rows == "all":
            return [*range(self.table.length)]
        marked: Mask = np.zeros(self.table.length, np.bool_)
        for each in self.wanted:
            marked[each.places] = True
        if self.asked.group in ("", NOTES):
            marked[list(self.noted)] = True
        found: list[int] = np.flatnonzero(marked).tolist()
        return found

    @cached_property
    def noted(self) -> Mapping[int, Sequence[ReviewNote]]:
        """The notes by the position of the rows whose case they are about: of one line, by the row of that line."""
        column = self.table.columns.get(REFERENCE) if self.table and self.notes else None
        if column is None:
            return {}
        about = [self.notes.get(written(value).strip(), ()) for value in column.values]
        found: dict[int, Sequence[ReviewNote]] = {}
        seen: Counter[int] = Counter()
        for place, code in enumerate(column.codes.tolist()):
            if about[code]:
                seen[code] += 1
                found[place] = tuple(each for each in about[code] if (each.line or 1) == seen[code])
        return {place: several for place, several in found.items() if several}

    @property
    def pages(self) -> int:
        """How many pages of rows there are."""
        return max(1, -(-len(self.places) // A_PAGE))

    @cached_property
    def page(self) -> int:
        """The page shown."""
        return min(max(self.asked.page, 1), self.pages)

    @cached_property
    def fields(self) -> list[Field]:
        """The columns shown: the reference, those with problems, those always asked, as many as are read at a glance; or all."""
        table = self.table
        if table is None:
            return []
        template = self.looked.checked.matched.template
        if self.shown:
            return [template.by_key[key] for key in self.shown if key in template.by_key]
        trouble = {each.spot for each in self.wanted} | {note.field for many in self.noted.values() for note in many}
        fields = [each for each in template.fields if each.key in table.columns or each.key in trouble]
        first = [each for each in fields if each.key == REFERENCE]
        rest = [each for each in fields if each.key != REFERENCE]
        if self.asked.columns == "all":
            return first + rest
        needed = [each for each in rest if each.key in trouble]
        usual = [each for each in rest if each.required.is_always and each.key not in trouble]
        shown = {each.key for each in [*first, *needed, *usual[: max(COLUMNS - len(first) - len(needed), 0)]]}
        return first + [each for each in rest if each.key in shown]

    def rows(self, numbers: Sequence[int] | None = None) -> list[Row]:
        """The rows of the page; with `numbers`, these rows as the person sees them, as far as they are there."""
        table = self.table
        if table is None:
            return []
        if numbers is None:
            places = self.places[(self.page - 1) * A_PAGE : self.page * A_PAGE]
        else:
            places = np.flatnonzero(np.isin(table.rows, numbers)).tolist()
        told = self._messages(table, places)
        return [self._row(table, place, told.get(place, {})) for place in places]

    def _row(self, table: Table, place: int, told: Mapping[str | None, list[Message]]) -> Row:
        number = int(table.rows[place])
        cells = []
        for field in self.fields:
            column = table.columns.get(field.key)
            fixed = self.patches.text(table.sheet, field.key, number) is not None
            text = written(column.cell(place)) if column else ""
            cells.append(Cell(field, text, fixed, tuple(told.get(field.key, ()))))
        shown = {field.key for field in self.fields}
        loose = [message for spot, messages in told.items() if spot not in shown for message in messages]
        return Row(number, tuple(cells), tuple(loose), tuple(self.noted.get(place, ())))

    def _messages(self, table: Table, places: Sequence[int]) -> dict[int, dict[str | None, list[Message]]]:
        """What is to be said about these rows, by place and field; kept warnings are silent."""
        wanted: Mask = np.zeros(table.length, np.bool_)
        wanted[list(places)] = True
        found: dict[int, dict[str | None, list[Message]]] = {}
        for problem in self.placed:
            if problem.sheet != table.sheet or (not problem.is_error and problem.code in self.reasons):
                continue
            for place in problem.places[wanted[problem.places]].tolist():
                message = self._message(table, problem, place)
                found.setdefault(place, {}).setdefault(problem.spot, []).append(message)
        return found

    def _message(self, table: Table, problem: Problem, place: int) -> Message:
        here = replace(problem, cells=table.cells(problem.spot, [place]), rows=(int(table.rows[place]),), count=1)
        return Message(problem.code, problem.severity, sentence(here, self.lang), problem)

    def left_out(self) -> Iterator[tuple[str, int, str]]:
        """The rows that were left out: sheet, row, reason."""
        return ((each.sheet, each.row, each.new) for each in self.patches.fixed() if not each.field)

    def elsewhere(self) -> list[Problem]:
        """What is to be said about the file or its columns, and notices: where there is no cell to be put right."""
        problems = self.looked.checked.problems
        return [each for each in problems if not each.places.size or each.severity not in SEVERITIES]
