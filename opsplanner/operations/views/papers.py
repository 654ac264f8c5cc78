"""The documents of an operation: list, add, read, withdraw."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from opsplanner.core import files
from opsplanner.core.access import Permission, allow
from opsplanner.core.forms import attempt
from opsplanner.core.web import download
from opsplanner.operations import services, words
from opsplanner.operations.forms import PaperForm
from opsplanner.operations.forms.papers import LANGUAGES
from opsplanner.operations.services import Paper
from opsplanner.operations.views.blueprint import blueprint


@blueprint.get("/operations/<code>/documents")
@allow(Permission.OPERATION_SEE)
def documents(code: str) -> str:
    """The papers the reader may see."""
    operation = services.find(g.actor, code)
    return render_template(
        "operations/documents.html",
        operation=operation,
        page=services.documents(g.actor, operation, request.args),
        kinds=words.DOCUMENT_KINDS,
        languages=LANGUAGES,
        editor=g.actor.may(Permission.PLAN_EDIT, code),
    )


@blueprint.route("/operations/<code>/documents/new", methods=["GET", "POST"])
@allow(Permission.PLAN_EDIT)
def add_document(code: str) -> Any:
    """Adds a paper."""
    form = PaperForm()
    if form.validate_on_submit():
        sent = form.file.data
        said = {name: form[name].data for name in ("title", "kind", "language", "marking")}
        paper = Paper(content=sent.read(), file_name=sent.filename, **said)
        if added := attempt(form, lambda: services.add_document(g.actor, code, paper)):
            flash(_("Added: %(title)s.", title=added.title), "success")
            return redirect(url_for("operations.documents", code=code))
    page = render_template("operations/add_document.html", operation=services.find(g.actor, code), form=form)
    return page, 422 if form.errors else 200


@blueprint.get("/operations/<code>/documents/<int:number>")
@allow(Permission.OPERATION_SEE)
def document(code: str, number: int) -> Response:
    """The paper itself, to keep."""
    found = services.document(g.actor, services.find(g.actor, code), number)
    return download(files.fetch(found.sha256), found.file_name, found.media_type)


@blueprint.route("/operations/<code>/documents/<int:number>/withdraw", methods=["GET", "POST"])
@allow(Permission.PLAN_EDIT)
def withdraw_document(code: str, number: int) -> Any:
    """Asks, then takes the paper out of sight."""
    operation = services.find(g.actor, code)
    found = services.document(g.actor, operation, number)
    if request.method == "GET":
        return render_template("operations/withdraw_document.html", operation=operation, document=found)
    services.withdraw_document(g.actor, code, number)
    flash(_("Withdrawn: %(title)s.", title=found.title), "success")
    return redirect(url_for("operations.documents", code=code))
