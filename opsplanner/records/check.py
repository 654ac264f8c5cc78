"""Checks a matched file or a posted form: every cell by its kind, every rule over whole columns, all problems in one pass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from opsplanner.records.answers import Answers, Rows, Setting, Typed
from opsplanner.records.choose import Group
from opsplanner.records.dates import Ordering
from opsplanner.records.match import Matched
from opsplanner.records.problem import Problem
from opsplanner.records.reading import number_style, read_columns
from opsplanner.records.rules import RULES
from opsplanner.records.rules.cases import cases
from opsplanner.records.sheet import code_page
from opsplanner.records.table import EFFORT, RESULTS, Table


@dataclass(frozen=True)
class CheckedRows:
    """One table after the check: `columns` by field key, with `family`, `base` and `<hs field>_given` beside; `good` are the
    positions of the rows without an error, `case_of` the case each row belongs to, `orders` by field how dates were read that could
    be read two ways.
    """

    table: Table
    columns: Mapping[str, Typed]
    good: Rows
    case_of: Rows
    orders: Mapping[str, Ordering] = field(default_factory=dict)

    def values(self, key: str) -> list[Any]:
        """The typed values of the good rows; None throughout when the sheet has no such column."""
        column = self.columns.get(key)
        return column.at(self.good) if column else [None] * len(self.good)

    def cases(self) -> list[Rows]:
        """The good rows of each case, cases in the order of their first row."""
        numbers = self.case_of[self.good]
        ordered = np.argsort(numbers, kind="stable")
        cuts = np.flatnonzero(np.diff(numbers[ordered])) + 1
        return np.split(self.good[ordered], cuts) if self.good.size else []


@dataclass(frozen=True)
class Checked:
    """What a file or form says, and everything that is to be said about it."""

    matched: Matched
    problems: tuple[Problem, ...]
    tables: Mapping[Group, CheckedRows] = field(default_factory=dict)

    @cached_property
    def ok(self) -> bool:
        """No error; warnings may still ask for a reason."""
        return not any(problem.is_error for problem in self.problems)

    @property
    def code_page(self) -> str:
        """In which code page a text file was read that does not tell it; "" for every other."""
        return code_page(self.problems)

    @property
    def results(self) -> CheckedRows | None:
        """The goods lines, None when there is no such sheet or it could not be taken."""
        return self.tables.get(RESULTS)

    @property
    def effort(self) -> CheckedRows | None:
        """The effort rows, None when there are none."""
        return self.tables.get(EFFORT)

    @property
    def rows(self) -> int:
        """Rows of data found."""
        return sum(table.length for table in self.matched.tables.values())

    @property
    def ready(self) -> int:
        """Rows without an error."""
        return sum(len(rows.good) for rows in self.tables.values())

    def of(self, severity: str) -> tuple[Problem, ...]:
        """The problems of one severity."""
        return tuple(problem for problem in self.problems if problem.severity == severity)


def check(matched: Matched, setting: Setting) -> Checked:
    """Check all tables; when the file cannot be taken or no heading is known, only that is said."""
    if matched.failed:
        return Checked(matched, matched.problems)
    votes = {**matched.tables, **matched.origin}
    style = number_style(votes.values(), matched.template.by_key, matched.language)
    problems = list(matched.problems)
    tables: dict[Group, CheckedRows] = {}
    for group, table in matched.tables.items():
        if not table.length:
            continue
        answers = Answers(table, matched.template, setting)
        read_columns(answers, style, matched.language, votes[group])
        answers.case_of = cases(answers)
        for rule in RULES:
            rule(answers)
        if any(problem.is_error and problem.sheet == table.sheet for problem in matched.problems):
            # A column is missing or doubled: its cells are looked at all the same, but no row can be stored yet.
            answers.bad[:] = True
        tables[group] = CheckedRows(
            table, answers.columns, np.flatnonzero(~answers.bad), answers.case_of, answers.orders
        )
        problems += answers.problems
    return Checked(matched, tuple(problems), tables)
