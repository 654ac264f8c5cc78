"""One case, or one row of effort, typed into a form instead of a sheet."""

from __future__ import annotations

from flask import g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from opsplanner.core.access import Permission, allow
from opsplanner.core.errors import Refusal
from opsplanner.core.i18n import language
from opsplanner.core.numbers import whole
from opsplanner.operations.models import Operation
from opsplanner.operations.services import find
from opsplanner.records.forms import add_error
from opsplanner.records.table import RESULTS
from opsplanner.records.template import Template
from opsplanner.results import services
from opsplanner.results.asking import MOST_LINES, CaseForm, case_form, effort_form, layout, prefill
from opsplanner.results.cases import as_mapping, goods_lines
from opsplanner.results.noted import to_answer
from opsplanner.results.photos import drawn
from opsplanner.results.services import Draft, Entry
from opsplanner.results.since import newer
from opsplanner.results.views.blueprint import blueprint
from opsplanner.results.views.notes import answer_beside
from opsplanner.results.views.receipt import sent

Page = Response | tuple[str, int]


@blueprint.route("/results/form", methods=["GET", "POST"])
@allow(Permission.RESULTS_SUBMIT)
def form(code: str) -> Page:
    """One case with its goods lines and photos; checked like a sheet, then confirmed like one. A note answered leaves it as typed."""
    operation = find(g.actor, code)
    draft = _draft(operation)
    member = draft.participation.organisation.code if draft else request.values.get("member", "")
    entry = services.entry(g.actor, operation, member)
    template = services.template_of(operation)
    case = whole(request.args.get("case", ""))
    rehearsal = draft.rehearsal if draft else _practised(operation, case)
    asked = case_form(template, language())(data=_begin(operation, template, draft))
    if request.method == "POST":
        problem = answer_beside(operation, to_answer(g.actor, operation, entry.participation, rehearsal, case))
        if problem:
            asked.form_errors.append(problem)
        elif "reply" not in request.form and asked.validate():
            answered = _take(entry, template, asked, draft, rehearsal)
            if isinstance(answered, Response):
                return answered
            draft = answered
    page = render_template(
        "results/form.html",
        operation=operation,
        entry=entry,
        form=asked,
        case_fields=layout(template, "case"),
        line_fields=layout(template, "line"),
        draft=draft,
        newer=newer(operation, draft),
        rehearsal=rehearsal,
        most_lines=MOST_LINES,
        case=case,
        notes=to_answer(g.actor, operation, entry.participation, rehearsal, case),
    )
    return page, 422 if asked.errors else 200


@blueprint.route("/results/effort", methods=["GET", "POST"])
@allow(Permission.RESULTS_SUBMIT)
def effort(code: str) -> Page:
    """What was controlled in a window of days."""
    operation = find(g.actor, code)
    entry = services.entry(g.actor, operation, request.values.get("member", ""))
    template = services.template_of(operation)
    asked = effort_form(template, language())()
    if asked.validate_on_submit():
        checked = services.check_effort(entry, asked.row(template.at("effort")), language())
        if checked.ok:
            try:
                outcome = services.report_effort(g.actor, entry, checked)
                return sent(operation, outcome.submission, outcome.stored)
            except Refusal as refused:
                asked.form_errors.append(str(refused))
        asked.show_errors(checked, language())
    page = render_template(
        "results/effort.html", operation=operation, entry=entry, form=asked, fields=layout(template, "effort")[0]
    )
    return page, 422 if asked.errors else 200


def _take(
    entry: Entry, template: Template, asked: CaseForm, draft: Draft | None, rehearsal: bool
) -> Response | Draft | None:
    """Goes on with what was typed, or gives the draft with which the form is shown again: with a further line, or what to put right.

    Photos that can be used are kept at once, so that nobody chooses them again for the sake of something else.
    """
    rows, more, later = asked.rows(template.at("case")), "add" in request.form, "later" in request.form
    pictures, refused = drawn(
        (each.filename, each.read()) for each in asked.photos.data or () if each and each.filename
    )
    for sentence in refused:
        add_error(asked.photos, str(sentence))
    if not (more or later):
        asked.show_errors(services.check_form(entry, RESULTS, rows, language(), rehearsal), language())
    stays = more or bool(asked.errors)
    if pictures or not stays:
        begun = draft.id if draft else None
        try:
            draft = services.save_form(g.actor, entry, rows, pictures, language(), draft_id=begun, rehearsal=rehearsal)
        except Refusal as too_many:
            add_error(asked.photos, str(too_many))
            return draft
    if more:
        asked.lines.append_entry()
    if stays or draft is None:
        return draft
    if later:
        return redirect(url_for("results.returns", code=entry.operation.code))
    return redirect(url_for("results.confirm", code=entry.operation.code, draft_id=draft.id))


def _draft(operation: Operation) -> Draft | None:
    number = whole(request.values.get("draft", ""))
    return None if number is None else services.find_draft(g.actor, operation, number)


def _practised(operation: Operation, case: int | None) -> bool:
    """Whether it is a rehearsal: as the case to be corrected was told, or as the address says."""
    if case is not None:
        return services.find_case(g.actor, operation, case)[0].rehearsal
    return request.values.get("rehearsal") == "1"


def _begin(operation: Operation, template: Template, draft: Draft | None) -> dict[str, object]:
    """What the form starts with: a draft, a case to be corrected, or nothing."""
    if draft:
        rows = [prefill(template, ("case", "line"), row, "en") for row in draft.choices.get("rows", [])]
        return {**rows[0], "lines": rows} if rows else {}
    number = whole(request.args.get("case", ""))
    if number is None:
        return {}
    case, row, submission = services.find_case(g.actor, operation, number)
    stored = {**as_mapping(row), "national_ref": case.national_ref}
    lines = [prefill(template, ("line",), line, language()) for line in goods_lines(submission.id, case.id)]
    return {**prefill(template, ("case",), stored, language()), "lines": lines}
