"""Programmes and networks: lists, pages, and their forms for the secretariat."""

from __future__ import annotations

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from opsplanner.core.access import Permission, allow
from opsplanner.core.forms import attempt
from opsplanner.operations import services
from opsplanner.operations.forms import NetworkForm, ProgrammeForm
from opsplanner.operations.models import Programme
from opsplanner.operations.sections import texts
from opsplanner.operations.views.blueprint import blueprint


@blueprint.get("/programmes/")
@allow(Permission.PROGRAMMES_SEE)
def programmes() -> str:
    """Programmes and networks."""
    return render_template(
        "operations/programmes.html",
        programmes=services.programmes(),
        networks=services.networks(),
        may_edit=g.actor.may(Permission.PROGRAMMES_EDIT),
    )


@blueprint.get("/programmes/<key>")
@allow(Permission.PROGRAMMES_SEE)
def programme(key: str) -> str:
    """One programme, its networks and operations."""
    found = services.programme(key)
    return render_template(
        "operations/programme.html",
        programme=found,
        networks=[one for one in services.networks() if one.programme_id == found.id],
        operations=services.operations_of(g.actor, programme=found),
        may_edit=g.actor.may(Permission.PROGRAMMES_EDIT),
    )


@blueprint.get("/networks/<key>")
@allow(Permission.PROGRAMMES_SEE)
def network(key: str) -> str:
    """One network, its members since and until, its operations."""
    found = services.network(key)
    return render_template(
        "operations/network.html",
        network=found,
        operations=services.operations_of(g.actor, network=found),
        may_edit=g.actor.may(Permission.PROGRAMMES_EDIT),
    )


@blueprint.route("/programmes/new", methods=["GET", "POST"], defaults={"key": None})
@blueprint.route("/programmes/<key>/edit", methods=["GET", "POST"])
@allow(Permission.PROGRAMMES_EDIT)
def edit_programme(key: str | None) -> Any:
    """A new programme, or one to change."""
    stored = services.programme(key) if key else None
    form = ProgrammeForm(data=_said(stored) if stored else None)
    if form.validate_on_submit():
        saved = attempt(form, lambda: services.save_programme(g.actor, form.values(), key))
        if saved:
            flash(_("Saved: %(code)s.", code=saved.code), "success")
            return redirect(url_for("operations.programme", key=saved.code))
    page = render_template("operations/edit_programme.html", form=form, key=key)
    return page, 422 if form.errors else 200


@blueprint.route("/networks/new", methods=["GET", "POST"], defaults={"key": None})
@blueprint.route("/networks/<key>/edit", methods=["GET", "POST"])
@allow(Permission.PROGRAMMES_EDIT)
def edit_network(key: str | None) -> Any:
    """A new network, or one to change, with its members as rows."""
    form = NetworkForm(data=services.network_values(services.network(key)) if key else None)
    if "add" in request.form or not form.is_submitted():
        form.add_rows(3)
    form.offer(services.programmes())
    if "add" not in request.form and form.validate_on_submit():
        saved = attempt(form, lambda: services.save_network(g.actor, form.values(), key))
        if saved:
            flash(_("Saved: %(code)s.", code=saved.code), "success")
            return redirect(url_for("operations.network", key=saved.code))
    page = render_template("operations/edit_network.html", form=form, key=key)
    return page, 422 if form.errors and "add" not in request.form else 200


def _said(programme: Programme) -> dict[str, Any]:
    return {"code": programme.code, "name": texts(programme.name), "note": texts(programme.note)}
