"""Programmes and networks: lists, pages, and their forms for the secretariat."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from opsplanner.core import clock
from opsplanner.core.access import Permission, allow
from opsplanner.core.differences import differences
from opsplanner.core.forms import VersionedForm, attempt
from opsplanner.core.i18n import language
from opsplanner.core.versions import Stale, stamp
from opsplanner.operations import services, words
from opsplanner.operations.forms import NetworkForm, ProgrammeForm
from opsplanner.operations.views.blueprint import blueprint, panels

Form = TypeVar("Form", bound=VersionedForm)
Differences = list[tuple[str, str]]


@blueprint.get("/programmes/")
@allow(Permission.PROGRAMMES_SEE)
def programmes() -> str:
    """The list of programmes."""
    return render_template(
        "operations/programmes.html",
        page=services.browse_programmes(request.args),
        may_edit=g.actor.may(Permission.PROGRAMMES_EDIT),
    )


@blueprint.get("/networks/")
@allow(Permission.PROGRAMMES_SEE)
def networks() -> str:
    """The list of networks."""
    page = services.browse_networks(request.args)
    return render_template(
        "operations/networks.html",
        page=page,
        sizes=services.sizes(page.items),
        programme_choices=[(one.id, one.code) for one in services.programmes()],
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
        operations=services.operations_of(g.actor, found),
        register=url_for("operations.browse", programme=found.id),
        training=panels().training(g.actor, found),
        may_edit=g.actor.may(Permission.PROGRAMMES_EDIT),
    )


@blueprint.get("/networks/<key>")
@allow(Permission.PROGRAMMES_SEE)
def network(key: str) -> str:
    """One network: its members since and until, guests and donors, meetings and what became of their resolutions, operations."""
    found = services.network(key)
    return render_template(
        "operations/network.html",
        network=found,
        page=services.members_of(found, request.args, language()),
        kinds=words.PARTNER_KINDS,
        today=clock.today(),
        operations=services.operations_of(g.actor, found),
        register=url_for("operations.browse", network=found.id),
        training=panels().training(g.actor, found.programme) if found.programme else None,
        meetings=panels().meetings(g.actor, found),
        plan_meeting=panels().plan_meeting(g.actor, found),
        may_edit=g.actor.may(Permission.PROGRAMMES_EDIT),
    )


@blueprint.route("/programmes/new", methods=["GET", "POST"], defaults={"key": None})
@blueprint.route("/programmes/<key>/edit", methods=["GET", "POST"])
@allow(Permission.PROGRAMMES_EDIT)
def edit_programme(key: str | None) -> Any:
    """A new programme, or one to change."""
    form = _form(ProgrammeForm, services.programme_values(services.programme(key)) if key else {})
    saved: Any = None
    theirs: Differences = []
    if form.validate_on_submit():
        saved, theirs = _save(form, services.save_programme, key)
    if saved:
        return redirect(url_for("operations.programme", key=saved.code))
    page = render_template("operations/edit_programme.html", form=form, key=key, theirs=theirs)
    return page, _status(form, theirs)


@blueprint.route("/networks/new", methods=["GET", "POST"], defaults={"key": None})
@blueprint.route("/networks/<key>/edit", methods=["GET", "POST"])
@allow(Permission.PROGRAMMES_EDIT)
def edit_network(key: str | None) -> Any:
    """A new network, or one to change, with its members as rows."""
    form = _form(NetworkForm, services.network_values(services.network(key)) if key else {})
    if "add" in request.form or not form.is_submitted():
        form.add_rows(3)
    form.offer(services.programmes())
    saved: Any = None
    theirs: Differences = []
    if "add" not in request.form and form.validate_on_submit():
        saved, theirs = _save(form, services.save_network, key)
    if saved:
        return redirect(url_for("operations.network", key=saved.code))
    page = render_template("operations/edit_network.html", form=form, key=key, theirs=theirs)
    return page, _status(form, theirs)


def _form(kind: type[Form], stored: dict[str, Any]) -> Form:
    return kind(data={**stored, "version": stamp(stored)} if stored else None)


def _save(form: VersionedForm, service: Callable[..., Any], key: str | None) -> tuple[Any, Differences]:
    """What was saved, or what somebody else stored meanwhile."""
    try:
        saved = attempt(form, lambda: service(g.actor, form.values(), key, form.version.data or None))
    except Stale as conflict:
        form.version.data = stamp(conflict.stored)
        return None, differences(form, conflict.stored)
    if saved:
        flash(_("Saved: %(code)s.", code=saved.code), "success")
    return saved, []


def _status(form: VersionedForm, theirs: Differences) -> int:
    if theirs:
        return 409
    return 422 if form.errors and "add" not in request.form else 200
