"""Adding participants: from a network, a region, pasted codes or names, a file; seen first, then confirmed."""

from __future__ import annotations

from typing import Any

from flask import current_app, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from opsplanner.core.access import Permission, allow
from opsplanner.core.asking import wholes
from opsplanner.core.forms import attempt
from opsplanner.core.i18n import language
from opsplanner.operations import services as operations
from opsplanner.operations.models import Operation
from opsplanner.participants import services
from opsplanner.participants.forms import SourceForm
from opsplanner.participants.naming import entries
from opsplanner.participants.preview import Preview
from opsplanner.participants.sheets import rows_of
from opsplanner.participants.views.blueprint import blueprint
from opsplanner.participants.words import ROLES


@blueprint.route("/operations/<code>/participants/add", methods=["GET", "POST"])
@allow(Permission.PARTICIPANTS_MANAGE)
def add(code: str) -> Any:
    """Where they come from; sent, it shows what would be added."""
    operation = operations.find(g.actor, code)
    form = SourceForm()
    form.offer(operations.networks(), language())
    preview = None
    if form.validate_on_submit():
        preview = attempt(form, lambda: _preview(form, operation))
        if preview and preview.empty:
            form.form_errors.append(_("Name at least one participant."))
            preview = None
    page = render_template(
        "participants/add.html",
        operation=operation,
        form=form,
        preview=preview,
        roles=ROLES,
        usual=services.usual_role,
        is_odd=services.is_odd,
    )
    return page, 422 if form.errors else 200


@blueprint.post("/operations/<code>/participants")
@allow(Permission.PARTICIPANTS_MANAGE)
def confirm(code: str) -> Any:
    """Adds what was ticked on the preview."""
    ids = wholes(request.form.getlist("organisation"))
    added = services.add_participants(g.actor, code, ids, request.form.get("role", ""))
    said = ngettext("%(num)s participant is invited.", "%(num)s participants are invited.", len(added))
    flash(said, "success" if added else "info")
    return redirect(url_for("participants.browse", code=code))


def _preview(form: SourceForm, operation: Operation) -> Preview:
    """Everything that was filled in, taken together."""
    parts = [services.from_names(operation, entries(form.names.data or ""))]
    if form.network.data:
        parts.append(services.from_network(operation, form.network.data))
    if form.region.data:
        parts.append(services.from_region(operation, form.region.data))
    if form.file.data:
        sent = form.file.data
        rows = rows_of(sent.stream, sent.filename or "", current_app.config["MAX_UPLOAD_MB"])
        parts.append(services.from_rows(operation, rows))
    return Preview.joined(parts)
