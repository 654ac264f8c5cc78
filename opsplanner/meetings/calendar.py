"""One meeting as an iCalendar file, in its own time zone with that zone's rules, without a sensitive word."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from icalendar import Calendar, Event

from opsplanner.core import clock, mail
from opsplanner.core.i18n import label, language
from opsplanner.documents import words as documents
from opsplanner.meetings.models import Meeting, MeetingKind, MeetingState
from opsplanner.meetings.wording import is_invented
from opsplanner.meetings.words import KINDS


def write_calendar(meeting: Meeting, host: str) -> bytes:
    """RFC 5545, with a VTIMEZONE; the entry keeps its UID, and its SEQUENCE grows when the meeting is moved."""
    calendar = Calendar()
    calendar.add("prodid", "-//OpsPlanner//meeting//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(_event(meeting, host))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(meeting: Meeting, host: str) -> Event:
    event, zone = Event(), ZoneInfo(meeting.time_zone)
    event.add("uid", f"meeting-{meeting.id}@{host}")
    event.add("dtstamp", clock.now())
    event.add("sequence", meeting.moved)
    event.add("dtstart", meeting.starts_at.astimezone(zone))
    event.add("dtend", meeting.ends_at.astimezone(zone))
    event.add("summary", _("%(code)s: %(kind)s", code=meeting.code, kind=KINDS[MeetingKind(meeting.kind)]))
    if meeting.place.all():
        event.add("location", label(meeting.place))
    if is_invented(meeting):
        event.add("description", documents.SYNTHETIC.to(language()))
    event.add("url", mail.address(f"/meetings/{meeting.id}"))
    event.add("status", "CANCELLED" if meeting.state == MeetingState.CANCELLED else "CONFIRMED")
    return event
