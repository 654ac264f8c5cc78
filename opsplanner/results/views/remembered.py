"""What a Member said of its own sheets and is remembered: listed for its people and the secretariat, each forgotten on request."""

from __future__ import annotations

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from opsplanner.core.access import Permission, allow
from opsplanner.core.i18n import language
from opsplanner.operations.services import find
from opsplanner.records.child.codepages import CODE_PAGES
from opsplanner.records.constant import constant_cell
from opsplanner.records.field import Field
from opsplanner.records.kinds.base import written
from opsplanner.records.sentences import phrase
from opsplanner.results import services
from opsplanner.results.memories import heading_page, value_page
from opsplanner.results.views.blueprint import blueprint
from opsplanner.results.words import ORDERS


@blueprint.get("/results/remembered")
@allow(Permission.RESULTS_SUBMIT)
def remembered(code: str) -> str:
    """Headings, or with `kind=values` the values and how dates are written."""
    operation = find(g.actor, code)
    participation = services.own_entry(g.actor, operation, request.args.get("member", "")).participation
    values = request.args.get("kind") == "values"
    found = (value_page if values else heading_page)(participation.organisation_id, request.args)
    return render_template(
        "results/remembered.html",
        operation=operation,
        member=participation.organisation,
        values=values,
        page=found,
        fields=services.template_of(operation).by_key,
        meaning=_meaning,
        all_rows=services.ALL_ROWS,
        letters=services.LETTERS,
        header_row=services.HEADER_ROW,
    )


@blueprint.route("/results/remembered/forget", methods=["GET", "POST"])
@allow(Permission.RESULTS_SUBMIT)
def forget(code: str) -> Response | str:
    """Asks, and then forgets one of them; the next sheet that has it is asked about again."""
    operation = find(g.actor, code)
    asked = request.values
    member = services.own_entry(g.actor, operation, asked.get("member", "")).participation.organisation
    heading, key, value = (asked.get(name, "") for name in ("heading", "field", "value"))
    if request.method == "POST":
        if heading:
            services.forget_heading(g.actor, operation, member.code, heading)
        else:
            services.forget_value(g.actor, operation, member.code, key, value)
        flash(_("Forgotten. The next sheet that has it is asked about again."), "success")
        kind = None if heading else "values"
        return redirect(url_for("results.remembered", code=code, member=member.code, kind=kind))
    field = services.template_of(operation).by_key.get(key)
    label = field.label.to(language()) if field else key
    named = "" if value == services.ALL_ROWS else value
    what = _("letters of text files") if key == services.LETTERS else heading or named or label
    return render_template(
        "results/forget.html", operation=operation, member=member, heading=heading, field=key, value=value, what=what
    )


def _meaning(field: Field | None, meaning: str) -> str:
    """What a value means in the reader's words: the label of a code, how dates are written, the name of a code page."""
    if meaning in ORDERS:
        return str(ORDERS[meaning])
    if meaning in CODE_PAGES:
        return phrase(meaning, language())
    return written(constant_cell(field, meaning, language())) if field else meaning
