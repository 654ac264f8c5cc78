"""What my Member owes, period by period, with the ways to deliver it."""

from __future__ import annotations

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from opsplanner.core import clock
from opsplanner.core.access import Permission, allow
from opsplanner.core.asking import wholes
from opsplanner.core.i18n import moment
from opsplanner.operations.services import find
from opsplanner.results import services
from opsplanner.results.begun import left
from opsplanner.results.board import read_board
from opsplanner.results.chasing.requests import asked_for
from opsplanner.results.overtaken import overtaken
from opsplanner.results.practice.progress import rehearsal_of
from opsplanner.results.scope import standing
from opsplanner.results.views.blueprint import blueprint


@blueprint.get("/results/")
@allow(Permission.RESULTS_SEE)
def returns(code: str) -> str:
    """What is owed per period, deliveries begun and not sent, and the sheet to fill in."""
    operation = find(g.actor, code)
    stands = standing(g.actor, operation)
    enterable = services.enterable(g.actor, operation)
    drafts = services.drafts(g.actor, operation)
    own = [each for each in enterable if each.id in stands.senders]
    return render_template(
        "results/returns.html",
        operation=operation,
        own=own,
        others=[each for each in enterable if each.id not in stands.senders],
        board=read_board(operation, only={each.id for each in own}),
        asked=asked_for(operation),
        drafts=drafts,
        overtaken=overtaken(drafts),
        left=left,
        rehearsal=rehearsal_of(operation),
        today=clock.today(operation.time_zone),
    )


@blueprint.post("/results/nil")
@allow(Permission.RESULTS_SUBMIT)
def nil(code: str) -> Response | str:
    """Nothing to report for one period or several: one click, and a second where days of one are still to come."""
    operation = find(g.actor, code)
    numbers, member = wholes(request.form.getlist("period")), request.form.get("member", "")
    today = clock.today(operation.time_zone)
    running = [each for each in operation.periods if each.number in numbers and each.starts_on <= today < each.ends_on]
    if running and "sure" not in request.form:
        return render_template(
            "results/nil.html", operation=operation, running=running, numbers=numbers, member=member, today=today
        )
    submission = services.report_nil(g.actor, operation, numbers, member)
    flash(
        _(
            "Nothing to report: stored as %(reference)s on %(at)s.",
            reference=submission.reference,
            at=moment(submission.submitted_at),
        ),
        "success",
    )
    return redirect(url_for("results.submission", code=code, submission_id=submission.id))
