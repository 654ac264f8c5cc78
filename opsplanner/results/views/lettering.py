"""When the letters of a text file look wrong: the ways it can be read, each with a line of it, and reading it anew."""

from __future__ import annotations

from flask import g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from opsplanner.core.access import Permission, allow
from opsplanner.core.errors import Refusal
from opsplanner.core.i18n import language
from opsplanner.operations.services import find
from opsplanner.records.sentences import phrase
from opsplanner.results import services
from opsplanner.results.views.blueprint import blueprint
from opsplanner.results.views.receipt import or_receipt


@blueprint.route("/results/drafts/<int:draft_id>/letters", methods=["GET", "POST"])
@allow(Permission.RESULTS_SUBMIT)
@or_receipt
def letters(code: str, draft_id: int) -> Response | tuple[str, int]:
    """Asked for beside what a text file was read as; said once, it is remembered for the Member."""
    operation = find(g.actor, code)
    problem = ""
    if request.method == "POST":
        try:
            page, remember = request.form.get("page", ""), "remember" in request.form
            services.answer_letters(g.actor, operation, draft_id, page, remember=remember)
            return redirect(url_for("results.draft", code=code, draft_id=draft_id))
        except Refusal as refused:
            problem = str(refused)
    asked = services.ask_letters(g.actor, operation, draft_id)
    shown = render_template("results/letters.html", operation=operation, asked=asked, problem=problem)
    return shown, 422 if problem else 200


@blueprint.app_template_global()
def code_page_label(page: str) -> str:
    """The name of a code page, in the reader's language."""
    return phrase(page, language())
