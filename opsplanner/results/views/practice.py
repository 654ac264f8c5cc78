"""Where newcomers practise: a sheet with planted mistakes to download, upload, put right and send, and what became of each."""

from __future__ import annotations

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from opsplanner.core.access import Permission, allow
from opsplanner.core.errors import Missing
from opsplanner.core.text import LANGUAGES
from opsplanner.core.web import download
from opsplanner.documents.lists import CONTENT_TYPE
from opsplanner.operations.models import Operation
from opsplanner.operations.services import find
from opsplanner.results import services
from opsplanner.results.practice.handing import practice_sheet
from opsplanner.results.practice.progress import read_practice, rehearsal_of
from opsplanner.results.services import Entry
from opsplanner.results.views.blueprint import blueprint
from opsplanner.results.words import PLANTED, PROGRESS


@blueprint.get("/results/practice")
@allow(Permission.RESULTS_SUBMIT)
def practice(code: str) -> str:
    """How to practise, and how far the Member is."""
    entry = _entry(find(g.actor, code))
    template = services.template_of(entry.operation).of(entry.participation.organisation.code)
    return render_template(
        "results/practice.html",
        operation=entry.operation,
        member=entry.participation.organisation,
        found=read_practice(g.actor, entry.operation, entry.participation, template),
        template=template,
        planted=PLANTED,
        progress=PROGRESS,
    )


@blueprint.get("/results/practice/sheet")
@allow(Permission.RESULTS_SUBMIT)
def practice_download(code: str) -> Response:
    """The practice sheet in English, French or Russian."""
    entry = _entry(find(g.actor, code))
    period = rehearsal_of(entry.operation)
    if period is None:
        raise Missing
    asked = request.args.get("sheet", "")
    lang = asked if asked in LANGUAGES else "en"
    member = entry.participation.organisation.code
    content = practice_sheet(entry.operation, period, services.template_of(entry.operation).of(member), lang)
    return download(content, f"{code}_{member}_practice_{lang}.xlsx", CONTENT_TYPE)


@blueprint.post("/results/practice/reset")
@allow(Permission.RESULTS_SUBMIT)
def practice_reset(code: str) -> Response:
    """Throws the practice data away."""
    entry = _entry(find(g.actor, code))
    member = entry.participation.organisation.code
    services.reset_practice(g.actor, entry.operation, member)
    flash(_("The practice data are gone; you can begin again."), "success")
    return redirect(url_for("results.practice", code=code, member=member))


def _entry(operation: Operation) -> Entry:
    """The reader's own Member."""
    entry = services.entry(g.actor, operation, request.values.get("member", ""))
    if entry.on_behalf:
        raise Missing
    return entry
