"""What is done with returns chosen on the board: remind, give more time, excuse, note a contact, switch the reminders."""

from __future__ import annotations

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from opsplanner.core.access import Permission, allow
from opsplanner.core.asking import with_query
from opsplanner.core.forms import attempt
from opsplanner.operations.models import Operation
from opsplanner.operations.services import find
from opsplanner.results import services
from opsplanner.results.forms import TermsForm
from opsplanner.results.matrix import chased_places
from opsplanner.results.services import Place
from opsplanner.results.services.reminding import Preview
from opsplanner.results.views.blueprint import blueprint


@blueprint.post("/board/remind")
@allow(Permission.RESULTS_REVIEW)
def remind(code: str) -> str | Response:
    """Who would get which mail in which language; sent when this is confirmed."""
    operation = find(g.actor, code)
    names = _chosen(operation)
    if "send" in request.form:
        _tell_sent(services.remind(g.actor, operation, names))
        return redirect(url_for("results.board", code=code))
    if not names:
        return _nothing_chosen(code)
    found = services.preview(g.actor, operation, names)
    return render_template(
        "results/remind.html",
        operation=operation,
        found=found,
        names=names,
        left_out=lately_left_out(len(found.lately)),
    )


@blueprint.post("/board/contact")
@allow(Permission.RESULTS_REVIEW)
def note_contact(code: str) -> Response:
    """A call or a letter is remembered."""
    services.note_contact(g.actor, find(g.actor, code), request.form.getlist("place"), request.form.get("note", ""))
    flash(_("The contact is noted."), "success")
    return redirect(url_for("results.board", code=code))


@blueprint.post("/board/terms")
@allow(Permission.RESULTS_REVIEW)
def terms(code: str) -> str | Response | tuple[str, int]:
    """More time, an excuse, or the usual terms again, for the returns chosen."""
    operation = find(g.actor, code)
    names = _chosen(operation)
    if not names:
        return _nothing_chosen(code)
    form = TermsForm()
    chosen = services.places(g.actor, operation, names)
    if "what" in request.form and form.validate_on_submit():
        done = attempt(form, lambda: _decide(form, operation, names))
        if done is not None:
            said = ngettext("Done for %(num)s return.", "Done for %(num)s returns.", len(done))
            flash(said, "success")
            return redirect(_back(operation, chosen))
    page = render_template("results/terms.html", operation=operation, form=form, chosen=chosen, names=names)
    return page, 422 if form.errors else 200


@blueprint.post("/board/reminders")
@allow(Permission.PERIODS_CLOSE)
def switch_reminders(code: str) -> Response:
    """Whether reminders go out by themselves."""
    on = request.form.get("on") == "1"
    services.switch_reminders(g.actor, find(g.actor, code), on=on)
    flash(_("Reminders go out by themselves.") if on else _("No reminder goes out by itself any more."), "success")
    return redirect(url_for("results.board", code=code))


def _tell_sent(done: Preview) -> None:
    if sent := len(done.letters):
        flash(ngettext("%(num)s reminder is on its way.", "%(num)s reminders are on their way.", sent), "success")
    if done.lately:
        flash(lately_left_out(len(done.lately)), "warning")


def lately_left_out(people: int) -> str:
    """How many people are not told again, and why."""
    return ngettext(
        "%(num)s person was reminded of the same returns less than an hour ago and is not written to about them again.",
        "%(num)s people were reminded of the same returns less than an hour ago and are not written to about them again.",
        people,
    )


def _chosen(operation: Operation) -> list[str]:
    """The returns ticked, with all that are due of the Members ticked."""
    return list(
        dict.fromkeys([*request.form.getlist("place"), *chased_places(operation, request.form.getlist("member"))])
    )


def _decide(form: TermsForm, operation: Operation, names: list[str]) -> list[Place]:
    reason = form.reason.data
    if form.what.data == "extend":
        return services.extend(g.actor, operation, names, form.moment(g.actor.time_zone), reason)
    if form.what.data == "excuse":
        return services.excuse(g.actor, operation, names, reason)
    return services.take_back(g.actor, operation, names, reason)


def _back(operation: Operation, chosen: list[Place]) -> str:
    if len(chosen) > 1:
        return url_for("results.board", code=operation.code)
    one = chosen[0]
    member, number = one.participation.organisation.code, one.period.number
    return url_for("results.one_return", code=operation.code, member=member, number=number)


def _nothing_chosen(code: str) -> Response:
    """Back to the board as it was narrowed, which says beside its buttons what is missing."""
    why = "due" if request.form.getlist("member") else "ticked"
    board = with_query(url_for("results.board", code=code), {**request.args, "nothing": why})
    return redirect(f"{board}#chosen")
