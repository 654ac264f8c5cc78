"""Where an operation stands: its overview, entering a phase, and its log."""

from __future__ import annotations

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from opsplanner.core import clock
from opsplanner.core.access import Permission, allow
from opsplanner.operations import services, setup, words
from opsplanner.operations.drawing import draw
from opsplanner.operations.models import Operation
from opsplanner.operations.overview import SetUp, Step
from opsplanner.operations.timeline import phase_on, timeline
from opsplanner.operations.views.blueprint import blueprint, panels
from opsplanner.operations.views.timeline import happenings
from opsplanner.reference.measures import measures

# The overview names so many of the things ahead; the timeline has all.
AHEAD = 3


@blueprint.get("/operations/<code>/")
@allow(Permission.OPERATION_SEE)
def overview(code: str) -> str:
    """Where are we, who is in, are we meeting the objectives."""
    operation, shown = services.find(g.actor, code), panels()
    found = happenings(operation)
    today = clock.today(operation.time_zone)
    editor = g.actor.may(Permission.PLAN_EDIT, code)
    return render_template(
        "operations/overview.html",
        operation=operation,
        line=timeline(operation.phases, today),
        drawing=draw(found, today),
        ahead=[each for each in found if not each.over and each.begins > clock.now()][:AHEAD],
        by_plan=phase_on(operation.phases, today),
        counts=[count for ask in shown.counts for count in ask(g.actor, operation)],
        reporting=shown.reporting(g.actor, operation),
        actuals=shown.actuals(g.actor, operation) if operation.objectives else {},
        measures=measures(),
        steps=_steps(operation, editor) + [step for ask in shown.steps for step in ask(g.actor, operation)],
        tasks=_tasks(operation) if editor and operation.phase in setup.SETTING_UP else [],
        family=services.family_of(g.actor, operation),
        documents=services.documents(g.actor, operation, {"size": "25"}),
        phases=words.PHASES if editor else {},
    )


@blueprint.post("/operations/<code>/phase")
@allow(Permission.PLAN_EDIT)
def enter_phase(code: str) -> Any:
    """Says in which phase the operation is now."""
    operation = services.enter_phase(g.actor, code, request.form.get("phase", ""))
    name = words.phase_label(operation.phase)
    flash(_("%(code)s is now in the phase: %(phase)s.", code=code, phase=name), "success")
    return redirect(url_for("operations.overview", code=code))


@blueprint.get("/operations/<code>/log")
@allow(Permission.OPERATION_LOG)
def log(code: str) -> str:
    """What was done in the operation, by whom, newest first."""
    operation = services.find(g.actor, code)
    page = services.log_of(g.actor, code, request.args)
    return render_template(
        "operations/log.html", operation=operation, page=page, actions=panels().actions, action_label=words.action_label
    )


def _tasks(operation: Operation) -> list[SetUp]:
    """The parts of the plan, what later packages have to be set up, and the approval."""
    titles, code, drafted = words.section_titles(), operation.code, services.drafted(g.actor, operation)
    found = []
    for task in setup.tasks(operation):
        special = task.key == "periods"
        address = (
            url_for("operations.periods", code=code)
            if special
            else url_for("operations.section", code=code, key=task.key)
        )
        hint = _("You have a draft that is not stored.") if task.key in drafted else ""
        found.append(SetUp(str(titles[task.key]), address, task.progress, str(words.GROUPS[task.group]), hint))
    joined = [more for ask in panels().set_up for more in ask(g.actor, operation)]
    return [*found, *joined, _approval(operation)]


def _approval(operation: Operation) -> SetUp:
    """The last task: open until the plan is approved, due when it has changed since."""
    last = services.latest(operation)
    fits = last is not None and not services.differs(last, services.plan_of(operation))
    progress = setup.Progress.DONE if fits else setup.Progress.PARTLY if last else setup.Progress.OPEN
    address = url_for("operations.approve_plan", code=operation.code)
    hint = _("Approved, and changed since.") if last and not fits else ""
    return SetUp(_("Approve the plan"), address, progress, _("Approval"), hint)


def _steps(operation: Operation, editor: bool) -> list[Step]:
    """What the planner sees without asking anybody: periods that no longer fit the dates."""
    if not editor or setup.covered(operation):
        return []
    address = url_for("operations.periods", code=operation.code)
    return [Step(_("The reporting periods do not cover the action phase."), address, _("Lay them anew"))]
