"""All that has its day or its hour in an operation, drawn and listed."""

from __future__ import annotations

from flask import g, render_template, request

from opsplanner.core import clock
from opsplanner.core.access import Permission, allow
from opsplanner.core.happenings import Happening, Sort, told_once
from opsplanner.core.listing import Cut
from opsplanner.operations import services
from opsplanner.operations.drawing import draw
from opsplanner.operations.models import Operation
from opsplanner.operations.views.blueprint import blueprint, panels
from opsplanner.operations.words import SORTS


@blueprint.get("/operations/<code>/timeline")
@allow(Permission.OPERATION_SEE)
def timeline(code: str) -> str:
    """Phases, milestones, meetings and due times, as far as the reader may know of them."""
    operation = services.find(g.actor, code)
    every = happenings(operation)
    kind = request.args.get("kind", "")
    found = [each for each in every if each.sort == kind] if kind in list(Sort) else every
    today = clock.today(operation.time_zone)
    cut = Cut.of(request.args, len(found))
    shown = draw(found, today)
    return render_template(
        "operations/timeline.html",
        operation=operation,
        drawing=shown,
        page=cut.page(list(shown.marks[cut.start : cut.start + cut.size]), request.args, "", ("kind",)),
        sorts=[(sort, SORTS[sort]) for sort in Sort if any(each.sort == sort for each in every)],
        names=SORTS,
        calendar=panels().calendar(operation),
        today=today,
        now=clock.now(),
    )


def happenings(operation: Operation) -> list[Happening]:
    """What every package tells of the operation, in order of time."""
    return told_once(each for ask in panels().happenings for each in ask(g.actor, [operation]))
