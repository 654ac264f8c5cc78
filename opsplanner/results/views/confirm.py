"""The last step: what will be stored, who will see it, and sending it."""

from __future__ import annotations

from collections.abc import Sequence

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from opsplanner.core.access import Permission, allow
from opsplanner.core.asking import wholes
from opsplanner.core.errors import Conflict, Refusal
from opsplanner.core.i18n import language
from opsplanner.core.numbers import whole
from opsplanner.operations.models import Operation
from opsplanner.operations.services import find
from opsplanner.results import services
from opsplanner.results.confirming import confirmation, with_effort_where_it_can
from opsplanner.results.held import amount
from opsplanner.results.models import Handling
from opsplanner.results.noted import to_answer
from opsplanner.results.overtaken import overtaken
from opsplanner.results.services import Choices, Looked
from opsplanner.results.since import newer
from opsplanner.results.telling import step_of
from opsplanner.results.views.blueprint import blueprint
from opsplanner.results.views.large import apart_when_large
from opsplanner.results.views.notes import answer_beside
from opsplanner.results.views.receipt import or_receipt, sent
from opsplanner.results.words import HANDLING, READERS

MARKINGS = {marking.value for marking in Handling}


@blueprint.route("/results/drafts/<int:draft_id>/confirm", methods=["GET", "POST"])
@allow(Permission.RESULTS_SUBMIT)
@or_receipt
@apart_when_large
def confirm(code: str, draft_id: int) -> Response | tuple[str, int]:
    """Step 4. A marking other than the one whose readers were shown is shown first; a note answered leaves the rest as typed."""
    operation = find(g.actor, code)
    try:
        looked = _look(operation, draft_id)
    except Refusal as refused:
        flash(str(refused), "error")
        return redirect(url_for("results.draft", code=code, draft_id=draft_id))
    if step_of(looked) != "confirm":
        return redirect(url_for("results.draft", code=code, draft_id=draft_id))
    choices = _choices(looked)
    problems: list[str] = []
    agreed = "entitled" in request.form
    if request.method == "POST":
        slip = answer_beside(
            operation, to_answer(g.actor, operation, looked.draft.participation, looked.draft.rehearsal)
        )
        problems = [slip] if slip else [] if "reply" in request.form else _missing(looked, choices)
        if not problems and "reply" not in request.form:
            try:
                return _send(operation, looked, choices)
            except Conflict as changed:
                problems, agreed = [str(changed)], False
                looked = _look(operation, draft_id)
    page = _page(operation, looked, choices, problems, agreed)
    return page, 422 if problems else 200


def _page(operation: Operation, looked: Looked, choices: Choices, problems: Sequence[str], agreed: bool) -> str:
    pages = (whole(request.args.get(name, "")) or 1 for name in ("changes", "returned"))
    found = confirmation(g.actor, looked, choices, language(), *pages)
    return render_template(
        "results/confirm.html",
        operation=operation,
        looked=looked,
        found=found,
        holds=found.held.tables(language()),
        family_amount=lambda family, value: amount(family, value, language()),
        mended=looked.acts.patches(),
        notes=to_answer(g.actor, operation, looked.draft.participation, looked.draft.rehearsal),
        problems=problems,
        agreed=agreed,
        later=overtaken([looked.draft]).get(looked.draft.id),
        newer=newer(operation, looked.draft),
        markings=HANDLING,
        reader_words=READERS,
    )


def _look(operation: Operation, draft_id: int) -> Looked:
    """The draft, or with `part` in the address what of it is ready to go while the rest stays."""
    look = services.look_at_part if "part" in request.values else services.look
    return look(g.actor, operation, draft_id)


def _choices(looked: Looked) -> Choices:
    marking = request.values.get("handling", "")
    rehearsal = bool(looked.draft.choices.get("rehearsal"))
    typed = {key.removeprefix("reason-"): text for key, text in request.form.items() if key.startswith("reason-")}
    given = Choices(
        handling=marking if marking in MARKINGS else services.marking_for(looked.entry, looked.checked, rehearsal),
        named=wholes(request.values.getlist("named")),
        reasons={**looked.draft.choices.get("reasons", {}), **typed},
        rehearsal=rehearsal,
        plan=request.form.get("plan", ""),
        withdraw=wholes(request.form.getlist("withdraw")),
        because=request.form.get("because", ""),
        nil=wholes(request.form.getlist("nil")),
    )
    return with_effort_where_it_can(looked.checked, given)


def _missing(looked: Looked, choices: Choices) -> list[str]:
    """All that is still to be done before this can be sent, so that nobody is sent back for one thing after another."""
    found = []
    if request.form.get("handling", choices.handling) != choices.handling:
        found.append(_("Choose one of the markings; nothing was sent."))
    elif request.form.get("seen") != choices.handling:
        found.append(_("You chose another marking. Look at who will see it now, then send."))
    if services.unexplained(looked.checked, choices):
        found.append(_("Give a reason for each group of warnings."))
    if choices.withdraw and not choices.because.strip():
        found.append(_("Say why the cases that are not in this sheet are withdrawn."))
    if "entitled" not in request.form:
        found.append(_("Confirm that you are entitled to send these results."))
    return found


def _send(operation: Operation, looked: Looked, choices: Choices) -> Response:
    draft = looked.draft
    try:
        if draft.rows > services.SEND_LATER:
            later = services.send_later(g.actor, operation, draft.id, choices, part=bool(looked.stays))
            return redirect(url_for("results.job", code=operation.code, token=later.job))
        send = services.send_part if looked.stays else services.send
        outcome = send(g.actor, operation, draft.id, choices)
    except Conflict:
        raise
    except Refusal as refused:
        flash(str(refused), "error")
        return redirect(
            url_for("results.confirm", code=operation.code, draft_id=draft.id, part=1 if looked.stays else None)
        )
    return sent(operation, outcome.submission, outcome.stored, outcome.stays)
