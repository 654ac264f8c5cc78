"""Duty hours: as a contact point says them on its own clocks, and what they are on those of the operation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from opsplanner.reference.clocks import zones_of

HOURS = re.compile(r"\s*(\d{1,2})[:hH.](\d{2})?\s*[–—-]\s*(\d{1,2})[:hH.](\d{2})?\s*")


def read_hours(text: str) -> tuple[time, time] | None:
    """From when to when, of “08:00–18:00” or “8h-18h”; None of anything else."""
    found = HOURS.fullmatch(text)
    if found is None:
        return None
    first, first_minutes, last, last_minutes = (int(part or 0) for part in found.groups())
    if max(first, last) > 24 or max(first_minutes, last_minutes) > 59:
        return None
    return time(first % 24, first_minutes), time(last % 24, last_minutes)


def write_hours(first: time | None, last: time | None) -> str:
    """As they are kept: 08:00–18:00; empty while one of them is not said."""
    return f"{first:%H:%M}–{last:%H:%M}" if first is not None and last is not None else ""


def hours_there(text: str, zone: str, there: str, day: date) -> str:
    """The same hours on the clocks of another zone, on a day; empty where they are the same, or cannot be read."""
    hours = read_hours(text)
    if hours is None or not zone or not there:
        return ""
    moved = [datetime.combine(day, each, ZoneInfo(zone)).astimezone(ZoneInfo(there)).time() for each in hours]
    return "" if tuple(moved) == hours else write_hours(*moved)


def city(zone: str) -> str:
    """Asia/Almaty as people know it: Almaty."""
    return zone.rpartition("/")[2].replace("_", " ")


def zones_offered(country: str, *others: str) -> Sequence[str]:
    """The time zones to choose from: those of the country, and others that were named."""
    return tuple(dict.fromkeys((*zones_of(country), *filter(None, others), "UTC")))
