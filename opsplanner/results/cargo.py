"""The checked rows of a sheet on their way to the database: grouped into cases, each distinct answer converted once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, Self

import numpy as np
import numpy.typing as npt
import sqlalchemy as sa

from opsplanner.core.text import clean
from opsplanner.records.answers import Typed
from opsplanner.records.check import CheckedRows
from opsplanner.records.field import Field, Level
from opsplanner.records.template import REFERENCE, Template
from opsplanner.results.models.columns import FixedPoint

OFFICE = "reporting_unit"
Places = npt.NDArray[np.signedinteger[Any]]


@dataclass(frozen=True)
class Cargo:
    """Typed columns of goods lines; `rows` are the places of the good ones, `case_of` the case of each of these.

    `office` is the sending office where the rows name none.
    """

    template: Template
    columns: Mapping[str, Typed]
    rows: Places
    case_of: Places
    office: str = ""

    @classmethod
    def of(cls, checked: CheckedRows, template: Template, office: str = "") -> Self:
        """The good rows of a checked table."""
        return cls(template, checked.columns, checked.good, _renumbered(checked.case_of[checked.good]), office)

    @property
    def length(self) -> int:
        """How many goods lines there are."""
        return len(self.rows)

    @cached_property
    def line_order(self) -> Places:
        """The rows, those of a case together, cases in the order met."""
        return np.argsort(self.case_of, kind="stable")

    @cached_property
    def lines_of_case(self) -> Places:
        """How many lines each case has."""
        return np.bincount(self.case_of).astype(np.intp)

    @property
    def cases(self) -> int:
        """How many cases there are."""
        return len(self.lines_of_case)

    @cached_property
    def offices(self) -> list[str]:
        """The office of each case."""
        if not self.tells(OFFICE):
            return [self.office] * self.cases
        return [office or self.office for office in self.told(OFFICE, "case", clean)]

    @cached_property
    def identities(self) -> list[tuple[str, str]]:
        """Office and national reference of each case."""
        return list(zip(self.offices, self.told(REFERENCE, "case"), strict=True))

    @property
    def digest(self) -> str:
        """Changes with every answer of every row: what is stored is what was seen, not only as many cases and kilograms."""
        told = hashlib.sha256()
        for key, column in sorted(self.columns.items()):
            told.update(repr((key, column.values)).encode())
            told.update(column.codes[self.rows].astype(np.int64).tobytes())
        return told.hexdigest()

    def only(self, cases: Sequence[int]) -> Self:
        """Some of the cases, given by number in ascending order."""
        if len(cases) == self.cases:
            return self
        wanted = np.zeros(self.cases, np.bool_)
        wanted[list(cases)] = True
        there = wanted[self.case_of]
        return replace(self, rows=self.rows[there], case_of=_renumbered(self.case_of[there]))

    @cached_property
    def first_lines(self) -> Places:
        """For each case where its lines begin, cases and lines in the order stored."""
        return np.cumsum(self.lines_of_case) - self.lines_of_case

    @cached_property
    def places(self) -> Mapping[Level, Places]:
        """The rows that tell a level, in the order stored: for each case its first line, or every line."""
        ordered = self.rows[self.line_order]
        return {"case": ordered[self.first_lines], "line": ordered}

    def tells(self, key: str) -> bool:
        """Whether the sheet has a column that says anything."""
        return key in self.columns and any(value is not None for value in self.columns[key].values)

    def codes(self, key: str, level: Level) -> Places:
        """For every case or line which of the distinct values of a column it has."""
        found: Places = self.columns[key].codes[self.places[level]]
        return found

    def told(self, key: str, level: Level, convert: Callable[[Any], Any] | None = None) -> list[Any]:
        """A column for every case or every line; each distinct answer that is told is converted once."""
        values: Sequence[Any] = self.columns[key].values
        codes = self.codes(key, level)
        if len(codes) < len(values):
            used, codes = np.unique(codes, return_inverse=True)
            values = [values[number] for number in used.tolist()]
        if convert is not None:
            values = [None if value is None else convert(value) for value in values]
        told: list[Any] = np.fromiter(values, np.object_, len(values))[codes].tolist()
        return told

    def given(self, key: str, level: Level) -> list[str | None]:
        """HS codes as they were given, where more was given than is kept."""
        whole, six = self.told(f"{key}_given", level), self.told(key, level)
        return [None if given == kept else given for given, kept in zip(whole, six, strict=True)]


def _renumbered(cases: Places) -> Places:
    """The same grouping with the numbers 0, 1, 2 ... in the order met."""
    _, first, inverse = np.unique(cases, return_index=True, return_inverse=True)
    rank = np.empty(len(first), np.intp)
    rank[np.argsort(first)] = np.arange(len(first))
    numbers: Places = rank[inverse]
    return numbers


def kept(key: str) -> Callable[[Any], Any]:
    """How an answer is kept: several codes as one text, the quantity as it was given."""
    if key == "quantity":
        return lambda value: f"{value.normalize():f}"
    return lambda value: ";".join(value) if isinstance(value, tuple) else value


def driver(column: sa.Column[Any]) -> Callable[[Any], Any]:
    """How an answer is handed to the database's driver: days as ISO text, decimals as whole numbers of their scale."""
    kind = column.type
    if isinstance(kind, FixedPoint):
        return lambda value: int(value * kind.scale)
    if isinstance(kind, sa.Date):
        return date.isoformat
    return kept(column.key)


def split(fields: Sequence[Field], table: sa.Table) -> tuple[list[Field], list[Field]]:
    """The fields with a column of their own, and the operation's own ones, which go into `extras` (the reference names the case)."""
    own = [field for field in fields if field.key not in table.c and field.key != REFERENCE]
    return [field for field in fields if field.key in table.c], own
