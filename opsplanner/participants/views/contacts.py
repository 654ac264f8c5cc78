"""The contact list of an operation, and the form of one participant's contact points."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from opsplanner.core.access import Permission, allow
from opsplanner.core.differences import differences
from opsplanner.core.forms import attempt
from opsplanner.core.i18n import language
from opsplanner.core.versions import Stale, stamp
from opsplanner.core.web import download
from opsplanner.documents import lists
from opsplanner.operations import services as operations
from opsplanner.participants import services, sheets
from opsplanner.participants.contact_words import changed_lines
from opsplanner.participants.duty import zones_offered
from opsplanner.participants.forms import ContactsForm
from opsplanner.participants.views.blueprint import blueprint
from opsplanner.participants.words import ROLES
from opsplanner.reference import code_list


@blueprint.get("/operations/<code>/contacts")
@allow(Permission.CONTACTS_SEE)
def contacts(code: str) -> str:
    """Every contact point of those who take part."""
    operation, lang = operations.find(g.actor, code), language()
    return render_template(
        "participants/contacts.html",
        operation=operation,
        page=services.contact_list(g.actor, operation, request.args, lang),
        addresses=services.contact_addresses(g.actor, operation, request.args, lang),
        own=services.own(g.actor, operation),
        roles=ROLES,
        regions={one.code: one.label.to(lang) for one in code_list("region").codes.values()},
        follows=g.actor.may(Permission.RESULTS_REVIEW, code),
    )


@blueprint.get("/operations/<code>/contacts.xlsx")
@allow(Permission.CONTACTS_SEE)
def contacts_workbook(code: str) -> Response:
    """The contact list as filtered, as a workbook."""
    operation = operations.find(g.actor, code)
    found = services.all_contacts(g.actor, operation, request.args, language())
    everyone = services.all_contacts(g.actor, operation, {}, language())
    content = sheets.contacts_workbook(operation, found, len(everyone), request.args)
    return download(content, f"{code}_{_('contacts')}_{language()}.xlsx", lists.CONTENT_TYPE)


@blueprint.get("/operations/<code>/contacts/changes")
@allow(Permission.RESULTS_REVIEW)
def contact_changes(code: str) -> str:
    """What has changed of contact points, and who was told."""
    operation, lang = operations.find(g.actor, code), language()
    return render_template(
        "participants/contact_changes.html",
        operation=operation,
        page=services.contact_changes(g.actor, operation, request.args, lang),
        liaisons=services.served_by(operation, lang),
        told_of=changed_lines,
    )


@blueprint.route("/operations/<code>/participants/<org>/contacts", methods=["GET", "POST"])
@allow(Permission.CONTACTS_EDIT)
def edit_contacts(code: str, org: str) -> Any:
    """A participant's own contact points; the first is the contact point, the others its deputies."""
    operation = operations.find(g.actor, code)
    found = services.changeable(g.actor, operation, org)
    stored = services.contact_values(found)
    proposed = services.proposed_contact(g.actor, found)
    form = ContactsForm(data={"contacts": [proposed] if proposed else stored["contacts"], "version": stamp(stored)})
    theirs: list[tuple[str, str]] = []
    zones = zones_offered(found.organisation.country or "", operation.time_zone, g.actor.time_zone)
    if "add" in request.form or not (proposed or form.is_submitted()):
        form.add_rows()
    form.offer(zones)
    if form.is_submitted() and "add" not in request.form and form.validate():
        rows = form.values()["contacts"]
        try:
            saved = attempt(form, lambda: services.save_contacts(g.actor, code, org, rows, version=form.version.data))
            if saved:
                flash(_("The contact points are saved."), "success")
                return redirect(url_for("participants.participation", code=code, org=org))
        except Stale as conflict:
            theirs, form.version.data = differences(form, conflict.stored), stamp(conflict.stored)
    page = render_template(
        "participants/edit_contacts.html",
        operation=operation,
        participation=found,
        form=form,
        theirs=theirs,
        proposed=proposed and not form.is_submitted(),
    )
    return page, 409 if theirs else 422 if form.errors and "add" not in request.form else 200
