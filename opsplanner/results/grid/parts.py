"""What of a draft is to be shown on the page "Check and fix", and what is shown: groups of problems, rows, cells, messages."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import cached_property

from opsplanner.records.field import Field
from opsplanner.records.problem import Problem
from opsplanner.results.models import ReviewNote

SEVERITIES = ("error", "warning")
# The group of the rows that a reviewer wrote notes on.
NOTES = "notes"
# Which columns: as many as are read at a glance (""), only those with problems, or all of the sheet.
FEW, ALL = "few", "all"


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the sheet is to be shown: one group of problems or all, only the rows that need work or every row, and which columns.

    The page is named by its number or, as rows put right leave the list, by the row it comes after.
    """

    sheet: str = ""
    group: str = ""
    rows: str = ""
    columns: str = ""
    page: int = 1
    after: int = 0

    def args(self, **changes: str | int) -> dict[str, str | int]:
        """For an address, with these changed; what is as usual is left out."""
        given: dict[str, str | int] = {"sheet": self.sheet, "group": self.group, "rows": self.rows}
        given |= {"cols": self.columns}
        if not changes.keys() & {"page", "after"}:
            given |= {"page": self.page, "after": self.after}
        given |= changes
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
    """One row of a case; messages that belong to no cell stand with the row, and so do notes that wait for an answer."""

    number: int
    reference: str
    cells: tuple[Cell, ...]
    messages: tuple[Message, ...]
    notes: tuple[ReviewNote, ...] = ()

    @cached_property
    def digest(self) -> str:
        """Changes whenever anything that is shown of the row does."""
        shown = [(cell.text, cell.state, [each.said for each in cell.messages]) for cell in self.cells]
        told = (self.reference, shown, [each.said for each in self.messages])
        return f"{zlib.crc32(repr(told).encode()):08x}"

    @property
    def settled(self) -> bool:
        """Whether nothing is left to be done in it."""
        return not self.messages and not self.notes and not any(cell.messages for cell in self.cells)
