"""Lists: meetings of all operations and networks, those of one operation, the library of best practices."""

from __future__ import annotations

from flask import g, render_template, request

from opsplanner.core.access import Permission, allow
from opsplanner.core.i18n import label
from opsplanner.meetings import services, words
from opsplanner.meetings.views.blueprint import blueprint
from opsplanner.operations.services import find
from opsplanner.reference.themes import themes


@blueprint.get("/meetings/")
@allow(Permission.MEETINGS_SEE)
def browse() -> str:
    """Every meeting the reader may know of."""
    page = services.browse(g.actor, request.args)
    return render_template("meetings/browse.html", page=page, tallies=services.tallies(page.items), words=words)


@blueprint.get("/operations/<code>/meetings")
@allow(Permission.MEETINGS_SEE)
def operation_meetings(code: str) -> str:
    """Those of one operation."""
    operation = find(g.actor, code)
    page = services.browse(g.actor, request.args, code)
    return render_template(
        "meetings/operation_meetings.html",
        page=page,
        operation=operation,
        tallies=services.tallies(page.items),
        words=words,
        editor=g.actor.may(Permission.MEETINGS_EDIT, code),
    )


@blueprint.get("/meetings/practices")
@allow(Permission.MEETINGS_SEE)
def practices() -> str:
    """The library of best practices that were presented."""
    named = themes()
    return render_template(
        "meetings/practices.html",
        page=services.practices(g.actor, request.args),
        themes=named,
        theme_choices=[(code, label(text)) for code, text in named.items()],
    )
