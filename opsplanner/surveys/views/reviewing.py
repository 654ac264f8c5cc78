"""A reply as it was sent, with its versions: read by its own Member and by who decides on it."""

from __future__ import annotations

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from opsplanner.core.access import Permission, allow
from opsplanner.core.errors import Missing
from opsplanner.core.forms import attempt
from opsplanner.core.i18n import language
from opsplanner.core.numbers import whole
from opsplanner.records.forms import shown
from opsplanner.records.kept import as_told
from opsplanner.surveys import services
from opsplanner.surveys.forms import DecisionForm
from opsplanner.surveys.models import Reply, ReplyVersion, Survey
from opsplanner.surveys.states import Act, may
from opsplanner.surveys.views.blueprint import ONE, blueprint


@blueprint.get(f"{ONE}/replies/<org>")
@allow(Permission.SURVEYS_SEE)
def reply(code: str, kind: str, org: str) -> Any:
    """One version of it, the last unless another is asked for."""
    survey = services.find_survey(g.actor, code, kind)
    return _show(survey, services.find_reply(g.actor, survey, org), DecisionForm(formdata=None))


@blueprint.post(f"{ONE}/replies/<org>/decide")
@allow(Permission.SURVEYS_REVIEW)
def decide(code: str, kind: str, org: str) -> Any:
    """Accepts or returns."""
    form = DecisionForm()
    act = Act.ACCEPT if "accept" in request.form else Act.SEND_BACK
    number = whole(request.form.get("number", "")) or 0
    if form.validate():
        attempt(form, lambda: services.decide(g.actor, code, kind, org, act, number, form.note.data or ""))
    if form.errors:
        survey = services.find_survey(g.actor, code, kind)
        return _show(survey, services.find_reply(g.actor, survey, org), form)
    flash(_("Accepted.") if act is Act.ACCEPT else _("Returned with your note."), "success")
    return redirect(url_for("surveys.progress", code=code, kind=kind))


def _show(survey: Survey, found: Reply, form: DecisionForm) -> Any:
    own, reviewing = services.is_own(g.actor, found), services.reviews(g.actor, found)
    versions = [each for each in found.versions if own or each.decision != "withdrawn"]
    version = _chosen(versions)
    if version is None and not own:
        raise Missing
    page = render_template(
        "surveys/reply.html",
        operation=survey.operation,
        survey=survey,
        reply=found,
        versions=versions,
        sent=version,
        sections=_sections(version) if version else [],
        own=own,
        decides=[act for act in (Act.ACCEPT, Act.SEND_BACK) if reviewing and may(found.state, act)],
        takes_back=own and survey.is_open and may(found.state, Act.TAKE_BACK),
        writes=own and survey.is_open and may(found.state, Act.SAVE),
        form=form,
    )
    return page, 422 if form.errors else 200


def _chosen(versions: list[ReplyVersion]) -> ReplyVersion | None:
    asked = whole(request.args.get("version", ""))
    if asked is None:
        return versions[0] if versions else None
    found = next((each for each in versions if each.number == asked), None)
    if found is None:
        raise Missing
    return found


def _sections(version: ReplyVersion) -> list[tuple[Any, list[tuple[Any, str, list[Any]]]]]:
    """Each section with its questions, the answers in words, and the files."""
    template, lang = services.template_of(version.template), language()
    kept = version.files()
    return [
        (
            section,
            [
                (
                    field,
                    shown(field, as_told(field, version.answers.get(field.key)), lang),
                    [each for each in kept if each.key == field.key],
                )
                for field in template.section(section.code)
            ],
        )
        for section in template.sections
    ]
