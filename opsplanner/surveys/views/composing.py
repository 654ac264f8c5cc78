"""The planner's pages of a questionnaire: its questions, one question, its sections, looked at, copied, published."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from opsplanner.core.access import Permission, allow
from opsplanner.core.differences import differences
from opsplanner.core.errors import Missing, Refusal
from opsplanner.core.forms import attempt
from opsplanner.core.i18n import language
from opsplanner.core.versions import Stale, stamp
from opsplanner.records.field import Field
from opsplanner.surveys import services
from opsplanner.surveys.forms import (
    CopySurveyForm,
    PublishSurveyForm,
    QuestionForm,
    SectionsForm,
    question_values,
    reply_form,
    section_values,
)
from opsplanner.surveys.models import Survey
from opsplanner.surveys.questions import known as known_question
from opsplanner.surveys.views.blueprint import ONE, blueprint


@blueprint.get(f"{ONE}/questions")
@allow(Permission.PLAN_EDIT)
def questions(code: str, kind: str) -> str:
    """Every question by its section, with what may be done to it."""
    survey = services.composed(g.actor, code, kind)
    template = services.drafted(survey)
    return render_template(
        "surveys/questions.html",
        operation=survey.operation,
        survey=survey,
        template=template,
        opened=services.draft_stamp(survey),
        hindrances=services.hindrances(template) if survey.draft else [],
        publishing=PublishSurveyForm(data={"version": services.draft_stamp(survey)}),
    )


@blueprint.post(f"{ONE}/questions/act")
@allow(Permission.PLAN_EDIT)
def act(code: str, kind: str) -> Response:
    """One act on the draft, told by the button pressed: `up:key`, `down:key`, `remove:key`, discard."""
    name, _colon, key = request.form.get("act", "").partition(":")
    version = request.form.get("version", "")
    acts: Mapping[str, Callable[[], None]] = {
        "up": lambda: services.move_question(g.actor, code, kind, key, -1, version),
        "down": lambda: services.move_question(g.actor, code, kind, key, 1, version),
        "remove": lambda: services.leave_out_question(g.actor, code, kind, key, version),
        "discard": lambda: services.discard_draft(g.actor, code, kind, version),
    }
    if name not in acts:
        raise Missing
    _attempt(acts[name])
    if name == "discard":
        return redirect(url_for("surveys.browse", code=code))
    return redirect(url_for("surveys.questions", code=code, kind=kind, _anchor=key or None))


@blueprint.route(f"{ONE}/questions/new", methods=["GET", "POST"])
@blueprint.route(f"{ONE}/questions/<key>", methods=["GET", "POST"])
@allow(Permission.PLAN_EDIT)
def question(code: str, kind: str, key: str = "") -> Any:
    """One question, new or known."""
    survey = services.composed(g.actor, code, kind)
    template = services.drafted(survey)
    known = known_question(template, key) if key else None
    stored = question_values(known, request.args.get("section", ""))
    form = QuestionForm(data={**stored, "version": stamp(stored)})
    form.offer(template, known)
    if form.is_submitted():
        field = form.entered(template, known)
        if field is not None:
            return _store(form, survey, known, field)
    return _show(form, survey, known)


@blueprint.route(f"{ONE}/sections", methods=["GET", "POST"])
@allow(Permission.PLAN_EDIT)
def sections(code: str, kind: str) -> Any:
    """The sections of the questionnaire, as a list."""
    survey = services.composed(g.actor, code, kind)
    entries = section_values(services.drafted(survey))
    form = SectionsForm(data={"entries": entries, "version": services.draft_stamp(survey)})
    if form.validate_on_submit() and (pasted := form.read()) is not None:
        version = form.version.data or ""
        try:
            attempt(form, lambda: services.put_sections(g.actor, code, kind, pasted.codes, version))
        except Stale:
            form.form_errors.append(
                _("Somebody changed the draft while you were writing: look at it, then save again.")
            )
            form.version.data = services.draft_stamp(services.composed(g.actor, code, kind))
        if not form.errors:
            return redirect(url_for("surveys.questions", code=code, kind=kind))
    page = render_template("surveys/sections.html", operation=survey.operation, survey=survey, form=form)
    return (page, 422) if form.errors else page


@blueprint.get(f"{ONE}/preview")
@allow(Permission.PLAN_EDIT)
def preview(code: str, kind: str) -> str:
    """The form as Members will see it, in the language of the page."""
    survey = services.composed(g.actor, code, kind)
    template = services.drafted(survey)
    form = reply_form(template, language(), formdata=None)
    return render_template(
        "surveys/preview.html", operation=survey.operation, survey=survey, template=template, form=form
    )


@blueprint.route(f"{ONE}/copy", methods=["GET", "POST"])
@allow(Permission.PLAN_EDIT)
def copy(code: str, kind: str) -> Any:
    """The questions of another operation in the place of these."""
    survey = services.composed(g.actor, code, kind)
    form = CopySurveyForm(data={"version": services.draft_stamp(survey)})
    form.offer(services.sources(g.actor, survey))
    if form.validate_on_submit():
        source, version = form.source.data or "", form.version.data or ""
        attempt(form, lambda: services.copy_survey(g.actor, code, kind, source, version))
        if not form.errors:
            flash(_("Copied from %(code)s: look through it, then publish.", code=source), "success")
            return redirect(url_for("surveys.questions", code=code, kind=kind))
    page = render_template("surveys/copy.html", operation=survey.operation, survey=survey, form=form)
    return (page, 422) if form.errors else page


@blueprint.post(f"{ONE}/publish")
@allow(Permission.PLAN_EDIT)
def publish(code: str, kind: str) -> Response:
    """Makes the draft the next version."""
    form = PublishSurveyForm()
    version, note = form.version.data or "", form.note.data or ""
    if form.validate() and _attempt(lambda: services.publish_survey(g.actor, code, kind, version, note)):
        flash(_("Published. Members answer this version from now on."), "success")
        return redirect(url_for("surveys.progress", code=code, kind=kind))
    for said in form.note.errors:
        flash(str(said), "error")
    return redirect(url_for("surveys.questions", code=code, kind=kind))


def _store(form: QuestionForm, survey: Survey, known: Field | None, field: Field) -> Any:
    """Keeps the question; over somebody else's change both versions are shown first."""
    code, kind = survey.operation.code, survey.kind
    stored = question_values(known, "") if known else None
    version = form.version.data if known else None
    try:
        attempt(form, lambda: services.put_question(g.actor, code, kind, field, stored, version))
    except Stale as conflict:
        theirs = differences(form, {name: value for name, value in conflict.stored.items() if name in form})
        form.version.data = stamp(conflict.stored)
        return _show(form, survey, known, theirs=theirs), 409
    if form.errors:
        return _show(form, survey, known)
    flash(_("The question is kept in the draft."), "success")
    if "again" in request.form:
        return redirect(url_for("surveys.question", code=code, kind=kind, section=field.block))
    return redirect(url_for("surveys.questions", code=code, kind=kind, _anchor=field.key))


def _show(form: QuestionForm, survey: Survey, known: Field | None, **more: Any) -> Any:
    page = render_template(
        "surveys/question.html", operation=survey.operation, survey=survey, form=form, known=known, **more
    )
    return (page, 422) if form.errors else page


def _attempt(act: Callable[[], Any]) -> bool:
    """Does an act; what is in the way is said on the page of the draft, which then shows how it stands now."""
    try:
        act()
    except Stale:
        flash(_("Somebody changed the draft meanwhile, so nothing was done. This is how it stands now."), "warning")
        return False
    except Refusal as refusal:
        flash(str(refusal), "error")
        return False
    return True
