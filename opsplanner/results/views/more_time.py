"""One return with its history, and the way of a request for more time: asked, withdrawn, answered."""

from __future__ import annotations

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from opsplanner.core import clock
from opsplanner.core.access import Permission, allow
from opsplanner.core.asking import wholes
from opsplanner.core.errors import Missing
from opsplanner.core.forms import attempt
from opsplanner.operations.services import find
from opsplanner.results import services
from opsplanner.results.chasing.waiting import waiting_of
from opsplanner.results.forms import AnswerForm, MoreTimeForm
from opsplanner.results.one_return import read_return
from opsplanner.results.views.blueprint import blueprint
from opsplanner.results.words import REQUEST_STATES, STEPS

Answer = str | Response | tuple[str, int]


@blueprint.get("/results/returns/<member>/<int:number>")
@allow(Permission.RESULTS_SEE)
def one_return(code: str, member: str, number: int) -> str:
    """What a Member owes for one period: how it stands, what was sent, asked, given and told."""
    operation = find(g.actor, code)
    found = read_return(g.actor, operation, member, number)
    return render_template(
        "results/one_return.html",
        operation=operation,
        found=found,
        request_words=REQUEST_STATES,
        steps=STEPS,
        answering=AnswerForm(until=found.asked_until(g.actor.time_zone)),
        today=clock.today(operation.time_zone),
    )


@blueprint.route("/results/more-time", methods=["GET", "POST"])
@allow(Permission.RESULTS_SUBMIT)
def more_time(code: str) -> Answer:
    """A Member asks for more time for one return or several."""
    operation = find(g.actor, code)
    entry = services.entry(g.actor, operation, request.values.get("member", ""))
    member = entry.participation.organisation
    if entry.on_behalf:
        raise Missing
    numbers = wholes(request.values.getlist("period"))
    form = MoreTimeForm()
    if form.validate_on_submit():
        until, reason = form.moment(g.actor.time_zone), form.reason.data
        if attempt(form, lambda: services.ask_for_time(g.actor, operation, member.code, numbers, until, reason)):
            flash(_("Your request is sent to your reviewer."), "success")
            return redirect(url_for("results.returns", code=code))
    page = render_template(
        "results/more_time.html",
        operation=operation,
        member=member,
        form=form,
        numbers=numbers,
        owed=waiting_of(operation, entry.participation),
    )
    return page, 422 if form.errors else 200


@blueprint.post("/results/requests/<int:request_id>/withdraw")
@allow(Permission.RESULTS_SUBMIT)
def withdraw_request(code: str, request_id: int) -> Response:
    """The Member needs it no more."""
    services.withdraw_request(g.actor, find(g.actor, code), request_id)
    flash(_("Your request is withdrawn."), "success")
    return redirect(url_for("results.returns", code=code))


@blueprint.post("/results/requests/<int:request_id>/answer")
@allow(Permission.RESULTS_REVIEW)
def answer_request(code: str, request_id: int) -> Response:
    """Granted, until the time asked for or another, or refused with a sentence."""
    operation = find(g.actor, code)
    asked = services.find_request(g.actor, operation, request_id)
    form = AnswerForm()
    grant = "grant" in request.form
    until = form.moment(g.actor.time_zone) if grant and form.until.data else None
    said = (form.answer.data or "").strip()
    services.decide_request(g.actor, operation, request_id, grant=grant, answer=said, until=until)
    flash(
        _("More time is granted; the Member is told.") if grant else _("The request is refused; the Member is told."),
        "success",
    )
    member, number = asked.participation.organisation.code, asked.period.number
    return redirect(url_for("results.one_return", code=code, member=member, number=number))
