"""What meetings ask of people on Home: actions of which they are the owner, delegates to name; and papers added meanwhile."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext, pgettext

from opsplanner.core import clock
from opsplanner.core.access import Actor
from opsplanner.core.i18n import day, days, label
from opsplanner.core.needs import Event, Harm, Need, Way
from opsplanner.meetings import services
from opsplanner.meetings.models import Action, Meeting

# Home names so many; the pages of the meetings have all.
MOST = 4


def tasks_for(actor: Actor) -> list[Need]:
    """Open actions of the reader's organisations, those due first; meetings ahead for which they have registered nobody."""
    own = [_action(each, each.due_on) for each in services.open_actions(actor)[:MOST]]
    asked = [_delegates(meeting, code) for meeting, code in services.unregistered(actor, clock.now())[:MOST]]
    return [*own, *asked]


def news(actor: Actor, since: datetime) -> list[Event]:
    """Papers that were added since."""
    return [
        Event(
            at,
            meeting.code,
            ngettext(
                "%(num)s paper was added: %(meeting)s",
                "%(num)s papers were added: %(meeting)s",
                count,
                meeting=label(meeting.name),
            ),
            url_for("meetings.meeting", number=meeting.id, _anchor="papers"),
        )
        for meeting, count, at in services.papers_since(actor, since)
    ]


def _action(action: Action, due: date | None) -> Need:
    late = due is not None and due < clock.today()
    when = _("Owner: %(owner)s, due %(day)s", owner=label(action.owner.name), day=day(due)) if due else ""
    return Need(
        harm=Harm.ACTION,
        state="overdue" if late else "due",
        said=_("Overdue") if late else pgettext("action", "Due"),
        code=action.meeting.code,
        title=_("Action %(reference)s: %(title)s", reference=action.reference, title=label(action.text)),
        hint=when or _("From: %(meeting)s", meeting=label(action.meeting.name)),
        at=datetime.combine(due, time(), UTC) if due else None,
        ways=(
            Way(
                _("Update"),
                url_for("meetings.edit_entry", number=action.meeting_id, key="progress", entry=action.id),
            ),
        ),
        place=_place(action.meeting),
    )


def _delegates(meeting: Meeting, code: str) -> Need:
    return Need(
        harm=Harm.DUE,
        state="due",
        said=_("Missing"),
        code=meeting.code,
        title=_("Name delegates for %(meeting)s", meeting=label(meeting.name)),
        hint=days(meeting.first_day, meeting.last_day),
        at=meeting.starts_at,
        ways=(Way(_("Register them"), url_for("meetings.delegation", number=meeting.id, org=code)),),
        place=_place(meeting),
    )


def _place(meeting: Meeting) -> str:
    """The page of the network it belongs to; of an operation the usual one."""
    return url_for("operations.network", key=meeting.network.code) if meeting.network else ""
