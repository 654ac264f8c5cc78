"""From a file as read to tables: the right sheets, their headings matched to fields, leftovers named, nothing guessed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from opsplanner.records.choose import Found, Group, choose
from opsplanner.records.headings import Headings
from opsplanner.records.kinds.base import written
from opsplanner.records.problem import Problem
from opsplanner.records.sheet import Book, Column
from opsplanner.records.stamp import NO_STAMP, Stamp, check_stamp, read_stamp
from opsplanner.records.table import ANSWERS, EFFORT, RESULTS, Kept, Table, data_rows
from opsplanner.records.template import Template

SAMPLES = 3


@dataclass(frozen=True)
class Leftover:
    """A column with data that names no field: its letter, heading, and first values, for the person to say what it is."""

    column: str
    heading: str
    samples: tuple[str, ...]
    suggestion: str | None


@dataclass(frozen=True)
class Matched:
    """The tables of a file by what they hold, with the problems of the tiers "file" and "columns".

    `matched` counts the columns that name a field; `language` is the sheet's.
    """

    template: Template
    format: str
    tables: Mapping[Group, Table]
    problems: tuple[Problem, ...] = ()
    matched: int = 0
    leftovers: tuple[Leftover, ...] = ()
    language: str = "en"
    stamp: Stamp = NO_STAMP

    @property
    def failed(self) -> bool:
        """Whether the cells need not be looked at: a file or columns that cannot be taken."""
        return any(problem.is_error for problem in self.problems)


def match(book: Book, template: Template, memory: Mapping[str, str] | None = None, most_rows: int = 200_000) -> Matched:
    """Match a file to a template. `memory`: what headings of this Member's own sheets mean, "" for "do not import"."""
    stamp = read_stamp(book)
    groups = [group for group in (RESULTS, EFFORT, ANSWERS) if template.at(*group)]
    chosen, told = choose(book, {group: Headings(template.at(*group), memory or {}) for group in groups})
    taken = [_Taken(one, data_rows(one.sheet, one.header, template, _identity(template, one.group))) for one in chosen]
    tables = {each.found.group: each.table() for each in taken}
    problems = [*book.problems, *check_stamp(stamp, template), *told]
    for each in taken:
        problems += each.left_out()
        if each.kept.rows.size or each is taken[0]:
            problems += each.columns(template)
    length = sum(table.length for table in tables.values())
    if tables and not length:
        problems.append(Problem.of("R-129"))
    if length > most_rows:
        problems.append(Problem.of("R-111", params={"most": most_rows}))
    return Matched(
        template,
        book.format,
        tables,
        tuple(problems),
        sum(one.header.known for one in chosen),
        tuple(leftover for each in taken for leftover in each.leftovers()),
        stamp.language or _language(chosen),
        stamp,
    )


@dataclass(frozen=True)
class _Taken:
    """A chosen sheet and which of its rows are data."""

    found: Found
    kept: Kept

    def table(self) -> Table:
        """Its columns by field; of a doubled column the first, until the person has said which."""
        sheet, columns, letters = self.found.sheet, dict[str, Column](), dict[str, str]()
        for number, key in enumerate(self.found.header.keys):
            if key and key not in columns:
                columns[key] = sheet.columns[number].at(self.kept.rows)
                letters[key] = sheet.letter(number)
        numbers = self.kept.rows + 1 if sheet.lines is None else sheet.lines[self.kept.rows].astype(np.intp)
        return Table(sheet.name, columns, letters, numbers)

    def columns(self, template: Template) -> Iterator[Problem]:
        """Doubled, missing and unknown columns."""
        name = self.found.sheet.name
        for field in template.at(*self.found.group):
            places = tuple(self._letters(field.key))
            params: dict[str, Any] = {"label": field.label}
            if len(places) > 1:
                params["columns"] = places
                yield Problem.of("R-202", sheet=name, params=params, cells=tuple(map(self._heading, places)))
            elif not places and field.required.is_always:
                yield Problem.of("R-201", sheet=name, params=params)
        yield from map(self._unknown, self.leftovers())

    def left_out(self) -> Iterator[Problem]:
        """Rows with something in them that are no data."""
        for code, rows in (("R-128", self.kept.totals), ("R-130", self.kept.prefilled)):
            if rows.size and self.kept.rows.size:
                numbers = tuple(map(self.found.sheet.row_number, rows.tolist()))
                yield Problem.of(code, sheet=self.found.sheet.name, rows=numbers)

    def leftovers(self) -> Iterator[Leftover]:
        """The columns with data that name no field."""
        header = self.found.header
        for number, (key, words) in enumerate(zip(header.keys, header.words, strict=True)):
            if key is not None:
                continue
            column = self.found.sheet.columns[number].at(self.kept.rows)
            filled = [value for value, blank in zip(column.values, column.blank, strict=True) if not blank]
            if filled:
                meant = self.found.headings.suggest(words) if words else None
                samples = tuple(map(written, filled[:SAMPLES]))
                yield Leftover(self.found.sheet.letter(number), words, samples, meant)

    def _unknown(self, leftover: Leftover) -> Problem:
        params: dict[str, Any] = {"column": leftover.column, "header": leftover.heading, "samples": leftover.samples}
        if leftover.suggestion:
            params["suggested"] = self.found.headings.labels[leftover.suggestion]
        return Problem.of(
            "R-203" if leftover.heading else "R-205",
            sheet=self.found.sheet.name,
            value=leftover.heading,
            params=params,
            suggestion=leftover.suggestion,
            cells=(self._heading(leftover.column),),
        )

    def _letters(self, key: str) -> Iterator[str]:
        keys = enumerate(self.found.header.keys)
        return (self.found.sheet.letter(number) for number, each in keys if each == key)

    def _heading(self, letter: str) -> str:
        return f"{letter}{self.found.sheet.row_number(self.found.header.last)}"


def _identity(template: Template, group: Group) -> str:
    """The field that names a row: the first that is always asked."""
    fields = template.at(*group)
    return next((field.key for field in fields if field.required.is_always), fields[0].key)


def _language(chosen: list[Found]) -> str:
    """The language of the headings of the first sheet."""
    return chosen[0].headings.language(chosen[0].header.words) if chosen else "en"


def match_form(template: Template, tables: Mapping[Group, Table], language: str = "en") -> Matched:
    """Posted forms need no matching: their answers come named."""
    return Matched(template, "form", tables, language=language)
