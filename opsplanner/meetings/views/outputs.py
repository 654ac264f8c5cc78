"""What is taken away from a meeting: the compiled minutes, and an entry for the reader's calendar."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import cast
from urllib.parse import urlsplit

from flask import Response, g, request

from opsplanner.core import clock, mail
from opsplanner.core.access import Permission, allow
from opsplanner.core.i18n import SCREEN_LANGUAGES, language
from opsplanner.core.web import download
from opsplanner.documents import words as documents
from opsplanner.meetings import minutes, services
from opsplanner.meetings.happenings import as_happening
from opsplanner.meetings.views.blueprint import blueprint
from opsplanner.meetings.wording import is_invented


@blueprint.get("/meetings/<int:number>/minutes.pdf")
@allow(Permission.MEETINGS_SEE)
def minutes_pdf(number: int) -> Response:
    """Agenda, minutes, decisions, actions and delegates, in the language asked for, or in both."""
    meeting = services.find(g.actor, number)
    asked = request.args.get("in", "")
    langs = list(SCREEN_LANGUAGES) if asked == "both" else [asked if asked in SCREEN_LANGUAGES else language()]
    record = minutes.Record(
        meeting, services.before(g.actor, meeting), services.all_delegates(meeting), services.tallies([meeting])[number]
    )
    name = f"{meeting.code}_minutes_{meeting.first_day}_{'_'.join(langs)}.pdf"
    return download(minutes.write_minutes(record, langs), name, "application/pdf")


@blueprint.get("/meetings/<int:number>/meeting.ics")
@allow(Permission.MEETINGS_SEE)
def calendar(number: int) -> Response:
    """The meeting for a calendar, written by a library that is loaded only then."""
    meeting = services.find(g.actor, number)
    writer = import_module("opsplanner.documents.calendar")
    heading = writer.Heading(
        name=meeting.code,
        about=documents.SYNTHETIC.to(language()) if is_invented(meeting) else "",
        host=urlsplit(mail.address("")).hostname or "opsplanner",
        base=mail.address(""),
        lang=language(),
        stamp=clock.now(),
    )
    content = cast(Callable[..., bytes], writer.write_calendar)(heading, [as_happening(meeting)])
    return download(content, f"{meeting.code}_{meeting.first_day}.ics", "text/calendar; charset=utf-8")
