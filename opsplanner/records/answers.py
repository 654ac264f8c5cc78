"""The answers of one table while they are checked: typed columns, which rows are bad, and the problems found so far."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import datetime
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from opsplanner.records.catalogue import rules
from opsplanner.records.dates import Order, Ordering
from opsplanner.records.problem import MOST_PLACES, Flaw, Problem
from opsplanner.records.sheet import Codes, Mask
from opsplanner.records.table import Table
from opsplanner.records.template import Template

Rows = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Setting:
    """What must be known beside the file: the time now (UTC), and what the Member said of its own way of writing.

    `orders` says by date field which comes first in 03/04 of this file, `habits` what was remembered of earlier ones; `meanings`
    by field what values mean (folded) that are in no list.
    """

    now: datetime
    orders: Mapping[str, Order] = dataclass_field(default_factory=dict)
    habits: Mapping[str, Order] = dataclass_field(default_factory=dict)
    meanings: Mapping[str, Mapping[str, str]] = dataclass_field(default_factory=dict)


@dataclass
class Typed:
    """A column of typed values: `values` the distinct ones (None where blank or unreadable), `codes` one for each row.

    `unread` tells the rows whose cell holds something that could not be read. Both arrays may be shared with other columns:
    they are replaced, never changed.
    """

    values: list[Any]
    codes: Codes
    unread: Mask

    def given(self) -> Mask:
        """The rows that have a value."""
        return self.there[self.codes]

    @cached_property
    def there(self) -> Mask:
        """For each distinct value whether it is one."""
        if type(None) not in set(map(type, self.values)):
            return np.ones(len(self.values), np.bool_)
        return np.fromiter((value is not None for value in self.values), np.bool_, len(self.values))

    def among(self, wanted: frozenset[str]) -> Mask:
        """The rows whose value is one of these codes."""
        found = np.fromiter((value in wanted for value in self.values), np.bool_, len(self.values))
        return found[self.codes]

    def canonical(self) -> Codes:
        """For each row a number that is the same for equal values, -1 where there is none."""
        numbers: dict[Any, int] = {None: -1}
        by_code = [numbers.setdefault(value, len(numbers)) for value in self.values]
        return np.array(by_code, np.int32)[self.codes] if by_code else self.codes

    def repeat(self, rows: Rows, source: Rows) -> None:
        """Give each of these rows the value of its source row."""
        self.codes = self.codes.copy()
        self.codes[rows] = self.codes[source]

    def at(self, rows: Rows) -> list[Any]:
        """The values of these rows, in their order."""
        return [*map(self.values.__getitem__, self.codes[rows].tolist())]

    @classmethod
    def empty(cls, length: int) -> Typed:
        """A column in which nothing is stated."""
        return cls([None], np.zeros(length, np.int32), np.zeros(length, np.bool_))


class Answers:
    """One table under check; `case_of` is the number of the case that each row belongs to."""

    def __init__(self, table: Table, template: Template, setting: Setting) -> None:
        self.table = table
        self.template = template
        self.setting = setting
        self.columns: dict[str, Typed] = {}
        self.orders: dict[str, Ordering] = {}
        self.case_of: Rows = np.arange(table.length)
        self.bad: Mask = np.zeros(table.length, np.bool_)
        self.problems: list[Problem] = []

    @property
    def length(self) -> int:
        """How many rows there are."""
        return self.table.length

    def has(self, *keys: str) -> bool:
        """Whether all these columns are there."""
        return all(key in self.columns for key in keys)

    def column(self, key: str) -> Typed:
        """The column of a field, empty when the sheet has none."""
        return self.columns.get(key) or Typed.empty(self.length)

    def report(
        self,
        flaw: Flaw,
        key: str | None,
        rows: Rows | Sequence[int],
        value: str | None = None,
        *,
        at: str | None = None,
    ) -> None:
        """A problem in these rows; its cells are those of the field, or of the field `at`."""
        places = np.asarray(rows, np.intp)
        if not places.size:
            return
        rule = rules()[flaw.code]
        if rule.severity == "error":
            self.bad[places] = True
        first = places[:MOST_PLACES].tolist()
        field = self.template.by_key.get(key) if key else None
        params: Mapping[str, Any] = {"label": field.label, **flaw.params} if field else flaw.params
        self.problems.append(
            Problem(
                flaw.code,
                rule.tier,
                rule.severity,
                self.table.sheet,
                key,
                value,
                params,
                flaw.suggestion,
                self.table.cells(at or key, first),
                tuple(self.table.rows[first].tolist()),
                len(places),
                at or key,
                places,
            )
        )


def by_value(codes: Codes, wanted: Mask) -> Iterator[tuple[int, Rows]]:
    """For each distinct value that is wanted, its number and the rows it stands in."""
    rows = np.flatnonzero(wanted[codes])
    if not rows.size:
        return
    ordered = rows[np.argsort(codes[rows], kind="stable")]
    numbers = codes[ordered]
    cuts = np.flatnonzero(np.diff(numbers)) + 1
    for part in np.split(ordered, cuts):
        yield int(codes[part[0]]), part
