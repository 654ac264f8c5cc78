"""The difference between two versions of a Member's results, as a page and as a workbook; a large one is made by the worker."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from opsplanner.core import files
from opsplanner.core.access import Permission, allow
from opsplanner.core.errors import Missing
from opsplanner.core.i18n import language, moment
from opsplanner.core.web import download
from opsplanner.documents.lists import CONTENT_TYPE
from opsplanner.operations.services import find
from opsplanner.results import services
from opsplanner.results.differences import KINDS, between, export, is_large
from opsplanner.results.models import Submission
from opsplanner.results.views.blueprint import blueprint

PLACE = "/results/submissions/<int:submission_id>/differences"
UNDER_WAY = ("waiting", "running")


def offered(versions: Sequence[Submission]) -> list[tuple[str, str]]:
    """Versions to choose from, by number: the first is the original."""
    told = [(str(each.number), f"{each.number} · {each.reference} · {moment(each.submitted_at)}") for each in versions]
    return [
        (number, f"{text} ({_('original')})") if place == 0 else (number, text)
        for place, (number, text) in enumerate(told)
    ]


@blueprint.get(PLACE)
@allow(Permission.RESULTS_SEE)
def differences(code: str, submission_id: int) -> str:
    """What a submission's version says differently from another; `from` is the number of that one."""
    operation = find(g.actor, code)
    found = between(g.actor, operation, submission_id, request.args, language())
    return render_template(
        "results/differences.html", operation=operation, found=found, kinds=KINDS, offered=offered(found.versions)
    )


@blueprint.get(f"{PLACE}.xlsx")
@allow(Permission.RESULTS_SEE)
def differences_workbook(code: str, submission_id: int) -> Response:
    """The same, one changed answer a row; of so much that nobody waits for it the page offers to have it made."""
    operation = find(g.actor, code)
    if is_large(g.actor, operation, submission_id, request.args):
        flash(_("So much differs that the workbook is made in the background: ask for it here."), "info")
        asked: dict[str, Any] = {"from": request.args.get("from")}
        return redirect(url_for("results.differences", code=code, submission_id=submission_id, **asked))
    content = export(g.actor, operation, submission_id, request.args, language())
    return download(content, f"{operation.code}_differences_{submission_id}_{language()}.xlsx", CONTENT_TYPE)


@blueprint.post(f"{PLACE}/make")
@allow(Permission.RESULTS_SEE)
def make_differences(code: str, submission_id: int) -> Response:
    """Leaves a large one to the worker."""
    asked = {"from": request.form.get("from", "")}
    job = services.make_differences(g.actor, find(g.actor, code), submission_id, asked, language())
    return redirect(url_for("results.differences_made", code=code, submission_id=submission_id, token=job.token))


@blueprint.get(f"{PLACE}/made/<token>")
@allow(Permission.RESULTS_SEE)
def differences_made(code: str, submission_id: int, token: str) -> str:
    """How far the worker is; then where the workbook is fetched."""
    operation = find(g.actor, code)
    job = services.differences_made(g.actor, operation, submission_id, token)
    return render_template(
        "results/differences_made.html",
        operation=operation,
        job=job,
        under_way=job.state in UNDER_WAY,
        submission_id=submission_id,
    )


@blueprint.get(f"{PLACE}/made/<token>.xlsx")
@allow(Permission.RESULTS_SEE)
def differences_file(code: str, submission_id: int, token: str) -> Response:
    """The workbook that was made."""
    job = services.differences_made(g.actor, find(g.actor, code), submission_id, token)
    if not job.result:
        raise Missing
    return download(files.fetch(job.result["sha256"]), job.payload["file"], CONTENT_TYPE)
