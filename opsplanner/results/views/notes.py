"""Notes on a delivery: written by its reviewer, answered by its Member, settled; each works as a page of its own too."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from opsplanner.core.access import Permission, allow
from opsplanner.core.errors import Refusal
from opsplanner.core.forms import attempt
from opsplanner.core.i18n import language
from opsplanner.core.numbers import whole
from opsplanner.operations.models import Operation
from opsplanner.operations.services import find
from opsplanner.results import services
from opsplanner.results.models import ReviewNote
from opsplanner.results.noted import place_of
from opsplanner.results.review_forms import NoteForm, ReplyForm
from opsplanner.results.services import Personal, Said
from opsplanner.results.views.blueprint import blueprint


@blueprint.route("/results/submissions/<int:submission_id>/notes/new", methods=["GET", "POST"])
@allow(Permission.RESULTS_SEE)
def note(code: str, submission_id: int) -> Response | tuple[str, int]:
    """A note or a question on all of it, a case, a line or one answer; `case` in the address chooses the case."""
    operation = find(g.actor, code)
    submission = services.find_reviewable(g.actor, operation, submission_id)
    form = NoteForm()
    place = place_of(g.actor, operation, submission, whole(request.values.get("case", "")))
    form.offer(place, services.template_of(operation), language())
    if form.validate_on_submit():
        said = form.said(place)
        if _written(form, lambda: services.add_note(g.actor, operation, submission_id, said)):
            flash(_("The note is written."), "success")
            return redirect(url_for("results.review", code=code, submission_id=submission_id, _anchor="notes"))
    page = render_template("results/note.html", operation=operation, submission=submission, form=form, place=place)
    return page, 422 if form.errors or form.doubtful else 200


@blueprint.route("/results/notes/<int:note_id>/reply", methods=["GET", "POST"])
@allow(Permission.RESULTS_SEE)
def reply(code: str, note_id: int) -> Response | tuple[str, int]:
    """An answer, or a word more."""
    operation = find(g.actor, code)
    found = services.find_note(g.actor, operation, note_id)
    form = ReplyForm()
    if form.validate_on_submit():
        said = Said(form.text.data, sure=bool(form.sure.data))
        if _written(form, lambda: services.reply(g.actor, operation, note_id, said)):
            flash(_("Your answer is sent."), "success")
            return _back(operation, found)
    page = render_template("results/reply.html", operation=operation, note=found, form=form)
    return page, 422 if form.errors or form.doubtful else 200


@blueprint.post("/results/notes/<int:note_id>/settle")
@allow(Permission.RESULTS_SEE)
def settle(code: str, note_id: int) -> Response:
    """Done with."""
    operation = find(g.actor, code)
    found = services.settle_note(g.actor, operation, note_id)
    flash(_("The note is settled."), "success")
    return _back(operation, found)


def answer_beside(operation: Operation, open_notes: Sequence[ReviewNote]) -> str:
    """Sends the answers typed on a page whose one form holds other things too, so that nothing typed there is lost.

    Gives the sentence of the first that is not taken; "" when all are sent.
    """
    typed = {note.id: request.form.get(f"answer-{note.id}", "") for note in open_notes}
    written = {number: text for number, text in typed.items() if text.strip()}
    if not written:
        return _("Write the answer.") if "reply" in request.form else ""
    for number, text in written.items():
        try:
            services.reply(g.actor, operation, number, Said(text, sure=f"sure-{number}" in request.form))
        except Refusal as refused:
            return str(refused)
    flash(_("Your answer is sent."), "success")
    return ""


def _written(form: NoteForm | ReplyForm, write: Callable[[], ReviewNote]) -> bool:
    """Whether it was written; a text that seems to name a person is asked about once."""
    try:
        return attempt(form, write) is not None
    except Personal as doubt:
        form.doubt(str(doubt))
        return False


def _back(operation: Operation, found: ReviewNote) -> Response:
    """To the page the note was read on: of the review, of what was sent, or where a correction is uploaded."""
    back = request.form.get("back", "")
    if back == "upload":
        sent = found.submission
        member, rehearsal = sent.participation.organisation.code, 1 if sent.rehearsal else None
        there = url_for("results.upload", code=operation.code, member=member, rehearsal=rehearsal, _anchor="notes")
        return redirect(there)
    page = "results.review" if back == "review" else "results.submission"
    return redirect(url_for(page, code=operation.code, submission_id=found.submission_id, _anchor="notes"))
