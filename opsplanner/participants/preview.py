"""What adding a list of participants would do, before it is done."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from opsplanner.directory.models import Organisation


@dataclass(frozen=True, slots=True)
class Found:
    """One entry of a list: what was written, the organisation it names, or the likeliest one when it names none.

    `row` is where it stands in a table, `beside` what else the row says where it names nobody; an entry of another list has neither.
    """

    entry: str
    organisation: Organisation | None
    suggestion: Organisation | None = None
    row: int = 0
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """The entries of a list: to be added, already in, not understood; and the rows that name nobody. Each organisation stands once."""

    new: tuple[Organisation, ...]
    already: tuple[Organisation, ...]
    unknown: tuple[Found, ...]
    nameless: tuple[Found, ...] = ()

    @classmethod
    def of(cls, entries: Sequence[Found], present: Container[int]) -> Preview:
        """Sorts the entries; `present` are the ids of organisations already in."""
        named = {found.organisation.id: found.organisation for found in entries if found.organisation}
        unknown = {(f.row, f.entry): f for f in entries if f.entry and not f.organisation}
        return cls(
            tuple(one for one in named.values() if one.id not in present),
            tuple(one for one in named.values() if one.id in present),
            tuple(unknown.values()),
            tuple(found for found in entries if found.row and not found.entry),
        )

    @classmethod
    def joined(cls, parts: Sequence[Preview]) -> Preview:
        """Several lists as one."""
        new: dict[int, Organisation] = {}
        already: dict[int, Organisation] = {}
        unknown: dict[tuple[int, str], Found] = {}
        for part in parts:
            new |= {one.id: one for one in part.new}
            already |= {one.id: one for one in part.already}
            unknown |= {(found.row, found.entry): found for found in part.unknown}
        return cls(
            tuple(new.values()),
            tuple(already.values()),
            tuple(unknown.values()),
            tuple(found for part in parts for found in part.nameless),
        )

    @property
    def empty(self) -> bool:
        """Whether the list said nothing at all."""
        return not (self.new or self.already or self.unknown or self.nameless)
