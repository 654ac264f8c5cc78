"""Reporting periods: how the days of an action phase are cut into windows, and when each is due."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import pairwise
from zoneinfo import ZoneInfo

from opsplanner.operations.models import PeriodKind
from opsplanner.reference.clocks import by_day

DAY = timedelta(days=1)
# The action phase of an operation, and its periods; more is a mistyped year, and no page could show it.
LONGEST = timedelta(days=3 * 366)
MOST_PERIODS = 400


class Pattern(StrEnum):
    """How the windows are laid."""

    WHOLE = "whole"
    WEEKLY = "weekly"
    DAILY = "daily"


@dataclass(frozen=True, slots=True)
class DueRule:
    """A daily period is due at `daily_at` (UTC) the next day; any other `hours_after` its end in the operation's zone.

    Windows end at midnight, and a whole number of days later it is midnight again: with `never_at_night`, what would be due in the
    night of the operation's zone is due at the noon that follows.
    """

    daily_at: time = time(12)
    hours_after: int = 24
    never_at_night: bool = True

    def due(self, kind: str, ends_on: date, zone: str) -> datetime:
        """The moment, in UTC, at which a window ending on `ends_on` is due."""
        if kind == PeriodKind.DAILY:
            return datetime.combine(ends_on + DAY, self.daily_at, UTC)
        end = datetime.combine(ends_on + DAY, time(), ZoneInfo(zone)).astimezone(UTC)
        due = end + timedelta(hours=self.hours_after)
        return by_day(due, zone).astimezone(UTC) if self.never_at_night else due


PRODUCT_RULE = DueRule()


@dataclass(frozen=True, slots=True)
class Window:
    """A reporting period before it is stored; its first and last day belong to it."""

    number: int
    kind: str
    starts_on: date
    ends_on: date
    due_at: datetime


def lay(pattern: Pattern, first: date, last: date, zone: str, rule: DueRule = PRODUCT_RULE) -> list[Window]:
    """Windows that cover the days from first to last, each once; a last week may be short."""
    length = {Pattern.DAILY: 1, Pattern.WEEKLY: 7, Pattern.WHOLE: (last - first).days + 1}[pattern]
    kind = PeriodKind.DAILY if pattern == Pattern.DAILY else PeriodKind.WINDOW
    return [
        Window(number, kind, start, end, rule.due(kind, end, zone))
        for number, (start, end) in enumerate(_cut(first, last, length), start=1)
    ]


def rehearsal(first: date, last: date, zone: str, rule: DueRule = PRODUCT_RULE) -> Window:
    """A window in which reporting is only practised."""
    return Window(0, PeriodKind.REHEARSAL, first, last, rule.due(PeriodKind.REHEARSAL, last, zone))


def numbered(windows: Iterable[Window]) -> list[Window]:
    """The windows numbered from 1 in the order of their days, rehearsals after all others."""
    order = sorted(windows, key=lambda window: (window.kind == PeriodKind.REHEARSAL, window.starts_on))
    return [replace(window, number=number) for number, window in enumerate(order, start=1)]


def overlapping(windows: Sequence[Window]) -> tuple[Window, Window] | None:
    """Two windows that share a day, if there are any; a rehearsal may share days with anything but a rehearsal."""
    for kinds in ({PeriodKind.DAILY, PeriodKind.WINDOW}, {PeriodKind.REHEARSAL}):
        order = sorted((w for w in windows if w.kind in kinds), key=lambda window: window.starts_on)
        for earlier, later in pairwise(order):
            if later.starts_on <= earlier.ends_on:
                return earlier, later
    return None


def _cut(first: date, last: date, length: int) -> Iterator[tuple[date, date]]:
    start = first
    while start <= last:
        end = min(start + timedelta(days=length - 1), last)
        yield start, end
        start = end + DAY
