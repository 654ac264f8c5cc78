"""Cases: the list with its exports, one case with its history, its photos, and taking it back."""

from __future__ import annotations

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from opsplanner.core import files
from opsplanner.core.access import Permission, allow
from opsplanner.core.errors import Missing
from opsplanner.core.forms import attempt
from opsplanner.core.i18n import days, language
from opsplanner.core.web import download
from opsplanner.operations.services import find
from opsplanner.records.template import Template
from opsplanner.reference import code_list
from opsplanner.results import services
from opsplanner.results.cases import open_case
from opsplanner.results.exporting import CASE_FORMATS, export_cases
from opsplanner.results.forms import ReasonForm
from opsplanner.results.lists import case_page
from opsplanner.results.models import Handling
from opsplanner.results.noted import of_case
from opsplanner.results.review_forms import OutcomeForm
from opsplanner.results.views.blueprint import blueprint

FILTER_FIELDS = (("kind", "record_kind"), ("mode", "transport_mode"), ("class", "commodity_class"))


@blueprint.get("/results/cases")
@allow(Permission.RESULTS_SEE)
def cases(code: str) -> str:
    """Every current case the reader may see."""
    operation = find(g.actor, code)
    template = services.joined_template(operation)
    return render_template(
        "results/cases.html",
        operation=operation,
        page=case_page(g.actor, operation, request.args),
        choices={name: _choices(template, key) for name, key in FILTER_FIELDS},
        markings=[(marking.value, marking.value) for marking in Handling],
        periods=[("", _("All")), *((each.number, days(each.starts_on, each.ends_on)) for each in operation.periods)],
    )


@blueprint.get("/results/cases.<form>")
@allow(Permission.RESULTS_SEE)
def export(code: str, form: str) -> Response:
    """The list as it is filtered, as a workbook or CSV."""
    if form not in CASE_FORMATS:
        raise Missing
    operation = find(g.actor, code)
    content = export_cases(g.actor, operation, request.args, form, language())
    return download(content, f"{operation.code}_cases_{language()}.{form}", CASE_FORMATS[form])


@blueprint.get("/results/cases/<int:case_id>")
@allow(Permission.RESULTS_SEE)
def case(code: str, case_id: int) -> str:
    """One case: as it stands, its goods lines, how it was told before."""
    operation = find(g.actor, code)
    found = open_case(g.actor, operation, case_id, language(), request.args)
    return render_template(
        "results/case.html",
        operation=operation,
        file=found,
        may_take_back=services.may_withdraw_case(g.actor, operation, case_id),
        may_update=services.may_update(g.actor, found.case, found.submission),
        notes=of_case(g.actor, operation, found.case),
    )


@blueprint.route("/results/cases/<int:case_id>/withdraw", methods=["GET", "POST"])
@allow(Permission.RESULTS_SUBMIT)
def withdraw_case(code: str, case_id: int) -> Response | tuple[str, int]:
    """Taking one case back, with a reason."""
    operation = find(g.actor, code)
    found, _period, _submission = services.case_to_withdraw(g.actor, operation, case_id)
    form = ReasonForm()
    if form.validate_on_submit():
        services.withdraw_case(g.actor, operation, case_id, form.reason.data)
        flash(_("The case %(reference)s was withdrawn.", reference=found.national_ref), "success")
        return redirect(url_for("results.case", code=code, case_id=case_id))
    page = render_template("results/withdraw_case.html", operation=operation, case=found, form=form)
    return page, 422 if form.errors else 200


@blueprint.route("/results/cases/<int:case_id>/outcome", methods=["GET", "POST"])
@allow(Permission.RESULTS_SUBMIT)
def outcome(code: str, case_id: int) -> Response | tuple[str, int]:
    """Legal outcome and disposition of an accepted case, told later."""
    operation = find(g.actor, code)
    found, row, submission = services.find_updatable(g.actor, operation, case_id)
    held = {"legal_outcome": row.legal_outcome or "", "disposition": row.disposition or ""}
    form = OutcomeForm(services.template_of(operation), language(), data=held)
    if form.validate_on_submit() and (
        update := attempt(form, lambda: services.update_outcome(g.actor, operation, case_id, form.told()))
    ):
        flash(
            _("Stored as %(reference)s; the accepted submission stays as it is.", reference=update.reference), "success"
        )
        return redirect(url_for("results.case", code=code, case_id=case_id))
    page = render_template("results/outcome.html", operation=operation, case=found, submission=submission, form=form)
    return page, 422 if form.errors else 200


@blueprint.get("/results/cases/<int:case_id>/photos/<int:photo_id>")
@allow(Permission.RESULTS_SEE)
def photo(code: str, case_id: int, photo_id: int) -> Response:
    """A picture of a case, to whom sees the case."""
    found = open_case(g.actor, find(g.actor, code), case_id, language())
    picture = next((each for each in found.photos if each.id == photo_id), None)
    if picture is None:
        raise Missing
    return Response(files.fetch(picture.sha256), mimetype=picture.media_type)


def _choices(template: Template, key: str) -> list[tuple[str, str]]:
    field = template.by_key[key]
    options = field.options or code_list(field.code_list)
    return [("", _("All")), *((each, options.label(each, language())) for each in options.codes)]
