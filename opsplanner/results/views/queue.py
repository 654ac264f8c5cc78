"""What waits for the reader's review, over all operations."""

from __future__ import annotations

from flask import g, render_template, request

from opsplanner.core.access import Permission, allow
from opsplanner.core.i18n import label
from opsplanner.results.queue import MINE, PLACE, WAITING, known, late_since, queue_page
from opsplanner.results.views.blueprint import everywhere
from opsplanner.results.words import SUBMISSION_STATES


@everywhere.get("/review")
@allow(Permission.RESULTS_SEE)
def queue() -> str:
    """Submissions sent to the reader, or, in the place of their reviewer, those of others."""
    whose = request.args.get("whose", MINE)
    whose = whose if whose in (MINE, PLACE) else ""
    operations, members = known(g.actor)
    return render_template(
        "results/queue.html",
        page=queue_page(g.actor, request.args, whose),
        whose=whose,
        operations=[(each, each) for each in operations],
        members=[(each.code, label(each.name)) for each in members],
        states=[(state, SUBMISSION_STATES[state]) for state in WAITING],
        late_since=late_since(),
    )
