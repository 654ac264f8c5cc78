"""What an operation plans to do: the plan as a page."""

from __future__ import annotations

from flask import g, render_template

from opsplanner.core.access import Permission, allow
from opsplanner.operations import services, words
from opsplanner.operations.telling import tell
from opsplanner.operations.views.blueprint import blueprint


@blueprint.get("/operations/<code>/plan")
@allow(Permission.PLAN_SEE)
def plan(code: str) -> str:
    """The plan, section by section, and which version of it is approved."""
    operation = services.find(g.actor, code)
    written, version = services.plan_of(operation), services.latest(operation)
    [told] = services.telling(written, reader_zone=g.actor.time_zone)
    editor = g.actor.may(Permission.PLAN_EDIT, code)
    return render_template(
        "operations/plan.html",
        operation=operation,
        editor=editor,
        drafted=services.drafted(g.actor, operation) if editor else (),
        version=version,
        changed=version is not None and services.differs(version, written),
        chapters=tell(told),
        groups=words.GROUPS,
    )
