"""The sheet to fill in, made for one Member."""

from __future__ import annotations

from flask import g, request
from werkzeug.wrappers import Response

from opsplanner.core.access import Permission, allow
from opsplanner.core.web import download
from opsplanner.operations.services import find
from opsplanner.records.downloads import template_csv, write_workbook
from opsplanner.results import services
from opsplanner.results.views.blueprint import blueprint

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv"


@blueprint.get("/results/template")
@allow(Permission.RESULTS_SUBMIT)
def template(code: str) -> Response:
    """A workbook, or its results sheet as text, in English, French or Russian, with the columns of the operation's blocks or all."""
    entry = services.entry(g.actor, find(g.actor, code), request.args.get("member", ""))
    asked = request.args.get("sheet", "")
    template = services.template_of(entry.operation)
    lang = asked if asked in template.languages else "en"
    full = request.args.get("full") == "1"
    member = entry.participation.organisation.code
    write, ending, kind = (
        (template_csv, "csv", CSV) if request.args.get("as") == "csv" else (write_workbook, "xlsx", XLSX)
    )
    content = write(template.of(member), lang, full=full)
    return download(content, f"{entry.operation.code}_{member}_{lang}{'_full' if full else ''}.{ending}", kind)
