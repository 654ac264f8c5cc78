"""A Member answers: the form, which is kept as it is typed; files; sending it and taking it back."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from opsplanner.core import files
from opsplanner.core.access import Permission, allow
from opsplanner.core.errors import Forbidden, Refusal
from opsplanner.core.forms import attempt
from opsplanner.core.i18n import language
from opsplanner.core.numbers import whole
from opsplanner.core.versions import Stale
from opsplanner.core.web import download
from opsplanner.records.sentences import sentence
from opsplanner.surveys import services
from opsplanner.surveys.forms import ReplyForm, reply_form
from opsplanner.surveys.services import Answering
from opsplanner.surveys.views.blueprint import ONE, blueprint


@blueprint.route(f"{ONE}/answer", methods=["GET", "POST"])
@allow(Permission.SURVEYS_ANSWER)
def answer(code: str, kind: str) -> Any:
    """The questions with what is written so far; saved, sent, or a file taken out, by the button that was pressed."""
    member = request.values.get("member", "")
    found = services.answering(g.actor, code, kind, member)
    if not found.is_open and request.method == "GET":
        return redirect(url_for("surveys.reply", code=code, kind=kind, org=found.participation.organisation.code))
    form = reply_form(found.template, language(), found.answers)
    if request.method == "GET":
        form.version.data = found.stamp
        return _show(found, form)
    if not _keep(found, form):
        return _show(found, form)
    number = whole(request.form.get("remove", ""))
    if number is not None:
        services.remove_file(g.actor, code, kind, member, number)
        return redirect(url_for("surveys.answer", code=code, kind=kind, member=member or None, _anchor="files"))
    if "send" in request.form or "keep" in request.form:
        return _send(services.answering(g.actor, code, kind, member), form)
    flash(_("Kept. You can go on later; nobody else sees it before you send it."), "success")
    return redirect(url_for("surveys.answer", code=code, kind=kind, member=member or None))


@blueprint.post(f"{ONE}/answer/keep")
@allow(Permission.SURVEYS_ANSWER)
def keep(code: str, kind: str) -> Any:
    """Keeps what is being typed, for the page that asked by itself; files wait for a button."""
    found = services.answering(g.actor, code, kind, request.form.get("member", ""))
    form = reply_form(found.template, language(), found.answers)
    kept = found.is_open and _keep(found, form)
    found = services.answering(g.actor, code, kind, request.form.get("member", ""))
    return render_template(
        "surveys/keep.html", found=found, kept=kept, said=[] if kept else form.form_errors, opened=form.version.data
    )


@blueprint.post(f"{ONE}/answer/take-back")
@allow(Permission.SURVEYS_ANSWER)
def take_back(code: str, kind: str) -> Any:
    """Changes what was sent, as long as nobody has decided on it."""
    member = request.form.get("member", "")
    try:
        services.take_back(g.actor, code, kind, member)
    except Forbidden:
        raise
    except Refusal as refusal:
        flash(str(refusal), "error")
        return redirect(url_for("surveys.browse", code=code))
    flash(_("You can change it now; send it again when you are done."), "success")
    return redirect(url_for("surveys.answer", code=code, kind=kind, member=member or None))


@blueprint.get(f"{ONE}/replies/<org>/files/<int:number>")
@allow(Permission.SURVEYS_SEE)
def file(code: str, kind: str, org: str, number: int) -> Response:
    """A file beside an answer, to keep."""
    found = services.find_file(g.actor, services.find_survey(g.actor, code, kind), org, number)
    return download(files.fetch(found.sha256), found.file_name, found.media_type)


def _keep(found: Answering, form: ReplyForm) -> bool:
    """Stores what was typed as it is; over somebody else's change the page is shown again, with what was typed."""
    code, kind, member = found.survey.operation.code, found.survey.kind, found.participation.organisation.code
    said, sent = form.answers(found.template), form.files(found.template)
    version = form.version.data or ""
    try:
        attempt(form, lambda: services.save_answers(g.actor, code, kind, member, said, version, sent))
    except Stale:
        form.form_errors.append(
            _(
                "Somebody of your Member has written here meanwhile. What you typed is below and not kept yet: save to replace theirs."
            )
        )
        form.version.data = services.answering(g.actor, code, kind, member).stamp
        return False
    form.version.data = services.answering(g.actor, code, kind, member).stamp
    return not form.errors


def _send(found: Answering, form: ReplyForm) -> Any:
    """Sends when everything can be read; what looks odd is shown once, and goes as it is when the person says so."""
    lang = language()
    checked = services.check_answers(found, found.answers, lang)
    form.show_errors(checked, lang)
    if form.errors:
        return _show(found, form)
    doubts = [sentence(problem, lang) for problem in checked.of("warning")]
    if doubts and "keep" not in request.form:
        return _show(found, form, doubts=doubts)
    code, kind, member = found.survey.operation.code, found.survey.kind, found.participation.organisation.code
    if attempt(form, lambda: services.submit_reply(g.actor, code, kind, member, lang)) is None:
        return _show(found, form)
    flash(_("Sent. Thank you."), "success")
    return redirect(url_for("surveys.reply", code=code, kind=kind, org=member))


def _show(found: Answering, form: ReplyForm, **more: Any) -> Any:
    page = render_template(
        "surveys/answer.html",
        operation=found.survey.operation,
        survey=found.survey,
        found=found,
        template=found.template,
        form=form,
        **more,
    )
    return page, 422 if form.errors or more else 200
