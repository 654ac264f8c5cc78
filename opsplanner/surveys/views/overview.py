"""The questionnaires of an operation, and how far each Member is in one."""

from __future__ import annotations

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from opsplanner.core.access import Permission, allow
from opsplanner.core.errors import Refusal
from opsplanner.core.i18n import language
from opsplanner.operations.services import find
from opsplanner.surveys import services
from opsplanner.surveys.forms import DueForm
from opsplanner.surveys.models import SurveyKind
from opsplanner.surveys.views.blueprint import BASE, ONE, blueprint


@blueprint.get(f"{BASE}/")
@allow(Permission.SURVEYS_SEE)
def browse(code: str) -> str:
    """What is asked, what the reader's Members have answered, and for who follows them how many have."""
    operation = find(g.actor, code)
    found = services.surveys_of(g.actor, operation)
    mine = services.own_participations(g.actor, operation)
    follows = g.actor.may(Permission.SURVEYS_REVIEW, code)
    return render_template(
        "surveys/browse.html",
        operation=operation,
        surveys=found,
        own={each.id: [(one, services.reply_of(each, one)) for one in mine] for each in found if each.published},
        tallies={each.id: services.tally(g.actor, each) for each in found if follows and each.published},
        missing=[kind for kind in SurveyKind if kind not in {each.kind for each in found}],
        plans=g.actor.may(Permission.PLAN_EDIT, code),
    )


@blueprint.post(f"{BASE}/begin")
@allow(Permission.PLAN_EDIT)
def begin(code: str) -> Response:
    """Begins a questionnaire from what the house proposes."""
    kind = request.form.get("kind", "")
    try:
        survey = services.begin_survey(g.actor, code, kind)
    except Refusal as refusal:
        flash(str(refusal), "error")
        return redirect(url_for("surveys.browse", code=code))
    if survey.what.is_assessment:
        flash(_("Members can answer it from now on."), "success")
        return redirect(url_for("surveys.progress", code=code, kind=kind))
    return redirect(url_for("surveys.questions", code=code, kind=kind))


@blueprint.get(f"{ONE}/progress")
@allow(Permission.SURVEYS_REVIEW)
def progress(code: str, kind: str) -> str:
    """Who has answered, who has not; the reviewer goes on from here to what was sent."""
    survey = services.find_survey(g.actor, code, kind)
    return render_template(
        "surveys/progress.html",
        operation=survey.operation,
        survey=survey,
        page=services.progress(g.actor, survey, request.args, language()),
        due=DueForm(data={"due_on": survey.due_on}),
        plans=g.actor.may(Permission.PLAN_EDIT, code),
    )


@blueprint.post(f"{ONE}/due")
@allow(Permission.PLAN_EDIT)
def due(code: str, kind: str) -> Response:
    """By when answers are due."""
    form = DueForm()
    if form.validate():
        services.settle_survey(g.actor, code, kind, form.due_on.data)
        flash(_("The due day is kept."), "success")
    else:
        flash(str(form.due_on.errors[0]), "error")
    return redirect(url_for("surveys.progress", code=code, kind=kind))


@blueprint.post(f"{ONE}/close")
@allow(Permission.PLAN_EDIT)
def close(code: str, kind: str) -> Response:
    """Closes it, or opens it again."""
    if "reopen" in request.form:
        services.reopen_survey(g.actor, code, kind)
        flash(_("Answers are taken in again."), "success")
    else:
        services.close_survey(g.actor, code, kind)
        flash(_("The questionnaire is closed."), "success")
    return redirect(url_for("surveys.progress", code=code, kind=kind))
