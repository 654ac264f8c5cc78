"""The steps between the file and the confirmation: what its columns hold, what its values mean."""

from __future__ import annotations

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from opsplanner.core.access import Permission, allow
from opsplanner.core.i18n import language
from opsplanner.operations.services import find
from opsplanner.results import services
from opsplanner.results.questions import column_questions
from opsplanner.results.views.blueprint import blueprint
from opsplanner.results.views.large import apart_when_large
from opsplanner.results.views.receipt import or_receipt

Page = Response | tuple[str, int]
ORDER = "order-"


@blueprint.route("/results/drafts/<int:draft_id>/columns", methods=["GET", "POST"])
@allow(Permission.RESULTS_SUBMIT)
@or_receipt
@apart_when_large
def columns(code: str, draft_id: int) -> Page:
    """Step 2: only the columns nobody has said anything about (`every`: those answered too), and dates that can be read two ways."""
    operation = find(g.actor, code)
    if request.method == "POST":
        said = dict(zip(request.form.getlist("heading"), request.form.getlist("field"), strict=False))
        orders = {key.removeprefix(ORDER): value for key, value in request.form.items() if key.startswith(ORDER)}
        services.answer_columns(g.actor, operation, draft_id, said, orders, "remember" in request.form)
        return redirect(url_for("results.draft", code=code, draft_id=draft_id))
    looked = services.look(g.actor, operation, draft_id, every_column="every" in request.args)
    page = render_template(
        "results/columns.html", operation=operation, looked=looked, page=column_questions(looked, language())
    )
    return page, 200


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
