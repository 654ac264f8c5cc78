"""Possible duplicates across Members: the list, one pair side by side with its decision, and within how many days they are sought."""

from __future__ import annotations

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from opsplanner.core.access import Permission, allow
from opsplanner.core.forms import attempt
from opsplanner.core.i18n import language
from opsplanner.core.numbers import whole
from opsplanner.operations.services import find
from opsplanner.results import services
from opsplanner.results.case_keys import MOST_DAYS
from opsplanner.results.duplicates import compared, days_of, find_pair, pair_page
from opsplanner.results.forms import VerdictForm
from opsplanner.results.models import Verdict
from opsplanner.results.views.blueprint import blueprint
from opsplanner.results.words import DECIDED, VERDICTS, WAYS_OUT


@blueprint.get("/results/duplicates")
@allow(Permission.RESULTS_REVIEW)
def duplicates(code: str) -> str:
    """The pairs that the reader may compare; first those that nobody has decided."""
    operation = find(g.actor, code)
    return render_template(
        "results/duplicates.html",
        operation=operation,
        page=pair_page(g.actor, operation, request.args),
        verdicts=VERDICTS,
        within=days_of(operation),
        most=MOST_DAYS,
        may_choose=g.actor.may(Permission.PERIODS_CLOSE, code),
    )


@blueprint.route("/results/duplicates/<int:link_id>", methods=["GET", "POST"])
@allow(Permission.RESULTS_REVIEW)
def duplicate(code: str, link_id: int) -> Response | tuple[str, int]:
    """Two cases side by side; whether they are one, with the reason, or that taken back."""
    operation = find(g.actor, code)
    pair = find_pair(g.actor, operation, link_id)
    form = VerdictForm(WAYS_OUT[Verdict(pair.link.verdict)])
    if form.validate_on_submit():
        verdict, reason = Verdict(form.verdict.data), form.reason.data
        if attempt(form, lambda: services.decide_pair(g.actor, operation, link_id, verdict, reason)):
            flash(DECIDED[verdict], "success")
            return redirect(url_for("results.duplicates", code=code))
    page = render_template(
        "results/duplicate.html",
        operation=operation,
        pair=pair,
        form=form,
        rows=compared(services.template_of(operation), pair, language()),
        verdicts=VERDICTS,
    )
    return page, 422 if form.errors else 200


@blueprint.post("/results/duplicates/days")
@allow(Permission.PERIODS_CLOSE)
def duplicate_days(code: str) -> Response:
    """Within how many days two detections may be one."""
    said = whole(request.form.get("days", ""))
    services.set_days(g.actor, find(g.actor, code), -1 if said is None else said)
    flash(_("Stored. It holds for what is sent from now on."), "success")
    return redirect(url_for("results.duplicates", code=code))
