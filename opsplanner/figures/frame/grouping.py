"""What a frame is asked with: its rows in groups, and the rows that are selected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

import numpy as np

from opsplanner.figures.frame.columns import Array, Bools
from opsplanner.figures.frame.store import PARTICIPATION, PERIOD, Part
from opsplanner.results.standard import standard_fields

Shape = Literal["case", "line", "several"]
NOTHING_AGAIN: Mapping[int, int] = MappingProxyType({})
LISTS = ("choice_list", "country_list", "container_list")


def _shapes() -> dict[str, Shape]:
    """Where the codes of each field stand: one a case, one a goods line, or several a case."""
    shapes: dict[str, Shape] = {PARTICIPATION: "case", PERIOD: "case", "family": "line"}
    for field in standard_fields():
        if field.level == "line":
            shapes[field.key] = "line"
        elif field.level == "case":
            shapes[field.key] = "several" if field.kind in LISTS else "case"
    return shapes


SHAPES = _shapes()


def packed_shape(key: str, parts: Sequence[Part]) -> Shape:
    """Where the codes of an operation's own field stand, as it was packed."""
    column = next((found for part in parts if (found := part.packed.column(key))), None)
    if column is None or column.level == "case":
        return "several" if column is not None and column.offsets is not None else "case"
    return "line"


@dataclass(frozen=True, slots=True)
class Grouping:
    """Rows put into groups: group 0 is "not stated", group n the n-th of `names`. `owners`: the case of each of several codes."""

    key: str
    shape: Shape
    codes: Array
    names: Sequence[str]
    owners: Array | None = None

    @property
    def groups(self) -> int:
        """How many groups there are, "not stated" among them."""
        return len(self.names) + 1


@dataclass(frozen=True, slots=True)
class Pairs(Sequence[str]):
    """The names of two groupings together, each made when it is asked for: "KZ>GE", a side empty where not stated.

    That neither is stated is group 0, which has no name here.
    """

    first: Sequence[str]
    second: Sequence[str]

    def __len__(self) -> int:
        return (len(self.first) + 1) * (len(self.second) + 1) - 1

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            return tuple(self[each] for each in range(*place.indices(len(self))))
        if not 0 <= place < len(self):
            raise IndexError(place)
        one, two = divmod(place + 1, len(self.second) + 1)
        return f"{('', *self.first)[one]}>{('', *self.second)[two]}"


class Selection:
    """The case rows that count under some filters, and the goods lines where lines were filtered too, by which fields.

    `credited` holds besides the cases that count as another Member's: only who found what is told by them. `again` says of
    each of those rows which row counts in its place.
    """

    __slots__ = ("_credited", "_rows", "again", "cases", "line_keys", "lines", "of_lines")

    def __init__(
        self,
        cases: Bools,
        lines: Bools | None = None,
        line_keys: frozenset[str] = frozenset(),
        credited: Selection | None = None,
        again: Mapping[int, int] = NOTHING_AGAIN,
    ) -> None:
        self.cases, self.lines, self.line_keys, self.again = cases, lines, line_keys, again
        # All goods lines that count, once the frame has worked it out.
        self.of_lines: Bools | None = None
        self._rows: Array | None = None
        self._credited = credited

    @property
    def rows(self) -> Array:
        """The places of the cases: few rows are counted faster than many are passed over."""
        if self._rows is None:
            self._rows = np.flatnonzero(self.cases)
        return self._rows

    @property
    def credited(self) -> Selection:
        """The same with every Member's own telling of a case that two of them told."""
        return self._credited or self

    def by(self, key: str) -> Selection:
        """What is counted when it is told by a field: each Member is credited with its own."""
        return self.credited if key == PARTICIPATION else self

    def only(self, cases: Bools) -> Selection:
        """Those of them that are also among `cases`."""
        credited = self._credited.only(cases) if self._credited else None
        return Selection(self.cases & cases, self.lines, self.line_keys, credited, self.again)

    def without(self, again: Mapping[int, int]) -> Selection:
        """Without the cases that count as another Member's, who stays credited with them."""
        cases = self.cases.copy()
        cases[list(again)] = False
        return Selection(cases, self.lines, self.line_keys, self, again)
