"""Adding participants: from a network, a region, pasted codes or names, a file; seen first, then confirmed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import current_app, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from opsplanner.core.access import Permission, allow
from opsplanner.core.asking import wholes
from opsplanner.core.errors import Refusal
from opsplanner.core.forms import attempt
from opsplanner.core.i18n import SCREEN_LANGUAGES, language
from opsplanner.core.numbers import whole
from opsplanner.directory.models import Organisation
from opsplanner.operations import services as operations
from opsplanner.operations.models import Operation
from opsplanner.participants import sealing, services
from opsplanner.participants.forms import SourceForm
from opsplanner.participants.listing import Listing, Row, pasted_table
from opsplanner.participants.models import LetterKind
from opsplanner.participants.naming import entries
from opsplanner.participants.preview import Preview
from opsplanner.participants.services import Address
from opsplanner.participants.sheets import table_of
from opsplanner.participants.views.blueprint import blueprint
from opsplanner.participants.views.letters import specimens
from opsplanner.participants.words import ROLES


@blueprint.route("/operations/<code>/participants/add", methods=["GET", "POST"])
@allow(Permission.PARTICIPANTS_MANAGE)
def add(code: str) -> Any:
    """Where they come from; sent, it shows what would be added."""
    operation = operations.find(g.actor, code)
    form = SourceForm()
    form.offer(operations.networks(), language())
    shown = None
    if form.validate_on_submit():
        shown = attempt(form, lambda: _shown(form, operation))
        if shown and shown.preview.empty:
            form.form_errors.append(_("Name at least one participant."))
            shown = None
    return _page(operation, form, shown), 422 if form.errors else 200


@blueprint.post("/operations/<code>/participants")
@allow(Permission.PARTICIPANTS_MANAGE)
def confirm(code: str) -> Any:
    """Adds what was ticked on the preview, and has the worker write; an address that cannot be is told beside what was typed."""
    operation = operations.find(g.actor, code)
    form = SourceForm(formdata=None, data={"role": request.form.get("role", "")})
    form.offer(operations.networks(), language())
    ids = wholes(request.form.getlist("organisation"))
    given = attempt(form, lambda: services.invite_many(g.actor, code, ids, form.role.data, _addresses(ids)))
    if given is None:
        return _page(operation, form, Shown(services.from_ids(operation, ids))), 422
    added, job = given
    said = ngettext("%(num)s participant is invited.", "%(num)s participants are invited.", len(added))
    flash(said, "success" if added else "info")
    if job is None:
        return redirect(url_for("participants.browse", code=code))
    return redirect(url_for("participants.sending", code=code, token=job.token))


def _addresses(ids: list[int]) -> dict[int, Address]:
    """What was typed for organisations of which nobody has an account."""
    return {
        number: Address(request.form.get(f"email-{number}", ""), request.form.get(f"language-{number}", ""))
        for number in ids
    }


def _page(operation: Operation, form: SourceForm, shown: Shown | None) -> str:
    """Who would be invited, each with where the letter goes, and the letter in each language."""
    offered = [*shown.preview.new, *_suggested(shown.preview)] if shown else []
    people = services.people_of(one.id for one in offered)
    return render_template(
        "participants/add.html",
        operation=operation,
        form=form,
        shown=shown,
        preview=shown and shown.preview,
        roles=ROLES,
        usual=services.usual_role,
        is_odd=services.is_odd,
        people={number: [services.as_addressee(each) for each in found] for number, found in people.items()},
        proposed=_typed(offered),
        languages=SCREEN_LANGUAGES,
        specimens=specimens(operation, LetterKind.INVITATION) if shown else {},
    )


def _suggested(preview: Preview) -> list[Organisation]:
    return [found.suggestion for found in preview.unknown if found.suggestion]


def _typed(offered: list[Organisation]) -> dict[int, Address]:
    """The address proposed for each, or the one that was typed."""
    return {
        one.id: Address(request.form[f"email-{one.id}"], request.form.get(f"language-{one.id}", ""))
        if f"email-{one.id}" in request.form
        else services.proposed_address(one)
        for one in offered
    }


@dataclass(frozen=True, slots=True)
class Shown:
    """What would be added, and the table and column it was read from, if any; `sealed` is that table for another reading."""

    preview: Preview
    listing: Listing | None = None
    column: int = 0
    sealed: str = ""
    pasted: bool = False


def _shown(form: SourceForm, operation: Operation) -> Shown:
    """Everything that was filled in, taken together."""
    table = pasted_table(form.names.data or "")
    if table and form.file.data:
        raise Refusal(_("Paste a table or send a file, not both."))
    parts = [] if table else [services.from_names(operation, entries(form.names.data or ""))]
    if form.network.data:
        parts.append(services.from_network(operation, form.network.data))
    if form.region.data:
        parts.append(services.from_region(operation, form.region.data))
    listing = _listing(form, table)
    if listing is None:
        return Shown(Preview.joined(parts))
    asked = whole(form.column.data or "")
    column = asked if asked is not None and asked < len(listing.columns) else listing.likeliest
    parts.append(services.from_listing(operation, listing, column))
    return Shown(Preview.joined(parts), listing, column, sealing.seal(listing), bool(table))


def _listing(form: SourceForm, table: list[Row]) -> Listing | None:
    """The file's table, the pasted one, or the one that was read before."""
    if form.file.data:
        sent = form.file.data
        letters, rows = table_of(sent.stream, sent.filename or "", current_app.config["MAX_UPLOAD_MB"])
    elif table:
        letters, rows = [str(number) for number, _cell in enumerate(table[0][1], start=1)], table
    else:
        return sealing.opened(form.table.data) if form.table.data else None
    listing = Listing.of(services.index(), letters, rows)
    if not listing.columns:
        raise Refusal(_("The file holds no rows.") if form.file.data else _("Name at least one participant."))
    return listing
