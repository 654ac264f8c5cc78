"""A questionnaire as a sheet: handed out with what is kept, taken back into the form; and as its planner looks at it."""

from __future__ import annotations

from typing import Any

from flask import Response, current_app, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from opsplanner.core.access import Permission, allow
from opsplanner.core.errors import Refusal
from opsplanner.core.i18n import language
from opsplanner.core.versions import Stale
from opsplanner.core.web import download
from opsplanner.documents.lists import CONTENT_TYPE
from opsplanner.records import Problem, receive, sentence
from opsplanner.surveys import services
from opsplanner.surveys.forms import SheetForm
from opsplanner.surveys.views.blueprint import ONE, blueprint


@blueprint.get(f"{ONE}/answer/sheet.xlsx")
@allow(Permission.SURVEYS_ANSWER)
def sheet(code: str, kind: str) -> Response:
    """The Member's sheet, with its answers so far."""
    found = services.answering(g.actor, code, kind, request.args.get("member", ""))
    lang = language()
    name = f"{code}_{kind}_{found.participation.organisation.code}_{lang}.xlsx"
    return download(services.member_sheet(found, lang), name, CONTENT_TYPE)


@blueprint.get(f"{ONE}/preview/sheet.xlsx")
@allow(Permission.PLAN_EDIT)
def preview_sheet(code: str, kind: str) -> Response:
    """The sheet of the draft, marked as such."""
    survey = services.composed(g.actor, code, kind)
    lang = language()
    content = services.draft_sheet(services.drafted(survey), lang)
    return download(content, f"{code}_{kind}_draft_{lang}.xlsx", CONTENT_TYPE)


@blueprint.route(f"{ONE}/answer/upload", methods=["GET", "POST"])
@allow(Permission.SURVEYS_ANSWER)
def upload(code: str, kind: str) -> Any:
    """Fills the form from a sheet; what is wrong is told cell by cell, and then nothing has changed."""
    member = request.values.get("member", "")
    found = services.answering(g.actor, code, kind, member)
    if not found.is_open:
        return redirect(url_for("surveys.reply", code=code, kind=kind, org=found.participation.organisation.code))
    form, said = SheetForm(), []
    if form.validate_on_submit():
        said = _take(form, found)
        if not said:
            flash(_("The form is filled in from the sheet. Look through it, then send it."), "success")
            return redirect(url_for("surveys.answer", code=code, kind=kind, member=member or None))
    page = render_template(
        "surveys/upload.html", operation=found.survey.operation, survey=found.survey, found=found, form=form, said=said
    )
    return page, 422 if form.errors or said else 200


def _take(form: SheetForm, found: services.Answering) -> list[str]:
    """What keeps the sheet from being taken, in words; nothing when the form is filled in."""
    sent, lang = form.sheet.data, language()
    received = receive(sent.stream, sent.filename or "", current_app.config["MAX_UPLOAD_MB"])
    if isinstance(received, Problem):
        return [sentence(received, lang)]
    taken = services.read_answers(found, received)
    if taken.errors:
        return [sentence(problem, lang) for problem in taken.errors]
    code, kind = found.survey.operation.code, found.survey.kind
    member = found.participation.organisation.code
    try:
        services.save_answers(g.actor, code, kind, member, taken.answers, found.stamp)
    except (Refusal, Stale) as refused:
        return [str(refused)]
    return []
