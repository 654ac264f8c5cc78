"""Reviewing one delivery: what is unusual first, then accepting it, returning it with notes, or putting it back."""

from __future__ import annotations

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from opsplanner.core.access import Permission, allow
from opsplanner.core.errors import Forbidden, Refusal
from opsplanner.core.forms import attempt
from opsplanner.core.i18n import language
from opsplanner.operations.services import find
from opsplanner.results import services
from opsplanner.results.forms import ReasonForm
from opsplanner.results.mended import mended_of
from opsplanner.results.models import Submission, SubmissionState
from opsplanner.results.noted import of_submission
from opsplanner.results.queue import way
from opsplanner.results.review import open_review
from opsplanner.results.review_forms import ReturnForm
from opsplanner.results.review_words import REVERSALS
from opsplanner.results.views.blueprint import blueprint
from opsplanner.results.views.differences import offered

# The state that each step back begins in.
REVERSED = {"release": SubmissionState.IN_REVIEW, "reopen": SubmissionState.ACCEPTED}
PLACE = "/results/submissions/<int:submission_id>/review"


@blueprint.get(PLACE)
@allow(Permission.RESULTS_SEE)
def review(code: str, submission_id: int) -> str:
    """The delivery as its reviewer looks at it."""
    operation = find(g.actor, code)
    found = open_review(g.actor, operation, submission_id, request.args, language())
    mended = mended_of(g.actor, operation, found.submission, language())
    return render_template(
        "results/review.html", operation=operation, review=found, offered=offered(found.versions), mended=mended
    )


@blueprint.post(f"{PLACE}/take")
@allow(Permission.RESULTS_SEE)
def take(code: str, submission_id: int) -> Response:
    """In review, and so locked for its Member."""
    operation = find(g.actor, code)
    try:
        services.take_in_review(g.actor, operation, submission_id)
    except Forbidden:
        raise
    except Refusal as refused:
        return _as_it_stands(code, submission_id, str(refused))
    return redirect(url_for("results.review", code=code, submission_id=submission_id))


@blueprint.post(f"{PLACE}/accept")
@allow(Permission.RESULTS_SEE)
def accept(code: str, submission_id: int) -> Response:
    """Accepted; on to the next that waits."""
    operation = find(g.actor, code)
    try:
        submission = services.accept(g.actor, operation, submission_id)
    except Forbidden:
        raise
    except Refusal as refused:
        return _as_it_stands(code, submission_id, str(refused))
    flash(_("%(reference)s was accepted.", reference=submission.reference), "success")
    return _onwards(submission)


@blueprint.route(f"{PLACE}/return", methods=["GET", "POST"])
@allow(Permission.RESULTS_SEE)
def send_back(code: str, submission_id: int) -> Response | tuple[str, int]:
    """Back to the Member, with the notes written and a word on all of it."""
    operation = find(g.actor, code)
    submission = services.find_reviewable(g.actor, operation, submission_id)
    if submission.state != SubmissionState.IN_REVIEW:
        return _as_it_stands(code, submission_id)
    form = ReturnForm()
    if form.validate_on_submit() and attempt(
        form, lambda: services.return_to_member(g.actor, operation, submission_id, form.note.data or "")
    ):
        flash(_("%(reference)s was returned; its Member is told.", reference=submission.reference), "success")
        return _onwards(submission)
    page = render_template(
        "results/send_back.html",
        operation=operation,
        submission=submission,
        form=form,
        kept=services.replaced_since(g.actor, operation, submission),
        notes=[note for note in of_submission(g.actor, operation, submission) if note.state != "settled"],
    )
    return page, 422 if form.errors else 200


@blueprint.route(f"{PLACE}/<any(release, reopen):act>", methods=["GET", "POST"])
@allow(Permission.RESULTS_SEE)
def reverse(code: str, submission_id: int, act: str) -> Response | tuple[str, int]:
    """A step back, with its reason: put back from review, or an accepted one reviewed again."""
    operation = find(g.actor, code)
    submission = services.find_reviewable(g.actor, operation, submission_id)
    if submission.state != REVERSED[act]:
        return _as_it_stands(code, submission_id)
    form = ReasonForm()
    if form.validate_on_submit():
        step = services.release if act == "release" else services.take_in_review
        if attempt(form, lambda: step(g.actor, operation, submission_id, form.reason.data)):
            flash(_("Done; the Member is told."), "success")
            return redirect(url_for("results.review", code=code, submission_id=submission_id))
    page = render_template(
        "results/reverse.html",
        operation=operation,
        submission=submission,
        form=form,
        words=REVERSALS[act],
        kept=services.replaced_since(g.actor, operation, submission) if act == "reopen" else (),
    )
    return page, 422 if form.errors else 200


def _as_it_stands(code: str, submission_id: int, why: str = "") -> Response:
    """Somebody else was quicker: told on the page of the review, where it can be seen how it stands."""
    flash(why or _("This submission has moved on meanwhile. Look at how it stands."), "warning")
    return redirect(url_for("results.review", code=code, submission_id=submission_id))


def onward_address(submission: Submission) -> str:
    """The review of the next that waits, else the list."""
    following = way(g.actor, submission)
    chosen = following.after or following.before
    if chosen is None:
        return url_for("review.queue")
    return url_for("results.review", code=chosen.operation.code, submission_id=chosen.id)


def _onwards(submission: Submission) -> Response:
    return redirect(onward_address(submission))
