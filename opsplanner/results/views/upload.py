"""The first step of an upload: the file; and where a draft waits since."""

from __future__ import annotations

from flask import current_app, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from opsplanner.core import jobs
from opsplanner.core.access import Permission, allow
from opsplanner.core.i18n import language
from opsplanner.core.web import by_script
from opsplanner.operations.services import find
from opsplanner.records.check import Checked
from opsplanner.records.guard import Upload, receive
from opsplanner.records.problem import Problem
from opsplanner.results import services
from opsplanner.results.forms import UploadForm
from opsplanner.results.noted import to_answer
from opsplanner.results.telling import step_of, tell
from opsplanner.results.views.blueprint import blueprint
from opsplanner.results.views.large import apart_when_large
from opsplanner.results.views.receipt import or_receipt, sent

Page = Response | tuple[str, int]
UNDER_WAY = ("waiting", "running")


@blueprint.route("/results/upload", methods=["GET", "POST"])
@allow(Permission.RESULTS_SUBMIT)
def upload(code: str) -> Page:
    """Step 1: the file. It is read at once; a large one by the worker. Scripts are only told where to go on."""
    operation = find(g.actor, code)
    entry = services.entry(g.actor, operation, request.values.get("member", ""))
    rehearsal = request.values.get("rehearsal") == "1"
    form = UploadForm()
    found: services.Draft | Checked | None = None
    if form.validate_on_submit():
        found = services.begin(g.actor, entry, _received(), rehearsal)
        if isinstance(found, services.Draft):
            there = url_for("results.draft", code=code, draft_id=found.id)
            return Response(headers={"X-Location": there}) if by_script() else redirect(there)
    page = render_template(
        "results/upload.html",
        operation=operation,
        entry=entry,
        form=form,
        rehearsal=rehearsal,
        problems=[tell(problem, language()) for problem in found.problems] if found else [],
        most=current_app.config["MAX_UPLOAD_MB"],
        notes=to_answer(g.actor, operation, entry.participation, rehearsal),
    )
    return page, 422 if form.errors or found else 200


@blueprint.get("/results/drafts/<int:draft_id>")
@allow(Permission.RESULTS_SUBMIT)
@or_receipt
@apart_when_large
def draft(code: str, draft_id: int) -> Page:
    """Leads to the step that a draft waits in; shows how far the worker is with a large one."""
    operation = find(g.actor, code)
    found = services.find_draft(g.actor, operation, draft_id)
    if found.channel == "form":
        return redirect(url_for("results.form", code=code, draft=draft_id))
    waiting = services.job_of(found)
    if waiting and waiting.state in UNDER_WAY:
        mine = waiting.actor_id == g.actor.user_id
        url = url_for("results.job", code=code, token=waiting.token) if mine else request.path
        return render_template("results/draft_waiting.html", operation=operation, job=waiting, url=url), 200
    if found.table is None:
        refused = found.report.get("refused", {}).get(language(), [])
        return render_template("results/draft_unread.html", operation=operation, draft=found, refused=refused), 200
    step = step_of(services.look(g.actor, operation, draft_id))
    return redirect(url_for(f"results.{step}", code=code, draft_id=draft_id))


@blueprint.get("/results/jobs/<token>")
@allow(Permission.RESULTS_SUBMIT)
def job(code: str, token: str) -> Page:
    """How far the worker is with what I asked for; then on to what came of it."""
    operation = find(g.actor, code)
    found = jobs.by_token(g.actor, token)
    if found.state in UNDER_WAY:
        return render_template("results/draft_waiting.html", operation=operation, job=found, url=request.path), 200
    result = found.result or {}
    if "submission" in result:
        return sent(
            operation,
            services.find_submission(g.actor, operation, result["submission"]),
            result["stored"],
            result.get("stays", 0),
        )
    if "marked" in result:
        flash(_("The marked workbook is ready. Download it here."), "success")
    elif found.state == "failed" or "refused" in result:
        flash(result.get("refused") or _("The sheet could not be worked on. Upload it again."), "error")
    if services.still_there(found):
        return redirect(url_for("results.draft", code=code, draft_id=found.payload["draft"]))
    return redirect(url_for("results.submissions", code=code))


@blueprint.route("/results/drafts/<int:draft_id>/discard", methods=["GET", "POST"])
@allow(Permission.RESULTS_SUBMIT)
@or_receipt
def discard(code: str, draft_id: int) -> Page:
    """Asks, then throws a draft away."""
    operation = find(g.actor, code)
    if request.method == "GET":
        found = services.find_draft(g.actor, operation, draft_id)
        return render_template("results/discard.html", operation=operation, draft=found), 200
    services.discard(g.actor, operation, draft_id)
    flash(_("The draft and its file were discarded."), "success")
    return redirect(url_for("results.returns", code=code))


def _received() -> Upload | Problem:
    sent = request.files["file"]
    return receive(sent.stream, sent.filename or "", current_app.config["MAX_UPLOAD_MB"])
