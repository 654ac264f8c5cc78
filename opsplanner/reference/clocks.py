"""What the clocks and calendars of a place or of a country say: whether a moment falls in the night there, which days nobody works."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from babel.core import get_global

from opsplanner.reference.data import rows, several

UNKNOWN = "Etc/Unknown"  # what CLDR says of places where nobody lives
EVENING, MORNING, NOON = time(22), time(6), time(12)
SATURDAY_AND_SUNDAY = frozenset({5, 6})
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def is_night(moment: datetime, zone: str) -> bool:
    """Whether the clocks of a time zone stand between 22:00 and 06:00 at an aware moment."""
    there = moment.astimezone(ZoneInfo(zone)).time()
    return there >= EVENING or there < MORNING


def by_day(moment: datetime, zone: str) -> datetime:
    """The moment itself, in its own zone; at night the next noon of the time zone, in that zone."""
    if not is_night(moment, zone):
        return moment
    there = moment.astimezone(ZoneInfo(zone))
    noon = datetime.combine(there.date(), NOON, there.tzinfo)
    return noon if noon >= there else datetime.combine(there.date() + timedelta(days=1), NOON, there.tzinfo)


@cache
def zones_of(alpha2: str) -> tuple[str, ...]:
    """The time zones of a country (CLDR); none for a code that is not a country's."""
    return tuple(zone for zone in get_global("territory_zones").get(alpha2, ()) if zone != UNKNOWN)


def is_asleep(alpha2: str, moment: datetime) -> bool:
    """Whether it is night in most time zones of a country; a code without zones is never asleep."""
    zones = zones_of(alpha2)
    return sum(is_night(moment, zone) for zone in zones) * 2 > len(zones)


def zone_of(alpha2: str, moment: datetime, otherwise: str) -> str:
    """The time zone of a country whose clocks all say the same at a moment; `otherwise` where they differ, or none is known."""
    zones = zones_of(alpha2)
    offsets = {moment.astimezone(ZoneInfo(zone)).utcoffset() for zone in zones}
    return zones[0] if len(offsets) == 1 else otherwise


@cache
def _weekends() -> dict[str, frozenset[int]]:
    """Where another weekend is kept. In a file of our own: Babel reads a whole language for each country, some 30 MB for all."""
    return {row["code"]: frozenset(DAYS.index(day) for day in several(row["rest"])) for row in rows("weekends")}


def weekend_of(alpha2: str) -> frozenset[int]:
    """The days of the week (Monday is 0) on which a country rests (CLDR); Saturday and Sunday where nothing is known of it."""
    return _weekends().get(alpha2, SATURDAY_AND_SUNDAY)
