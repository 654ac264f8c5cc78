"""Answering an invitation, choosing the reviewer, asking again, taking an invitation back, changing the role."""

from __future__ import annotations

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from opsplanner.core.access import Permission, allow
from opsplanner.core.forms import attempt
from opsplanner.core.i18n import label
from opsplanner.operations import services as operations
from opsplanner.participants import services
from opsplanner.participants.views.blueprint import blueprint
from opsplanner.participants.views.register import answer_form
from opsplanner.participants.words import OPENS, REVIEWERS, ROLES, STATES


@blueprint.route("/operations/<code>/participants/<org>/answer", methods=["GET", "POST"])
@allow(Permission.PARTICIPATION_ANSWER)
def answer(code: str, org: str) -> Any:
    """Accepts, declines or withdraws."""
    operation = operations.find(g.actor, code)
    found = services.changeable(g.actor, operation, org)
    form = answer_form(found)
    if form.validate_on_submit():
        said = {"reason": form.reason.data, "reviewer": form.reviewer.data or ""}
        done = attempt(form, lambda: services.answer(g.actor, code, org, form.state.data, **said))
        if done:
            flash(_("%(name)s: %(state)s.", name=label(done.organisation.name), state=STATES[done.state]), "success")
            return _back(code, org)
    own = services.is_own(g.actor, found)
    shown = {"operation": operation, "participation": found, "form": form, "own": own, "opens": OPENS[found.role]}
    page = render_template("participants/answer.html", **shown)
    return page, 422 if form.errors else 200


@blueprint.post("/operations/<code>/participants/<org>/reviewer")
@allow(Permission.PARTICIPATION_ANSWER)
def choose_reviewer(code: str, org: str) -> Response:
    """Names who reviews."""
    done = services.choose_reviewer(g.actor, code, org, request.form.get("reviewer", ""))
    flash(_("Results are reviewed by: %(reviewer)s.", reviewer=REVIEWERS[done.reviewer_kind]), "success")
    return _back(code, org)


@blueprint.post("/operations/<code>/participants/<org>/restore")
@allow(Permission.PARTICIPANTS_MANAGE)
def restore(code: str, org: str) -> Response:
    """Asks again."""
    done = services.restore(g.actor, code, org, request.form.get("reason", ""))
    flash(_("%(name)s is invited again.", name=label(done.organisation.name)), "success")
    return _back(code, org)


@blueprint.post("/operations/<code>/participants/<org>/role")
@allow(Permission.PARTICIPANTS_MANAGE)
def change_role(code: str, org: str) -> Response:
    """Gives it another role."""
    done = services.change_role(g.actor, code, org, request.form.get("role", ""))
    name, role = label(done.organisation.name), ROLES[done.role]
    flash(_("%(name)s takes part as: %(role)s.", name=name, role=role), "success")
    if services.is_odd(done.organisation, done.role):
        flash(
            _(
                "%(name)s is no Member: as %(role)s it owes returns and may stand among the silent.",
                name=name,
                role=role,
            ),
            "warning",
        )
    return _back(code, org)


@blueprint.route("/operations/<code>/participants/<org>/cancel", methods=["GET", "POST"])
@allow(Permission.PARTICIPANTS_MANAGE)
def cancel_invitation(code: str, org: str) -> Any:
    """Asks, then takes an invitation back."""
    operation = operations.find(g.actor, code)
    found = services.find(g.actor, operation, org)
    if request.method == "GET":
        return render_template("participants/cancel_invitation.html", operation=operation, participation=found)
    name = label(found.organisation.name)
    services.cancel_invitation(g.actor, code, org)
    flash(_("The invitation of %(name)s is taken back.", name=name), "success")
    return redirect(url_for("participants.browse", code=code))


def _back(code: str, org: str) -> Response:
    return redirect(url_for("participants.participation", code=code, org=org))
