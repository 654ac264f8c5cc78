"""Meetings as what has its hours: in the meeting's own zone, with its place."""

from __future__ import annotations

from collections.abc import Sequence

from flask import url_for
from flask_babel import gettext as _

from opsplanner.core.access import Actor
from opsplanner.core.happenings import Happening, Sort
from opsplanner.core.i18n import label
from opsplanner.meetings import services
from opsplanner.meetings.models import Meeting, MeetingKind, MeetingState
from opsplanner.meetings.wording import is_invented
from opsplanner.meetings.words import KINDS, STATES
from opsplanner.operations.models import Operation

SHOWN_AS = {MeetingState.PLANNED: "planned", MeetingState.HELD: "done", MeetingState.CANCELLED: "withdrawn"}


def happenings(actor: Actor, operations: Sequence[Operation]) -> list[Happening]:
    """The meetings of these operations that the reader may know of."""
    return [as_happening(each) for each in services.of_operations(actor, [each.id for each in operations])]


def elsewhere(actor: Actor, operations: Sequence[Operation]) -> list[Happening]:
    """All others: of the reader's networks, and those to which its organisation is invited."""
    return [as_happening(each) for each in services.elsewhere(actor, [each.id for each in operations])]


def as_happening(meeting: Meeting) -> Happening:
    """Calendars name it by its kind: a name may say too much."""
    state = MeetingState(meeting.state)
    return Happening(
        sort=Sort.MEETING,
        key=f"meeting-{meeting.id}",
        code=meeting.code,
        title=label(meeting.name),
        summary=_("%(code)s: %(kind)s", code=meeting.code, kind=KINDS[MeetingKind(meeting.kind)]),
        url=url_for("meetings.meeting", number=meeting.id),
        zone=meeting.time_zone,
        first=meeting.first_day,
        last=meeting.last_day,
        at=meeting.starts_at,
        until=meeting.ends_at,
        place=label(meeting.place),
        state=SHOWN_AS[state],
        said=str(STATES[state]),
        over=state is not MeetingState.PLANNED,
        cancelled=state is MeetingState.CANCELLED,
        sequence=meeting.moved,
        invented=is_invented(meeting),
    )
