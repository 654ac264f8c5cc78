"""What is due as an iCalendar file: each time in the reader's zone with that zone's rules, without a sensitive word."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from icalendar import Calendar, Event, vText

from opsplanner.core import clock, mail
from opsplanner.core.i18n import days, label, language
from opsplanner.core.web import demo_loaded
from opsplanner.documents import words
from opsplanner.documents.about import About, Share
from opsplanner.results.due import Due

# The half hour that ends at the due time: nothing of no length is shown by every calendar.
LASTS = timedelta(minutes=30)
EPOCH = datetime(2020, 1, 1, tzinfo=UTC)


def write_calendar(found: Sequence[Due], zone: str, host: str) -> bytes:
    """RFC 5545, with a VTIMEZONE for the zone; an entry keeps its UID, and its SEQUENCE grows when more time was given."""
    calendar = Calendar()
    calendar.add("prodid", "-//OpsPlanner//due//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "OpsPlanner")
    calendar.add("x-wr-caldesc", vText("\n".join(_about(found).notes(language()))))
    for due in found:
        calendar.add_component(_event(due, zone, host))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _about(found: Sequence[Due]) -> About:
    """What the calendar says of itself: every due time of the reader, without a filter."""
    operations = ", ".join(dict.fromkeys(each.operation.code for each in found)) or "OpsPlanner"
    invented = demo_loaded() or any(map(_is_invented, found))
    return About(operations, clock.now(), (), Share(len(found), len(found)), invented)


def _is_invented(due: Due) -> bool:
    return due.operation.synthetic or demo_loaded()


def _event(due: Due, zone: str, host: str) -> Event:
    event = Event()
    until = due.due_at.astimezone(ZoneInfo(zone))
    when = days(due.period.starts_on, due.period.ends_on)
    event.add("uid", f"{due.key}@{host}")
    event.add("dtstamp", clock.now())
    event.add("sequence", int((due.changed_at - EPOCH).total_seconds() // 60) if due.changed_at else 0)
    event.add("dtstart", until - LASTS)
    event.add("dtend", until)
    event.add("summary", _("%(operation)s: results due", operation=due.operation.code))
    member = f"{label(due.participation.organisation.name)}, " if due.participation else ""
    notice = f"\n{words.SYNTHETIC.to(language())}" if _is_invented(due) else ""
    event.add("description", f"{member}{when}{notice}")
    event.add("url", mail.address(f"/operations/{due.operation.code}/results/"))
    event.add("transp", "TRANSPARENT")
    return event
