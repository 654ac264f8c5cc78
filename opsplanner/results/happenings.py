"""Due times of results as what has its hour: of the reader's own Members with more time where it was given, else the periods'."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from flask import url_for
from flask_babel import gettext as _

from opsplanner.core.access import Actor
from opsplanner.core.happenings import Happening, Sort
from opsplanner.core.i18n import days, label
from opsplanner.core.web import demo_loaded
from opsplanner.operations.models import Operation
from opsplanner.results.due import Due, all_due
from opsplanner.results.words import RETURN_STATES


def happenings(actor: Actor, operations: Sequence[Operation]) -> list[Happening]:
    """Every due time of these operations that concerns the reader, in the reader's zone."""
    return [as_happening(each, actor.time_zone) for each in all_due(actor, operations)]


def as_happening(due: Due, zone: str) -> Happening:
    """Calendars name the operation and nobody; whose return it is stands in the description."""
    operation, member = due.operation, due.participation
    day = due.due_at.astimezone(ZoneInfo(zone)).date()
    period = days(due.period.starts_on, due.period.ends_on)
    return Happening(
        sort=Sort.DUE,
        key=due.key,
        code=operation.code,
        title=_("Results of %(days)s are due", days=period),
        summary=_("%(operation)s: results due", operation=operation.code),
        url=url_for("results.returns", code=operation.code),
        zone=zone,
        first=day,
        last=day,
        at=due.due_at,
        until=due.due_at,
        note=f"{label(member.organisation.name)}, {period}" if member else period,
        state=due.state if due.found else "planned" if due.is_open else "past",
        said=_said(due),
        over=not due.is_open,
        changed_at=due.changed_at,
        invented=operation.synthetic or demo_loaded(),
    )


def _said(due: Due) -> str:
    """How the own return stands; of a period that is followed for others only whether it is past."""
    if due.found is not None:
        return str(RETURN_STATES[due.found.state])
    return _("Ahead") if due.is_open else _("Past")
