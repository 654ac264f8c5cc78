"""All columns of an operation's deliveries, one after the other; a column is made when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from threading import RLock
from typing import NamedTuple, TypeVar

import numpy as np

from opsplanner.figures.frame.columns import Array, Buffer, Codes, Days, Numbers, Several, first_of_each
from opsplanner.results.pack import Column, Level, Packed

PARTICIPATION, PERIOD = "participation", "period"
Made = TypeVar("Made")


class Place(NamedTuple):
    """What stands before a part: so many parts, case rows and lines."""

    part: int
    cases: int
    lines: int

    def after(self, packed: Packed) -> Place:
        """The place of the next part."""
        return Place(self.part + 1, self.cases + packed.cases, self.lines + packed.lines)


@dataclass(frozen=True, slots=True)
class Part:
    """The packed rows of one submission."""

    submission: int
    participation: int
    packed: Packed


Append = Callable[[Part, Place], None]


class Store:
    """Grows by parts, in the order of their submissions; safe for several readers and one who adds."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.end = Place(0, 0, 0)
        self._made: dict[str, tuple[object, Append]] = {}
        self._lock = RLock()

    def add(self, parts: Iterable[Part]) -> None:
        """Appends submissions, each newer than all before it (ValueError otherwise)."""
        with self._lock:
            for part in parts:
                if self.parts and part.submission <= self.parts[-1].submission:
                    raise ValueError(f"submission {part.submission} is not newer than {self.parts[-1].submission}")
                for _column, append in self._made.values():
                    append(part, self.end)
                self.parts.append(part)
                self.end = self.end.after(part.packed)

    def codes(self, key: str, level: Level) -> Codes:
        """A column of one code a row. `participation` and `period` are columns of each case too."""

        def make() -> tuple[Codes, Append]:
            column = Codes()
            if key == PARTICIPATION:
                return column, lambda part, _at: column.append_same(str(part.participation), part.packed.cases)
            if key == PERIOD:
                return column, lambda part, _at: column.append(
                    _worded(part.packed.column("period_id")), part.packed.cases
                )
            return column, lambda part, _at: column.append(part.packed.column(key), _rows(part, level))

        return self._column(f"codes {key}", make)

    def several(self, key: str) -> Several:
        """A column of several codes a case."""

        def make() -> tuple[Several, Append]:
            column = Several()
            return column, lambda part, at: column.append(part.packed.column(key), at.cases)

        return self._column(f"several {key}", make)

    def numbers(self, key: str, level: Level) -> Numbers:
        """A column of whole numbers."""

        def make() -> tuple[Numbers, Append]:
            column = Numbers()
            return column, lambda part, _at: column.append(part.packed.column(key), _rows(part, level))

        return self._column(f"numbers {key}", make)

    def days(self, key: str) -> Days:
        """A column of days, one a case."""

        def make() -> tuple[Days, Append]:
            column = Days()
            return column, lambda part, _at: column.append(part.packed.column(key), part.packed.cases)

        return self._column(f"days {key}", make)

    def case_of_line(self) -> Buffer:
        """For each line the row of its case."""

        def make() -> tuple[Buffer, Append]:
            rows = Buffer(np.int32)
            return rows, lambda part, at: rows.extend(_cases_of_lines(part) + np.int32(at.cases))

        return self._column("case_of_line", make)

    def part_of_case(self) -> Buffer:
        """For each case row the position of its submission among the parts."""

        def make() -> tuple[Buffer, Append]:
            positions = Buffer(np.int32)
            return positions, lambda part, at: positions.extend(np.full(part.packed.cases, at.part, dtype=np.int32))

        return self._column("part_of_case", make)

    def first_lines(self, key: str) -> Buffer:
        """True on the first line of a case that has a given code: so a case counts once in every group it touches."""

        def make() -> tuple[Buffer, Append]:
            firsts = Buffer(np.bool_)

            def append(part: Part, _at: Place) -> None:
                column = part.packed.column(key)
                codes: Array = (
                    np.zeros(part.packed.lines, np.int8) if column is None else column.values.astype(np.int32) + 1
                )
                firsts.extend(first_of_each(_cases_of_lines(part), codes))

            return firsts, append

        return self._column(f"first {key}", make)

    def _column(self, name: str, make: Callable[[], tuple[Made, Append]]) -> Made:
        with self._lock:
            if name not in self._made:
                column, append = make()
                at = Place(0, 0, 0)
                for part in self.parts:
                    append(part, at)
                    at = at.after(part.packed)
                self._made[name] = column, append
            return self._made[name][0]  # type: ignore[return-value]


def _rows(part: Part, level: Level) -> int:
    return part.packed.cases if level == "case" else part.packed.lines


def _cases_of_lines(part: Part) -> Array:
    """Within the part; a delivery of nothing but effort has neither."""
    return part.packed.case_of_line if part.packed.cases else np.zeros(0, dtype=np.int32)


def _worded(column: Column | None) -> Column | None:
    """A column of few distinct numbers as codes."""
    if column is None:
        return None
    distinct, positions = np.unique(column.values, return_inverse=True)
    return Column(column.level, "code", "", tuple(str(value) for value in distinct), positions, None)
