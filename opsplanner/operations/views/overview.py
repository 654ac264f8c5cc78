"""Where an operation stands: its overview page."""

from __future__ import annotations

from flask import g, render_template

from opsplanner.core.access import Permission, allow
from opsplanner.operations import services
from opsplanner.operations.views.blueprint import blueprint


@blueprint.get("/operations/<code>/")
@allow(Permission.OPERATION_SEE)
def overview(code: str) -> str:
    """Where are we, who is in, are we meeting the objectives."""
    operation = services.find(g.actor, code)
    return render_template("operations/overview.html", operation=operation)
