"""The page everyone starts on, and all that is due."""

from __future__ import annotations

from itertools import groupby

from flask import current_app, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from opsplanner.core import clock
from opsplanner.core.access import Permission, allow
from opsplanner.core.listing import Cut
from opsplanner.core.web import download
from opsplanner.home import services
from opsplanner.home.views.blueprint import blueprint
from opsplanner.results.services import choose_reminders, wants_only_overdue


@blueprint.get("/")
@allow(Permission.HOME_SEE)
def home() -> str:
    """What needs me now."""
    found = services.gather(g.actor)
    reported = current_app.extensions["panels"].reported(g.actor, found.operations)
    chosen = request.args.get("of", "")
    needs = [need for need in found.needs if not chosen or need.code == chosen]
    cut = Cut.of(request.args, len(needs))
    return render_template(
        "home/home.html",
        home=found,
        page=cut.page(needs[cut.start : cut.start + cut.size], request.args, "", ("of",)),
        codes=[(code, code) for code in sorted({need.code for need in found.needs})],
        reported=reported,
        now=clock.now(),
    )


@blueprint.get("/due")
@allow(Permission.HOME_SEE)
def due() -> str:
    """Everything that is due across the reader's operations, month by month."""
    found, zone = services.due(g.actor), g.actor.time_zone
    late = [each for each in found if each.state == "overdue"]
    ahead = [each for each in found if each.state != "overdue"]
    months = [(list(group)) for _month, group in groupby(ahead, key=lambda each: each.month(zone))]
    return render_template(
        "home/due.html", late=late, months=months, zone=zone, only_overdue=wants_only_overdue(g.actor), now=clock.now()
    )


@blueprint.get("/due.ics")
@allow(Permission.HOME_SEE)
def due_calendar() -> Response:
    """The same for the reader's calendar."""
    return download(services.due_calendar(g.actor), "opsplanner_due.ics", "text/calendar; charset=utf-8")


@blueprint.post("/due/reminders")
@allow(Permission.HOME_SEE)
def reminders() -> Response:
    """Which reminders the reader gets."""
    choose_reminders(g.actor, only_overdue=request.form.get("only_overdue") == "1")
    flash(_("Your choice is saved."), "success")
    return redirect(url_for("home.due"))
