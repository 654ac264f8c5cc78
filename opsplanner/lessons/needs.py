"""What lessons ask of people on Home: actions of which they are the owner, and what was observed meanwhile."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from flask import url_for
from flask_babel import gettext as _
from flask_babel import pgettext

from opsplanner.core import clock
from opsplanner.core.access import Actor
from opsplanner.core.i18n import day, label
from opsplanner.core.needs import Event, Harm, Need, Way
from opsplanner.lessons import services
from opsplanner.lessons.models import Lesson

# Home names so many; the register has all.
MOST = 4


def tasks_for(actor: Actor) -> list[Need]:
    """Lessons with a date, owned by an organisation the reader speaks for, those due first."""
    return [_action(each, each.due_on) for each in services.due_for(actor)[:MOST] if each.due_on]


def news(actor: Actor, since: datetime) -> list[Event]:
    """Lessons written down since."""
    return [
        Event(
            each.observed_at,
            each.operation.code,
            _("New lesson: %(title)s", title=label(each.title)),
            url_for("lessons.lesson", number=each.id),
        )
        for each in services.observed_since(actor, since)
    ]


def _action(lesson: Lesson, due: date) -> Need:
    late = due < clock.today()
    owner = label(lesson.owner.name) if lesson.owner else ""
    return Need(
        harm=Harm.ACTION,
        state="overdue" if late else "due",
        said=_("Overdue") if late else pgettext("action", "Due"),
        code=lesson.operation.code,
        title=_("Lesson %(reference)s: %(title)s", reference=lesson.reference, title=label(lesson.title)),
        hint=_("Owner: %(owner)s, due %(day)s", owner=owner, day=day(due)),
        at=datetime.combine(due, time(), UTC),
        ways=(Way(_("Update"), url_for("lessons.lesson", number=lesson.id)),),
    )
