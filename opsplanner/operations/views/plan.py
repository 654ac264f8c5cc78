"""What an operation plans to do: the plan as a page, and one form a section."""

from __future__ import annotations

from flask import g, render_template

from opsplanner.core.access import Permission, allow
from opsplanner.operations import services
from opsplanner.operations.views.blueprint import blueprint


@blueprint.get("/operations/<code>/plan")
@allow(Permission.PLAN_SEE)
def plan(code: str) -> str:
    """The plan, section by section."""
    operation = services.find(g.actor, code)
    return render_template("operations/plan.html", operation=operation)
