"""On which mornings a return is reminded of: pure arithmetic of days in the zone of whoever is told."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from opsplanner.reference.clocks import SATURDAY_AND_SUNDAY
from opsplanner.results.models import Step

MORNING = time(8)
# A step that the worker could not take in its morning or afternoon is not made up for at night.
LASTS = timedelta(hours=12)
DAY = timedelta(days=1)


def moments(
    due_at: datetime, begins_on: date, zone: str, weekend: Collection[int] = SATURDAY_AND_SUNDAY
) -> dict[Step, datetime]:
    """The moment of each step: at eight in the morning there. Nothing is told of a period before it has begun.

    T+0 is the last morning at or before the due time, T-2 two working days earlier: `weekend` holds the days of
    the week (Monday is 0) that are none there.
    """
    place = ZoneInfo(zone)
    last = due_at.astimezone(place).date()
    if _morning(last, place) > due_at:
        last -= DAY
    mornings = {
        Step.BEFORE: _working_days_before(last, 2, weekend),
        Step.MORNING: last,
        Step.AFTER: last + DAY,
        Step.AGAIN: last + 3 * DAY,
    }
    return {step: _morning(day, place) for step, day in mornings.items() if day >= begins_on}


def step_at(now: datetime, due_at: datetime, begins_on: date, zone: str, weekend: Collection[int]) -> Step | None:
    """The step whose hours it is now, if any."""
    found = moments(due_at, begins_on, zone, weekend)
    return next((step for step, moment in found.items() if moment <= now < moment + LASTS), None)


def _morning(day: date, place: ZoneInfo) -> datetime:
    return datetime.combine(day, MORNING, place)


def _working_days_before(day: date, count: int, weekend: Collection[int]) -> date:
    while count:
        day -= DAY
        if day.weekday() not in weekend:
            count -= 1
    return day
