"""One sheet of a checked draft as the page "Check and fix" shows it: problems in groups, the rows that need work, cells with their messages."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from types import MappingProxyType

import numpy as np

from opsplanner.core.text import clean
from opsplanner.records.catalogue import titles
from opsplanner.records.field import Field
from opsplanner.records.kinds.base import written
from opsplanner.records.problem import Problem
from opsplanner.records.sentences import sentence
from opsplanner.records.sheet import Mask
from opsplanner.records.table import Table
from opsplanner.records.template import REFERENCE
from opsplanner.results.cargo import OFFICE
from opsplanner.results.grid.columns import columns
from opsplanner.results.grid.parts import NOTES, SEVERITIES, Asked, Cell, Group, Message, Row
from opsplanner.results.models import ReviewNote
from opsplanner.results.services import Looked

A_PAGE = 100


class Grid:
    """One sheet of a checked draft, as far as it is asked for, in the reader's language."""

    def __init__(
        self,
        looked: Looked,
        asked: Asked,
        lang: str,
        shown: Sequence[str] = (),
        notes: Mapping[tuple[str, str], Sequence[ReviewNote]] = MappingProxyType({}),
    ) -> None:
        """`shown` are the columns of a page that is open already; without them they are chosen anew. `notes` stand by office and reference."""
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
    def listed(self) -> list[int]:
        """The rows to be shown as the person sees them, all pages."""
        numbers: list[int] = self.table.rows[self.places].tolist() if self.table else []
        return numbers

    @cached_property
    def noted(self) -> Mapping[int, Sequence[ReviewNote]]:
        """The notes by the position of the rows whose case they are about: of one line, by the row of that line."""
        if self.table is None or not self.notes:
            return {}
        found: dict[int, Sequence[ReviewNote]] = {}
        seen: Counter[tuple[str, str]] = Counter()
        for place, (office, reference) in enumerate(zip(self._texts(OFFICE), self._texts(REFERENCE), strict=True)):
            identity = (office or self.looked.entry.office, reference)
            if identity in self.notes:
                seen[identity] += 1
                found[place] = tuple(each for each in self.notes[identity] if (each.line or 1) == seen[identity])
        return {place: several for place, several in found.items() if several}

    def _texts(self, key: str) -> list[str]:
        """A column of the sheet shown as cleaned text, each distinct value written once; blank where there is none."""
        assert self.table is not None
        column = self.table.columns.get(key)
        if column is None:
            return [""] * self.table.length
        texts = [clean(written(value)) for value in column.values]
        return [texts[code] for code in column.codes.tolist()]

    @property
    def page_rows(self) -> Sequence[int]:
        """The rows of the page as the person sees them."""
        return self.listed[(self.page - 1) * A_PAGE : self.page * A_PAGE]

    def goes_on(self, row: int) -> bool:
        """Whether the list has rows after this one."""
        return bool(self.listed) and self.listed[-1] > row

    @property
    def pages(self) -> int:
        """How many pages of rows there are."""
        return max(1, -(-len(self.places) // A_PAGE))

    @cached_property
    def page(self) -> int:
        """The page shown."""
        asked = bisect_right(self.listed, self.asked.after) // A_PAGE + 1 if self.asked.after else self.asked.page
        return min(max(asked, 1), self.pages)

    @cached_property
    def trouble(self) -> set[str | None]:
        """The columns with something to be put right or answered."""
        return {each.spot for each in self.wanted} | {note.field for many in self.noted.values() for note in many}

    @cached_property
    def there(self) -> list[Field]:
        """The columns of the sheet, and those it should have."""
        here = self.table.columns if self.table else {}
        fields = self.looked.checked.matched.template.fields
        return [each for each in fields if each.key in here or each.key in self.trouble]

    @cached_property
    def fields(self) -> list[Field]:
        """The columns shown."""
        if self.shown:
            by_key = self.looked.checked.matched.template.by_key
            return [by_key[key] for key in self.shown if key in by_key]
        return columns(self.there, self.trouble, self.asked.columns)

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
        column = table.columns.get(REFERENCE)
        reference = clean(written(column.cell(place))) if column else ""
        return Row(number, reference, tuple(cells), tuple(loose), tuple(self.noted.get(place, ())))

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
