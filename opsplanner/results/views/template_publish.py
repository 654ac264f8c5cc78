"""From the draft of a template to its next version: looked at as form and as sheet, checked, published; or copied from elsewhere."""

from __future__ import annotations

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from opsplanner.core.access import Permission, allow
from opsplanner.core.forms import attempt
from opsplanner.core.text import LANGUAGES
from opsplanner.core.versions import Stale
from opsplanner.core.web import download
from opsplanner.records.downloads import write_workbook
from opsplanner.records.template import Template
from opsplanner.results.asking import case_form, effort_form, layout
from opsplanner.results.composing import gate
from opsplanner.results.composing.differences import differences
from opsplanner.results.composing.trial import plausible
from opsplanner.results.services import composing
from opsplanner.results.services.composing import PRESET
from opsplanner.results.services.templates import facts_of
from opsplanner.results.since import reach
from opsplanner.results.template_forms import CopyForm, PublishForm
from opsplanner.results.template_words import LANGUAGE_NAMES
from opsplanner.results.views.blueprint import blueprint
from opsplanner.results.views.download import XLSX


@blueprint.get("/template/draft/preview")
@allow(Permission.PLAN_EDIT)
def template_preview(code: str) -> str:
    """The draft as the form and as the sheet that Members would get, all languages beside one another."""
    drafted = composing.look_at_draft(g.actor, code)
    template = drafted.template()
    shown = request.args.get("as") if request.args.get("as") in ("sheet", "form") else "form"
    chosen = [lang for lang in request.args.getlist("sheet") if lang in template.languages] or template.languages
    return render_template(
        "results/template_preview.html",
        operation=drafted.operation,
        template=template,
        shown=shown,
        chosen=chosen,
        full=request.args.get("full") == "1",
        names={lang: LANGUAGE_NAMES[lang] for lang in template.languages},
        filled=_forms(template, chosen) if shown == "form" else {},
        case_fields=layout(template, "case"),
        line_fields=layout(template, "line"),
        effort_fields=layout(template, "effort"),
        plausible=plausible,
    )


@blueprint.get("/template/draft/sheet")
@allow(Permission.PLAN_EDIT)
def template_sheet(code: str) -> Response:
    """The workbook of the draft, marked so that it is never taken for a published one."""
    template = composing.look_at_draft(g.actor, code).template()
    asked = request.args.get("sheet", "")
    lang = asked if asked in LANGUAGES else "en"
    full = request.args.get("full") == "1"
    name = f"DRAFT_{template.operation}_{lang}{'_full' if full else ''}.xlsx"
    return download(write_workbook(template, lang, full=full), name, XLSX)


@blueprint.route("/template/draft/publish", methods=["GET", "POST"])
@allow(Permission.PLAN_EDIT)
def template_publish(code: str) -> Any:
    """What stands in the way, what will change, and the button."""
    drafted = composing.look_at_draft(g.actor, code)
    form = PublishForm(data={"version": drafted.stamp})
    if form.validate_on_submit():
        try:
            version = attempt(
                form, lambda: composing.publish_draft(g.actor, code, form.version.data or "", form.note.data or "")
            )
        except Stale:
            flash(_("The draft has changed since you looked at it. Look again before you publish."), "warning")
            return redirect(url_for("results.template_publish", code=code))
        if version is not None:
            flash(_("Version %(number)s is published and in force.", number=version.number), "success")
            return redirect(url_for("results.template_versions", code=code))
    found, failed = composing.hindrances(drafted)
    page = render_template(
        "results/template_publish.html",
        operation=drafted.operation,
        drafted=drafted,
        form=form,
        found=found,
        failed=failed,
        shares=gate.shares(drafted.composition),
        changes=drafted.changes(),
        demanded=drafted.demanded(),
        reach=reach(drafted.operation),
        template=drafted.template(),
    )
    return (page, 422) if form.errors else page


@blueprint.route("/template/draft/copy", methods=["GET", "POST"])
@allow(Permission.PLAN_EDIT)
def template_copy(code: str) -> Any:
    """Another operation's template or a preset; what would change in the draft is shown before anything does."""
    drafted = composing.look_at_draft(g.actor, code)
    form = CopyForm(data={"version": drafted.stamp, "source": request.args.get("source", "")})
    form.offer(composing.sources(g.actor, drafted.operation), PRESET)
    source = form.source.data or ""
    if form.validate_on_submit():
        try:
            attempt(form, lambda: composing.copy_into_draft(g.actor, code, source, form.version.data or ""))
        except Stale:
            flash(_("The draft has changed since you looked at it. Look again before you copy."), "warning")
            return redirect(url_for("results.template_copy", code=code, source=source))
        if not form.errors:
            flash(_("Copied into the draft; undo brings back what it was."), "success")
            return redirect(url_for("results.template_draft", code=code))
    template = None
    if source and not form.errors:
        copy = composing.copied(g.actor, drafted, source)
        template = copy.template(facts_of(drafted.operation), drafted.number, draft=True)
    page = render_template(
        "results/template_copy.html",
        operation=drafted.operation,
        form=form,
        source=source,
        template=template,
        changes=differences(drafted.template(), template) if template else [],
    )
    return (page, 422) if form.errors else page


def _forms(template: Template, languages: Any) -> dict[str, Any]:
    """The real forms, one a language; their controls are named apart so that they can stand on one page."""
    return {
        lang: (
            case_form(template, lang)(formdata=None, prefix=f"{lang}-"),
            effort_form(template, lang)(formdata=None, prefix=f"{lang}-effort-"),
        )
        for lang in languages
    }
