"""All that has its day or its hour for one reader, from every package that has something of the kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flask_babel import gettext as _

from opsplanner.core.access import Actor
from opsplanner.core.happenings import Happening, Sort, told_once
from opsplanner.core.i18n import days
from opsplanner.core.needs import Event
from opsplanner.meetings import happenings as meetings
from opsplanner.operations import happenings as operations
from opsplanner.operations.models import Operation
from opsplanner.results import happenings as results
from opsplanner.surveys import happenings as surveys

Source = Callable[[Actor, Sequence[Operation]], Sequence[Happening]]
# In the order of the packages; app.py hands the same ones to the pages of operations.
SOURCES: tuple[Source, ...] = (operations.happenings, surveys.happenings, meetings.happenings, results.happenings)


def of_operations(actor: Actor, found: Sequence[Operation]) -> list[Happening]:
    """What happens in these operations."""
    return told_once(each for source in SOURCES for each in source(actor, found))


def of_reader(actor: Actor, mine: Sequence[Operation]) -> list[Happening]:
    """What happens in the reader's operations, and in its networks."""
    return told_once([*of_operations(actor, mine), *meetings.elsewhere(actor, mine)])


def as_event(happening: Happening) -> Event:
    """As Home says it, in one line; whole days have no hour, and of a meeting the days tell enough."""
    said = days(happening.first, happening.last)
    titles = {
        Sort.PHASE: _("Phase: %(phase)s, %(days)s", phase=happening.title, days=said),
        Sort.MEETING: f"{happening.title}, {said}",
    }
    return Event(
        at=happening.begins,
        code=happening.code,
        sentence=titles.get(happening.sort, happening.title),
        url=happening.url,
        day=None if happening.sort is Sort.DUE and happening.at else happening.first,
    )
