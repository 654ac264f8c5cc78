"""The people of a participation: invited with a seat, admitted, dismissed."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, g, redirect, render_template, session, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from opsplanner.core.access import Permission, allow
from opsplanner.core.forms import attempt
from opsplanner.directory.services import PersonValues
from opsplanner.operations import services as operations
from opsplanner.participants import services
from opsplanner.participants.views.blueprint import blueprint
from opsplanner.participants.views.register import SHOWN_ONCE, person_form


@blueprint.route("/operations/<code>/participants/<org>/people", methods=["GET", "POST"])
@allow(Permission.PARTICIPATION_ANSWER)
def invite_person(code: str, org: str) -> Any:
    """Somebody new, by mail or by a link to hand over, which is shown once."""
    operation = operations.find(g.actor, code)
    found = services.find(g.actor, operation, org)
    if not services.may_invite(g.actor, operation, found):
        abort(403)
    form = person_form(found)
    if form.validate_on_submit():
        values = PersonValues(**{name: form[name].data for name in PersonValues.__dataclass_fields__})
        by_mail = form.way.data == "mail"
        made = attempt(form, lambda: services.invite_person(g.actor, code, org, values, by_mail))
        if made:
            account, link = made
            if link and not by_mail:
                session[SHOWN_ONCE] = link.url
            said = (
                _("%(email)s is invited.", email=account.email)
                if link
                else _("%(email)s may open the operation now.", email=account.email)
            )
            flash(said, "success")
            return _back(code, org)
    page = render_template("participants/invite_person.html", operation=operation, participation=found, form=form)
    return page, 422 if form.errors else 200


@blueprint.post("/operations/<code>/participants/<org>/people/<int:number>/admit")
@allow(Permission.PARTICIPATION_ANSWER)
def admit(code: str, org: str, number: int) -> Response:
    """Gives a seat."""
    account = services.admit(g.actor, code, org, number)
    flash(_("%(email)s may open the operation now.", email=account.email), "success")
    return _back(code, org)


@blueprint.post("/operations/<code>/participants/<org>/people/<int:number>/dismiss")
@allow(Permission.PARTICIPATION_ANSWER)
def dismiss(code: str, org: str, number: int) -> Response:
    """Takes the seat."""
    account = services.dismiss(g.actor, code, org, number)
    flash(_("%(email)s can no longer open the operation.", email=account.email), "success")
    return _back(code, org)


def _back(code: str, org: str) -> Response:
    return redirect(url_for("participants.participation", code=code, org=org, _anchor="people"))
