"""What was sent: the list, one submission with its receipt, its original, and taking it back."""

from __future__ import annotations

from pathlib import PurePath

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from opsplanner.core import files
from opsplanner.core.access import Permission, allow
from opsplanner.core.errors import Missing
from opsplanner.core.i18n import language, reader_zone
from opsplanner.core.web import download
from opsplanner.documents.lists import CONTENT_TYPE
from opsplanner.operations.services import find
from opsplanner.results import services
from opsplanner.results.forms import ReasonForm
from opsplanner.results.lists import submission_page
from opsplanner.results.mended import mended_of
from opsplanner.results.models import Submission
from opsplanner.results.noted import of_submission
from opsplanner.results.receipt import receipt_of, write_receipt
from opsplanner.results.reviewers import reviews
from opsplanner.results.scope import standing
from opsplanner.results.views.blueprint import blueprint
from opsplanner.results.words import CHANNELS, READERS, SUBMISSION_STATES


@blueprint.get("/results/submissions")
@allow(Permission.RESULTS_SEE)
def submissions(code: str) -> str:
    """Every delivery the reader may see, newest first."""
    operation = find(g.actor, code)
    page = submission_page(g.actor, operation, request.args)
    return render_template(
        "results/submissions.html",
        operation=operation,
        page=page,
        state_words=SUBMISSION_STATES,
        channel_words=CHANNELS,
        is_close=standing(g.actor, operation).is_close,
    )


@blueprint.get("/results/submissions/<int:submission_id>")
@allow(Permission.RESULTS_SEE)
def submission(code: str, submission_id: int) -> str:
    """One delivery: its receipt, what it holds, what was not stored, its reasons."""
    operation = find(g.actor, code)
    found = services.find_submission(g.actor, operation, submission_id)
    receipt = receipt_of(g.actor, found)
    may_enter = receipt.close and g.actor.may(Permission.RESULTS_SUBMIT, code)
    return render_template(
        "results/submission.html",
        operation=operation,
        submission=found,
        receipt=receipt,
        may_take_back=services.may_withdraw(g.actor, found),
        may_open_original=_may_open(found),
        may_review=reviews(g.actor, found),
        may_enter=may_enter,
        nil_offered=services.nil_after(g.actor, found) if may_enter else (),
        notes=of_submission(g.actor, operation, found),
        mended=mended_of(g.actor, operation, found, language()),
        reader_words=READERS,
        holds=receipt.held.tables(language()),
    )


@blueprint.get("/results/submissions/<int:submission_id>/receipt.pdf")
@allow(Permission.RESULTS_SEE)
def receipt_pdf(code: str, submission_id: int) -> Response:
    """The receipt to keep, in the reader's language."""
    found = services.find_submission(g.actor, find(g.actor, code), submission_id)
    content = write_receipt(receipt_of(g.actor, found), language(), reader_zone())
    return download(content, f"{found.reference}_{language()}.pdf", "application/pdf")


@blueprint.get("/results/submissions/<int:submission_id>/original")
@allow(Permission.RESULTS_SEE)
def original(code: str, submission_id: int) -> Response:
    """The file as it was sent, for its own Member only."""
    found = services.find_submission(g.actor, find(g.actor, code), submission_id)
    if found.kept_sha256 is None or not _may_open(found):
        raise Missing
    name = PurePath(found.file_name)
    if found.kept_sha256 != found.sha256:
        return download(files.fetch(found.kept_sha256), f"{name.stem}_{_('imported')}.xlsx", CONTENT_TYPE)
    return download(files.fetch(found.kept_sha256), name.name, "application/octet-stream")


@blueprint.route("/results/submissions/<int:submission_id>/withdraw", methods=["GET", "POST"])
@allow(Permission.RESULTS_SUBMIT)
def withdraw(code: str, submission_id: int) -> Response | tuple[str, int]:
    """Taking a delivery back, with a reason."""
    operation = find(g.actor, code)
    found = services.to_withdraw(g.actor, operation, submission_id)
    form = ReasonForm()
    if form.validate_on_submit():
        services.withdraw(g.actor, operation, submission_id, form.reason.data)
        flash(_("%(reference)s was withdrawn.", reference=found.reference), "success")
        return redirect(url_for("results.submission", code=code, submission_id=submission_id))
    page = render_template("results/withdraw.html", operation=operation, submission=found, form=form)
    return page, 422 if form.errors else 200


def _may_open(submission: Submission) -> bool:
    return standing(g.actor, submission.operation).sends(submission) and submission.kept_sha256 is not None
