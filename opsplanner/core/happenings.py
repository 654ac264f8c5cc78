"""What has its day or its hour in an operation or a network, in one shape: for the timeline, for Home, and for calendars."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo


class Sort(StrEnum):
    """What it is, in the order in which things of one day are told."""

    PHASE = "phase"
    MILESTONE = "milestone"
    MEETING = "meeting"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class Happening:
    """Something with its days `first` to `last`, both included, in `zone`; with `at` and `until` it has hours, without it takes those
    days whole.

    `key` is what calendars call it for ever, `summary` what they show, without a sensitive word; `note` is more about it, a line
    each. `state` is as the components know it, `said` in words. `over`: nothing is to be done or awaited. `changed_at` and
    `sequence` grow when it is moved, where it keeps count itself. `invented`: made up.
    """

    sort: Sort
    key: str
    code: str
    title: str
    summary: str
    url: str
    zone: str
    first: date
    last: date
    at: datetime | None = None
    until: datetime | None = None
    place: str = ""
    note: str = ""
    state: str = ""
    said: str = ""
    over: bool = False
    cancelled: bool = False
    changed_at: datetime | None = None
    sequence: int | None = None
    invented: bool = False

    @property
    def begins(self) -> datetime:
        """The moment it begins, in UTC; a whole day begins at midnight in its zone."""
        return self.at or datetime.combine(self.first, time(), ZoneInfo(self.zone)).astimezone(UTC)


def in_order(happening: Happening) -> tuple[datetime, int, str]:
    """By its beginning; of one moment phases first."""
    return happening.begins, list(Sort).index(happening.sort), happening.key
