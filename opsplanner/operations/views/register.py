"""The register of operations, and the page that opens one."""

from __future__ import annotations

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from opsplanner.core.access import Permission, allow
from opsplanner.core.forms import attempt
from opsplanner.core.text import Text
from opsplanner.operations import services, words
from opsplanner.operations.forms import OpeningForm
from opsplanner.operations.presets import PRESETS
from opsplanner.operations.services import Opening
from opsplanner.operations.views.blueprint import blueprint, panels


@blueprint.get("/operations/")
@allow(Permission.OPERATIONS_LIST)
def browse() -> str:
    """All operations the reader takes part in."""
    page = services.register(g.actor, request.args)
    return render_template(
        "operations/browse.html",
        page=page,
        programme_choices=[(one.id, one.code) for one in services.programmes()],
        network_choices=[(one.id, one.code) for one in services.networks()],
        phases=words.PHASES,
        year_choices=[(year, year) for year in services.years(g.actor)],
        joined=panels().joined(g.actor, page.items),
        reported=panels().reported(g.actor, page.items),
        may_open=g.actor.may(Permission.OPERATIONS_OPEN),
    )


@blueprint.route("/operations/new", methods=["GET", "POST"])
@allow(Permission.OPERATIONS_OPEN)
def open_operation() -> Any:
    """Opens an operation from a preset."""
    form = OpeningForm(services.programmes(), services.networks())
    if form.validate_on_submit():
        values = {name: value for name, value in form.data.items() if name != "csrf_token"}
        values["name"] = Text.read({"en": form.name.form.en.data, "fr": form.name.form.fr.data})
        opened = attempt(form, lambda: services.open_operation(g.actor, Opening(**values), panels().publish_template))
        if opened:
            flash(_("%(code)s is open. Complete its plan below.", code=opened.code), "success")
            return redirect(url_for("operations.overview", code=opened.code))
    page = render_template("operations/open_operation.html", form=form, presets=PRESETS)
    return page, 422 if form.errors else 200
