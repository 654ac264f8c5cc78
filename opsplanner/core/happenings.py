"""What has its day or its hour in an operation or a network, in one shape: for the timeline, for Home, and for calendars."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from opsplanner.core.text import fold

WORD = re.compile(r"\w+")
# Where the name of a thing ends, and what is said about it begins.
END = re.compile(r"[,;:(]|\s[–—-]\s")


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


def told_once(happenings: Iterable[Happening]) -> list[Happening]:
    """In order, without the milestones that say of a meeting only that it is held: what begins one, on a day of the meeting, are words
    of its name."""
    found = sorted(happenings, key=in_order)
    meetings = [each for each in found if each.sort is Sort.MEETING]
    return [each for each in found if each.sort is not Sort.MILESTONE or not any(_is(each, one) for one in meetings)]


def _is(milestone: Happening, meeting: Happening) -> bool:
    words = fold(milestone.title)
    named = set(WORD.findall(END.split(words, 1)[0]))
    near = meeting.code == milestone.code or fold(meeting.code) in words
    within = meeting.first <= milestone.first <= meeting.last and not meeting.cancelled
    return near and within and bool(named) and named <= set(WORD.findall(fold(meeting.title)))


def in_order(happening: Happening) -> tuple[datetime, int, str]:
    """By its beginning; of one moment phases first."""
    return happening.begins, list(Sort).index(happening.sort), happening.key
