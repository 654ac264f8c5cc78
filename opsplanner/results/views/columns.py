"""The steps between the file and the confirmation: what its columns hold, where its headings stand, what its values mean."""

from __future__ import annotations

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from opsplanner.core.access import Permission, allow
from opsplanner.core.errors import Refusal
from opsplanner.core.i18n import language
from opsplanner.core.numbers import whole
from opsplanner.operations.services import find
from opsplanner.results import services
from opsplanner.results.column_page import NOTHING_LEFT, column_page
from opsplanner.results.views.blueprint import blueprint
from opsplanner.results.views.large import apart_when_large
from opsplanner.results.views.receipt import or_receipt

Page = Response | tuple[str, int]
ORDER, HELD, ALL_ROWS = "order-", "held-", "all-"


@blueprint.route("/results/drafts/<int:draft_id>/columns", methods=["GET", "POST"])
@allow(Permission.RESULTS_SUBMIT)
@or_receipt
@apart_when_large
def columns(code: str, draft_id: int) -> Page:
    """Step 2: the columns nobody has said anything about (`every`: those answered too) and, folded, the others; what stands for
    those that are missing; dates that can be read two ways. What cannot be kept, and what is still not said, is told on the page,
    with all that was typed.
    """
    operation = find(g.actor, code)
    typed: dict[str, str] = {}
    left = NOTHING_LEFT
    unsaid: list[str] = []
    if request.method == "POST":
        typed, orders, held = _named(ALL_ROWS), _named(ORDER), _named(HELD)
        # An order remembered or presumed that was left as it stood is no answer: it is not to be kept as one.
        news = {key: order for key, order in orders.items() if order != held.get(key)}
        said = dict(zip(request.form.getlist("heading"), request.form.getlist("field"), strict=False))
        reply = services.ColumnReply(said, news, typed, "remember" in request.form)
        left = services.answer_columns(g.actor, operation, draft_id, reply)
        fields = services.template_of(operation).by_key
        unsaid = [key for key in request.form.getlist("dates") if key in fields and key not in orders]
        if not any(left) and not unsaid:
            return redirect(url_for("results.draft", code=code, draft_id=draft_id))
    asked = services.ask_columns(g.actor, operation, draft_id)
    page = render_template(
        "results/columns.html",
        operation=operation,
        looked=asked.looked,
        page=column_page(asked, language(), "every" in request.args, typed, left),
        unsaid=unsaid,
        answered=request.method == "POST",
    )
    return page, 422 if any(left) or unsaid else 200


@blueprint.post("/results/drafts/<int:draft_id>/headings")
@allow(Permission.RESULTS_SUBMIT)
@or_receipt
@apart_when_large
def headings(code: str, draft_id: int) -> Response:
    """Takes another row for the headings of a sheet, and asks about its columns anew."""
    operation = find(g.actor, code)
    number = whole(request.form.get("row", "")) or 0
    try:
        services.answer_header_row(g.actor, operation, draft_id, request.form.get("sheet", ""), number)
    except Refusal as refused:
        flash(str(refused), "error")
    return redirect(url_for("results.columns", code=code, draft_id=draft_id, every=1))


def _named(prefix: str) -> dict[str, str]:
    """What was posted under names with a prefix, by the rest of the name."""
    return {key.removeprefix(prefix): value for key, value in request.form.items() if key.startswith(prefix)}


@blueprint.post("/results/drafts/<int:draft_id>/values")
@allow(Permission.RESULTS_SUBMIT)
@or_receipt
@apart_when_large
def values(code: str, draft_id: int) -> Response:
    """Takes what values mean that are in no list; those left blank stay problems."""
    operation = find(g.actor, code)
    given = zip(*(request.form.getlist(name) for name in ("field", "value", "meaning")), strict=False)
    said = [(key, value, answer) for key, value, answer in given if answer.strip()]
    strange = services.answer_values(g.actor, operation, draft_id, said, "remember" in request.form)
    for field, answer in strange:
        flash(
            _("‘%(answer)s’ is not in the list of %(field)s.", answer=answer[:60], field=field.label.to(language())),
            "error",
        )
    step = "check" if strange else "draft"
    return redirect(url_for(f"results.{step}", code=code, draft_id=draft_id))
