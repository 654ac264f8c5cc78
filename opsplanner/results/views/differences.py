"""The difference between two versions of a Member's results, as a page and as a workbook."""

from __future__ import annotations

from collections.abc import Sequence

from flask import g, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from opsplanner.core.access import Permission, allow
from opsplanner.core.i18n import language, moment
from opsplanner.core.web import download
from opsplanner.documents.lists import CONTENT_TYPE
from opsplanner.operations.services import find
from opsplanner.results.differences import KINDS, between, export
from opsplanner.results.models import Submission
from opsplanner.results.views.blueprint import blueprint


def offered(versions: Sequence[Submission]) -> list[tuple[str, str]]:
    """Versions to choose from, by number: the first is the original."""
    told = [(str(each.number), f"{each.number} · {each.reference} · {moment(each.submitted_at)}") for each in versions]
    return [
        (number, f"{text} ({_('original')})") if place == 0 else (number, text)
        for place, (number, text) in enumerate(told)
    ]


@blueprint.get("/results/submissions/<int:submission_id>/differences")
@allow(Permission.RESULTS_SEE)
def differences(code: str, submission_id: int) -> str:
    """What a submission's version says differently from another; `from` is the number of that one."""
    operation = find(g.actor, code)
    found = between(g.actor, operation, submission_id, request.args, language())
    return render_template(
        "results/differences.html", operation=operation, found=found, kinds=KINDS, offered=offered(found.versions)
    )


@blueprint.get("/results/submissions/<int:submission_id>/differences.xlsx")
@allow(Permission.RESULTS_SEE)
def differences_workbook(code: str, submission_id: int) -> Response:
    """The same, one changed answer a row."""
    operation = find(g.actor, code)
    content = export(g.actor, operation, submission_id, request.args, language())
    return download(content, f"{operation.code}_differences_{submission_id}_{language()}.xlsx", CONTENT_TYPE)
