"""Reporting periods: laid by a pattern, edited one by one, closed and reopened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from opsplanner.core.access import Permission, allow
from opsplanner.core.differences import differences
from opsplanner.core.forms import attempt
from opsplanner.core.i18n import day
from opsplanner.core.posted import PostedForm
from opsplanner.core.versions import Stale, stamp
from opsplanner.operations import services, words
from opsplanner.operations.forms import LayForm, PeriodsForm
from opsplanner.operations.models import Operation
from opsplanner.operations.periods import Window
from opsplanner.operations.views.blueprint import blueprint, panels
from opsplanner.reference.clocks import is_asleep, is_night


@dataclass(frozen=True, slots=True)
class Night:
    """Whether a period is due at night in the operation's zone, and for how many of its Members."""

    here: bool
    members: int
    of: int


@blueprint.route("/operations/<code>/periods", methods=["GET", "POST"])
@allow(Permission.PLAN_EDIT)
def periods(code: str) -> Any:
    """The periods there are, and a form that lays them anew."""
    operation = services.find(g.actor, code)
    form = LayForm()
    if form.validate_on_submit() and _replace(form, operation, form.windows(operation)):
        return redirect(url_for("operations.periods", code=code))
    page = render_template(
        "operations/periods.html",
        operation=services.find(g.actor, code),
        form=form,
        holds_results=panels().holds_results(operation),
        nights=nights(operation),
    )
    return page, 422 if form.errors else 200


@blueprint.post("/operations/<code>/periods/by-day")
@allow(Permission.PLAN_EDIT)
def due_by_day(code: str) -> Any:
    """What is due in the night of the operation's zone is due at noon."""
    holds = panels().holds_results(services.find(g.actor, code))
    services.due_by_day(g.actor, code, holds_results=holds, reason=request.form.get("reason", ""))
    flash(_("The reporting periods are saved."), "success")
    return redirect(url_for("operations.periods", code=code))


@blueprint.route("/operations/<code>/periods/edit", methods=["GET", "POST"])
@allow(Permission.PLAN_EDIT)
def edit_periods(code: str) -> Any:
    """Every period as a row."""
    operation = services.find(g.actor, code)
    stored = services.period_values(operation)
    form = PeriodsForm(data={**stored, "version": stamp(stored)})
    theirs: list[tuple[str, str]] = []
    if "add" in request.form or not form.is_submitted():
        form.add_rows()
    elif form.validate_on_submit():
        try:
            if _replace(form, operation, list(form.windows(operation)), form.version.data):
                return redirect(url_for("operations.periods", code=code))
        except Stale as conflict:
            theirs, form.version.data = differences(form, conflict.stored), stamp(conflict.stored)
    page = render_template(
        "operations/edit_periods.html",
        operation=services.find(g.actor, code),
        form=form,
        theirs=theirs,
        holds_results=panels().holds_results(operation),
    )
    return page, 409 if theirs else 422 if form.errors and "add" not in request.form else 200


@blueprint.post("/operations/<code>/periods/rehearsal")
@allow(Permission.PLAN_EDIT)
def add_rehearsal(code: str) -> Any:
    """Two weeks in which newcomers practise, in one click."""
    period = services.add_rehearsal(g.actor, code)
    flash(_("A rehearsal is open until %(day)s. Members find it under Results.", day=day(period.ends_on)), "success")
    return redirect(url_for("operations.periods", code=code))


@blueprint.post("/operations/<code>/periods/<int:number>/close")
@allow(Permission.PERIODS_CLOSE)
def close_period(code: str, number: int) -> Any:
    """Closes a period."""
    period = services.close_period(g.actor, code, number)
    flash(_("%(period)s is closed.", period=words.period_label(period.kind, period.number)), "success")
    return redirect(url_for("operations.periods", code=code))


@blueprint.post("/operations/<code>/periods/<int:number>/reopen")
@allow(Permission.PERIODS_CLOSE)
def reopen_period(code: str, number: int) -> Any:
    """Opens a closed period again, with a reason."""
    period = services.reopen_period(g.actor, code, number, request.form.get("reason", ""))
    flash(_("%(period)s is open again.", period=words.period_label(period.kind, period.number)), "success")
    return redirect(url_for("operations.periods", code=code))


def nights(operation: Operation) -> dict[int, Night]:
    """By the number of a period that is open: whether it is due at night, here and for how many Members."""
    countries = panels().countries(operation)
    return {
        period.number: Night(
            is_night(period.due_at, operation.time_zone),
            sum(is_asleep(country, period.due_at) for country in countries),
            len(countries),
        )
        for period in operation.periods
        if period.state == "open"
    }


def _replace(form: PostedForm, operation: Operation, windows: list[Window], version: str | None = None) -> bool:
    code, reason = operation.code, form.data.get("reason") or ""
    said: dict[str, Any] = {"holds_results": panels().holds_results(operation), "reason": reason, "version": version}
    done = attempt(form, lambda: services.replace_periods(g.actor, code, windows, **said))
    if done:
        flash(_("The reporting periods are saved."), "success")
    return done is not None
