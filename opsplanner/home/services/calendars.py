"""What a reader's calendars hold: all that concerns the reader, one operation, or what is due."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import import_module
from typing import cast
from urllib.parse import urlsplit

from flask_babel import gettext as _

from opsplanner.core import audit, clock, mail
from opsplanner.core.access import Actor
from opsplanner.core.happenings import Happening
from opsplanner.core.i18n import language
from opsplanner.core.web import demo_loaded
from opsplanner.documents.about import About, Share
from opsplanner.home import happenings
from opsplanner.operations import needs as operations
from opsplanner.operations.services import find
from opsplanner.results import happenings as results
from opsplanner.results.due import Due, due_for

# A personal calendar holds what is ahead and what ended within the last year.
BACK = timedelta(days=365)
WRITER = "opsplanner.documents.calendar"


@dataclass(frozen=True, slots=True)
class Feed:
    """What a calendar holds, under which name, and when the plans of its operations were changed last."""

    name: str
    happenings: Sequence[Happening]
    changed: Mapping[str, datetime]

    @property
    def fingerprint(self) -> str:
        """The same as long as nothing of it changes, whenever it is asked for."""
        said = repr((self.name, self.happenings, sorted(self.changed.items()), language()))
        return hashlib.sha256(said.encode()).hexdigest()


def feed(actor: Actor, code: str | None = None) -> Feed:
    """All that concerns the actor now, or one operation; raises Missing when the actor has no part in it (any more)."""
    if code is not None:
        operation = find(actor, code)
        found = happenings.of_operations(actor, [operation])
        return _feed(f"OpsPlanner {code}", [each for each in found if _is_kept(each)])
    since = clock.today() - BACK
    found = happenings.of_reader(actor, operations.operations_of(actor))
    return _feed("OpsPlanner", [each for each in found if _is_kept(each) and each.last >= since])


def due(actor: Actor) -> list[Due]:
    """What is due across the reader's operations."""
    return due_for(actor, operations.operations_of(actor))


def due_calendar(actor: Actor) -> bytes:
    """The same as an iCalendar file."""
    found = [results.as_happening(each, actor.time_zone) for each in due(actor)]
    return file_of(_feed("OpsPlanner", found))


def file_of(found: Feed) -> bytes:
    """The iCalendar file, written by a library that is loaded only then; it says what every list to take away says of itself."""
    writer = import_module(WRITER)
    heading = writer.Heading(
        name=found.name,
        about="\n".join(_about(found.happenings).notes(language())),
        host=urlsplit(mail.address("")).hostname or "opsplanner",
        base=mail.address(""),
        lang=language(),
        stamp=clock.now(),
        changed=found.changed,
    )
    return cast(Callable[..., bytes], writer.write_calendar)(heading, found.happenings)


def _is_kept(happening: Happening) -> bool:
    """What is no longer due leaves a calendar; what was held or was cancelled stays in it and says so."""
    return happening.sort != "due" or not happening.over


def _feed(name: str, found: Sequence[Happening]) -> Feed:
    return Feed(name, found, audit.changed({each.code for each in found}, ("plan:", "meeting:")))


def _about(found: Sequence[Happening]) -> About:
    """Every happening of the reader, without a filter."""
    codes = ", ".join(dict.fromkeys(each.code for each in found)) or _("no operation")
    invented = demo_loaded() or any(each.invented for each in found)
    return About(codes, clock.now(), (), Share(len(found), len(found)), invented)
