"""The one writer of iCalendar files: whole days as days, hours in their zone with that zone's rules, entries that keep their names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vDuration, vText

from opsplanner.core.happenings import Happening, Sort
from opsplanner.documents import words

# The half hour that ends at a due time: nothing of no length is shown by every calendar.
LASTS = timedelta(minutes=30)
DAY = timedelta(days=1)
EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
# How often those who subscribe are asked to look again.
REFRESH = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Heading:
    """What a calendar says of itself: its name and what it is, in `lang`; `host` ends the names of its entries, `base` begins the
    addresses of their pages. `stamp`: as of when; `changed`: when the plan of an operation was changed last, by its code."""

    name: str
    about: str
    host: str
    base: str
    lang: str
    stamp: datetime
    changed: Mapping[str, datetime] = field(default_factory=dict)


def write_calendar(heading: Heading, happenings: Iterable[Happening]) -> bytes:
    """RFC 5545 and 7986, with a VTIMEZONE for each zone that is used; the same happenings give the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", f"-//OpsPlanner//OpsPlanner//{heading.lang.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for name in ("name", "x-wr-calname"):
        calendar.add(name, vText(heading.name))
    if heading.about:
        for name in ("description", "x-wr-caldesc"):
            calendar.add(name, vText(heading.about))
    calendar.add("refresh-interval", vDuration(REFRESH, {"VALUE": "DURATION"}))
    calendar.add("x-published-ttl", vDuration(REFRESH))
    for each in happenings:
        calendar.add_component(_event(each, heading))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(happening: Happening, heading: Heading) -> Event:
    event = Event()
    known = (happening.changed_at, heading.changed.get(happening.code))
    changed = max(filter(None, known), default=None)
    event.add("uid", f"{happening.key}@{heading.host}")
    event.add("dtstamp", changed or heading.stamp)
    event.add("sequence", _sequence(happening, changed))
    if changed:
        event.add("last-modified", changed)
    _place_in_time(event, happening)
    event.add("summary", happening.summary)
    if happening.place:
        event.add("location", happening.place)
    notice = words.SYNTHETIC.to(heading.lang) if happening.invented else ""
    if described := "\n".join(filter(None, (happening.note, notice))):
        event.add("description", described)
    event.add("url", heading.base + happening.url)
    event.add("status", "CANCELLED" if happening.cancelled else "CONFIRMED")
    event.add("transp", "OPAQUE" if happening.sort is Sort.MEETING else "TRANSPARENT")
    return event


def _sequence(happening: Happening, changed: datetime | None) -> int:
    if happening.sequence is not None:
        return happening.sequence
    return max(0, int((changed - EPOCH).total_seconds() // 60)) if changed else 0


def _place_in_time(event: Event, happening: Happening) -> None:
    """The end of whole days is the day after the last: it is not part of them."""
    if happening.at is None or happening.until is None:
        event.add("dtstart", happening.first)
        event.add("dtend", happening.last + DAY)
        return
    zone = ZoneInfo(happening.zone)
    lasting = happening.until > happening.at
    event.add("dtstart", (happening.at if lasting else happening.until - LASTS).astimezone(zone))
    event.add("dtend", happening.until.astimezone(zone))
