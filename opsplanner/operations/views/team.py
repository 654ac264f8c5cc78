"""Who plans the operation and who else has a seat in it."""

from __future__ import annotations

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from opsplanner.core.access import Permission, allow
from opsplanner.operations import services, words
from opsplanner.operations.views.blueprint import blueprint


@blueprint.get("/operations/<code>/team")
@allow(Permission.PARTICIPANTS_MANAGE)
def team(code: str) -> str:
    """Everyone with a seat."""
    operation = services.find(g.actor, code)
    return render_template(
        "operations/team.html", operation=operation, page=services.team(operation, request.args), roles=words.ROLES
    )


@blueprint.post("/operations/<code>/team")
@allow(Permission.PARTICIPANTS_MANAGE)
def name_planner(code: str) -> Any:
    """Makes somebody with an account a planner of the operation."""
    seat = services.name_planner(g.actor, code, request.form.get("email", ""))
    flash(_("%(name)s is now a planner.", name=seat.account.name or seat.account.email), "success")
    return redirect(url_for("operations.team", code=code))


@blueprint.post("/operations/<code>/team/<int:number>/remove")
@allow(Permission.PARTICIPANTS_MANAGE)
def take_seat(code: str, number: int) -> Any:
    """Takes a seat away."""
    services.take_seat(g.actor, code, number)
    flash(_("The seat is removed."), "success")
    return redirect(url_for("operations.team", code=code))
