"""Organisations: the list, one of them, and their upkeep by the secretariat."""

from __future__ import annotations

from flask import current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue as Answer
from flask_babel import gettext as _

from opsplanner.core import clock, i18n
from opsplanner.core.access import Permission, allow
from opsplanner.core.differences import Differences
from opsplanner.core.errors import Refusal
from opsplanner.core.text import Text
from opsplanner.core.versions import Stale
from opsplanner.directory import services
from opsplanner.directory.forms import OrganisationForm, RetireForm, choices
from opsplanner.directory.leftward import Leftward
from opsplanner.directory.models import OrganisationKind
from opsplanner.directory.services import lists
from opsplanner.directory.views.blueprint import blueprint
from opsplanner.directory.words import KINDS, kind_label
from opsplanner.reference.codes import code_list


@blueprint.get("/organisations")
@allow(Permission.ORGANISATIONS_SEE)
def organisations() -> Answer:
    """The list."""
    return render_template(
        "directory/organisations.html",
        page=lists.organisations(request.args),
        kinds=KINDS,
        regions=choices.codes("region"),
        today=clock.today(),
        rilos=[(code, name) for _id, code, name in lists.named([OrganisationKind.RILO])],
    )


@blueprint.get("/organisations/<org>")
@allow(Permission.ORGANISATIONS_SEE)
def organisation(org: str) -> Answer:
    """One of them, its offices, and those of its people that the reader may know of."""
    found = services.find_organisation(org)
    leftward: Leftward = current_app.extensions["directory_leftward"]
    return render_template(
        "directory/organisation.html",
        organisation=found,
        taking_part=leftward.taking_part(g.actor, found),
        around=lists.around(g.actor, found),
        region=code_list("region").label(found.wco_region, i18n.language()),
        country=code_list("country").label(found.country or "", i18n.language()),
        kind=kind_label(found.kind),
        retired=found.retired_on(clock.today()),
    )


@blueprint.route("/organisations/new", methods=["GET", "POST"])
@allow(Permission.ORGANISATIONS_EDIT)
def add_organisation() -> Answer:
    """A new one; `?under=CODE` for an office."""
    form = OrganisationForm()
    if request.method == "GET" and request.args.get("under"):
        above = services.find_organisation(request.args["under"])
        form.parent.data, form.code.data = str(above.id), f"{above.code}-"
        form.country.data, form.region.data = above.country or "", above.wco_region
    if form.validate_on_submit():
        try:
            made = services.add_organisation(g.actor, form.code.data, form.values())
        except Refusal as refused:
            form.code.errors = [str(refused)]
        else:
            flash(_("%(name)s was added.", name=i18n.label(made.name)), "success")
            return redirect(url_for("directory.organisation", org=made.code))
    return _form_page(form, Text.of())


@blueprint.route("/organisations/<org>/edit", methods=["GET", "POST"])
@allow(Permission.ORGANISATIONS_EDIT)
def edit_organisation(org: str) -> Answer:
    """What is said of it."""
    found = services.find_organisation(org)
    form = OrganisationForm(found)
    theirs: Differences = []
    if form.validate_on_submit():
        try:
            services.change_organisation(g.actor, org, form.values(), form.version.data)
        except Stale:
            theirs = form.newer(services.find_organisation(org))
        except Refusal as refused:
            form.parent.errors = [str(refused)]
        else:
            flash(_("The change is stored."), "success")
            return redirect(url_for("directory.organisation", org=found.code))
    return _form_page(form, found.name, found.code, theirs)


@blueprint.route("/organisations/<org>/retire", methods=["GET", "POST"])
@allow(Permission.ORGANISATIONS_EDIT)
def retire_organisation(org: str) -> Answer:
    """Its last day."""
    found = services.find_organisation(org)
    form = RetireForm(data={"last_day": clock.today(g.actor.time_zone)})
    if form.validate_on_submit() and form.last_day.data:
        try:
            services.retire_organisation(g.actor, org, form.last_day.data)
        except Refusal as refused:
            form.last_day.errors = [str(refused)]
        else:
            flash(_("%(name)s is retired after that day.", name=i18n.label(found.name)), "success")
            return redirect(url_for("directory.organisation", org=found.code))
    page = render_template("directory/retire_organisation.html", form=form, organisation=found)
    return page, 422 if form.errors else 200


@blueprint.post("/organisations/<org>/restore")
@allow(Permission.ORGANISATIONS_EDIT)
def restore_organisation(org: str) -> Answer:
    """Offered again."""
    found = services.restore_organisation(g.actor, org)
    flash(_("%(name)s is offered again.", name=i18n.label(found.name)), "success")
    return redirect(url_for("directory.organisation", org=found.code))


def _form_page(form: OrganisationForm, name: Text, code: str = "", theirs: Differences | None = None) -> Answer:
    page = render_template("directory/edit_organisation.html", form=form, name=name, code=code, theirs=theirs)
    return page, 409 if theirs else 422 if form.errors else 200
