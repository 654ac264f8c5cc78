"""A sheet that was chosen: its table, the rows left out of it, and the columns that are missing, doubled or unknown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from opsplanner.records.choose import Found, Group
from opsplanner.records.constant import constant_cell, constant_shown
from opsplanner.records.headings import normal
from opsplanner.records.kinds.base import written
from opsplanner.records.meaning import Proposal, Unnamed
from opsplanner.records.problem import Problem
from opsplanner.records.said import SKIP
from opsplanner.records.sheet import Cell, Column
from opsplanner.records.table import Kept, Table
from opsplanner.records.template import Template

SAMPLES = 3
MISSING, DOUBLED, UNKNOWN, UNNAMED, FOR_ALL = "R-201", "R-202", "R-203", "R-205", "R-207"
HIDDEN = "R-132"
UNSURE = Proposal(None, "", ())


@dataclass(frozen=True)
class FileColumn:
    """A column of the file, for the person to say what it holds.

    `name` is what the answer is kept under; `group` the levels its field may be of; `held` the field it is taken for (SKIP: it is
    not imported, None: nobody knows), `own` the one that its heading names by itself; `answered` that it is taken so because
    somebody said so; `doubled` that another column is taken for the same.
    """

    sheet: str
    group: Group
    column: str
    heading: str
    name: str
    samples: tuple[str, ...]
    proposal: Proposal = UNSURE
    held: str | None = None
    own: str | None = None
    answered: bool = False
    doubled: bool = False

    @property
    def settled(self) -> bool:
        """Whether it was turned away."""
        return self.held == SKIP


@dataclass(frozen=True)
class Taken:
    """A chosen sheet and which of its rows are data; `later` are the fields demanded only since the sheet was made.

    A sheet cannot have a column that nobody asked for when it was made: such a column is there, and blank in every row.
    """

    found: Found
    kept: Kept
    later: frozenset[str] = frozenset()

    def table(self) -> Table:
        """Its columns by field; of a doubled column the first, until the person has said which."""
        sheet, columns, letters = self.found.sheet, dict[str, Column](), dict[str, str]()
        for number, key in enumerate(self.found.header.keys):
            if key and key not in columns:
                columns[key] = sheet.columns[number].at(self.kept.rows)
                letters[key] = sheet.letter(number)
        for key, cell in self.constants.items():
            columns[key] = Column([cell], np.zeros(len(self.kept.rows), np.int32))
        for key in sorted(self.later - columns.keys()):
            columns[key] = Column([""], np.zeros(len(self.kept.rows), np.int32))
        numbers = self.kept.rows + 1 if sheet.lines is None else sheet.lines[self.kept.rows].astype(np.intp)
        return Table(sheet.name, columns, letters, numbers, sheet.row_number(self.found.header.last))

    @cached_property
    def constants(self) -> Mapping[str, Cell]:
        """What all rows hold of the fields without a column."""
        said = self.found.headings.said.constants.keys() - set(self.found.header.keys)
        if not said:
            return {}
        lang = self.found.headings.language(self.found.header.words)
        kept = self.found.headings.said.constants
        return {
            each.key: constant_cell(each, kept[each.key], lang)
            for each in self.found.headings.fields
            if each.key in said
        }

    def columns(self, template: Template) -> Iterator[Problem]:
        """Doubled, missing and unknown columns, and those that are one answer for all rows."""
        name = self.found.sheet.name
        for field in template.at(*self.found.group):
            places = tuple(map(self.found.sheet.letter, self._holding(field.key)))
            params: dict[str, Any] = {"label": field.label, "key": field.key}
            if len(places) > 1:
                params["columns"] = places
                cells = tuple(map(self._heading, places))
                yield Problem.of(DOUBLED, sheet=name, params=params, cells=cells)
            elif field.key in self.constants:
                params["value"] = constant_shown(field, self.found.headings.said.constants[field.key])
                yield Problem.of(FOR_ALL, sheet=name, field=field.key, params=params)
            elif not places and field.required.is_always and field.key not in self.later:
                yield Problem.of(MISSING, sheet=name, params=params)
        yield from (self._unknown(each) for each in self.leftovers if not each.settled)

    def left_out(self) -> Iterator[Problem]:
        """Rows with something in them that are no data; and columns that were read though the person does not see them."""
        for code, rows in (("R-128", self.kept.totals), ("R-130", self.kept.prefilled)):
            if rows.size and self.kept.rows.size:
                numbers = tuple(map(self.found.sheet.row_number, rows.tolist()))
                yield Problem.of(code, sheet=self.found.sheet.name, rows=numbers)
        unseen = [number for number in range(len(self.found.header.words)) if self._is_hidden(number)]
        if unseen and self.kept.rows.size:
            named = tuple(self.found.header.words[number] or self.found.sheet.letter(number) for number in unseen)
            yield Problem.of(HIDDEN, sheet=self.found.sheet.name, params={"columns": named})

    def _is_hidden(self, number: int) -> bool:
        return self.found.sheet.letter(number) in self.found.sheet.hidden_columns and bool(self._filled(number))

    @cached_property
    def leftovers(self) -> tuple[FileColumn, ...]:
        """The columns with data that hold no field, each with what it may hold."""
        keys = self.found.header.keys
        unknown = {
            number: values for number in range(len(keys)) if not keys[number] and (values := self._filled(number))
        }
        if not unknown:
            return ()
        columns = [Unnamed(self.found.header.words[number], values) for number, values in unknown.items()]
        proposals = self.found.headings.meanings.propose(columns, filter(None, keys))
        return tuple(
            self._column(number, values, proposal)
            for (number, values), proposal in zip(unknown.items(), proposals, strict=True)
        )

    @property
    def every(self) -> Iterator[FileColumn]:
        """All columns with data, and those of which only one can be, in the order of the file."""
        unknown = {each.column: each for each in self.leftovers}
        for number, key in enumerate(self.found.header.keys):
            letter = self.found.sheet.letter(number)
            if letter in unknown:
                yield unknown[letter]
            elif key and ((values := self._filled(number)) or len(self._holding(key)) > 1):
                yield self._column(number, values, Proposal(None, "", (key,)))

    def _column(self, number: int, values: list[Any], proposal: Proposal) -> FileColumn:
        header, sheet, headings = self.found.header, self.found.sheet, self.found.headings
        name, key = header.names[number], header.keys[number]
        own = headings.own.get(name) if name == normal(header.words[number]) else None
        doubled = bool(key) and len(self._holding(key or "")) > 1
        return FileColumn(
            sheet.name,
            self.found.group,
            sheet.letter(number),
            header.words[number],
            name,
            tuple(map(written, values[:SAMPLES])),
            proposal,
            held=key,
            own=own,
            answered=key is not None and headings.memory.get(name) == key and (key != own or doubled),
            doubled=doubled,
        )

    def _filled(self, number: int) -> list[Any]:
        """The distinct values of a column, without blank ones."""
        column = self.found.sheet.columns[number].at(self.kept.rows)
        return [value for value, blank in zip(column.values, column.blank, strict=True) if not blank]

    def _unknown(self, leftover: FileColumn) -> Problem:
        params: dict[str, Any] = {"column": leftover.column, "header": leftover.heading, "samples": leftover.samples}
        suggestion = leftover.proposal.field
        if suggestion:
            params["suggested"] = self.found.headings.labels[suggestion]
        return Problem.of(
            UNKNOWN if leftover.heading else UNNAMED,
            sheet=self.found.sheet.name,
            value=leftover.heading,
            params=params,
            suggestion=suggestion,
            cells=(self._heading(leftover.column),),
        )

    def _holding(self, key: str) -> list[int]:
        return [number for number, each in enumerate(self.found.header.keys) if each == key]

    def _heading(self, letter: str) -> str:
        return f"{letter}{self.found.sheet.row_number(self.found.header.last)}"
