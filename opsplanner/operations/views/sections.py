"""One form a section of the plan: what is typed is kept as a draft, and never stored over somebody else's change unseen."""

from __future__ import annotations

from typing import Any

from flask import flash, g, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from opsplanner.core import clock
from opsplanner.core.access import Permission, allow
from opsplanner.core.differences import Differences, differences
from opsplanner.core.forms import attempt
from opsplanner.core.i18n import moment
from opsplanner.core.versions import Stale, stamp
from opsplanner.operations import services
from opsplanner.operations.forms import FORMS
from opsplanner.operations.forms.sections import Offers, SectionForm
from opsplanner.operations.models import Operation, PlanDraft
from opsplanner.operations.sections import Section
from opsplanner.operations.views.blueprint import blueprint, panels

# What a form carries for itself: no part of what its writer typed.
NOT_TYPED = {"csrf_token", "add"}


@blueprint.route("/operations/<code>/plan/<key>", methods=["GET", "POST"])
@allow(Permission.PLAN_EDIT)
def section(code: str, key: str) -> Any:
    """One section as a form, with the reader's draft where there is one."""
    operation, chosen = services.find(g.actor, code), services.section_of(key)
    draft = services.draft_of(g.actor, operation, key) if request.method == "GET" else None
    form = _form(operation, chosen, draft)
    if draft is not None:
        return _show(form, operation, chosen, draft=draft, theirs=_meanwhile(form, operation, chosen))
    if "add" in request.form:
        form.add_rows()
    elif form.validate_on_submit():
        return _store(form, operation, chosen)
    return _show(form, operation, chosen)


@blueprint.post("/operations/<code>/plan/<key>/draft")
@allow(Permission.PLAN_EDIT)
def keep_draft(code: str, key: str) -> Any:
    """Keeps what is being typed, and says who else changed or writes the section."""
    fields = {name: values for name, values in request.form.lists() if name not in NOT_TYPED}
    services.keep_draft(g.actor, code, key, fields)
    operation = services.find(g.actor, code)
    said = [_("Draft kept: %(at)s.", at=moment(clock.now()))]
    if request.form.get("version") != stamp(services.section_of(key).read(operation)):
        said.append(_("Somebody changed this section meanwhile: saving shows both versions."))
    said += [_("%(name)s writes here too.", name=one.account.name) for one in _others(operation, key)]
    return jsonify(said=" ".join(said))


@blueprint.post("/operations/<code>/plan/<key>/draft/discard")
@allow(Permission.PLAN_EDIT)
def discard_draft(code: str, key: str) -> Any:
    """Back to what stands in the plan."""
    services.discard_draft(g.actor, code, key)
    flash(_("The draft is discarded."), "success")
    return redirect(url_for("operations.section", code=code, key=key))


def _others(operation: Operation, key: str) -> list[PlanDraft]:
    return services.others_drafts(g.actor, operation, key)


def _form(operation: Operation, chosen: Section, draft: PlanDraft | None) -> SectionForm:
    stored = chosen.read(operation)
    typed = {"formdata": MultiDict(draft.fields)} if draft is not None else {}
    form = FORMS[chosen.key](data={**stored, "version": stamp(stored)}, **typed)
    if draft is None and not form.is_submitted():
        form.add_rows()
    earlier = services.followable(g.actor, operation)
    form.offer(Offers(services.programmes(), services.networks(), earlier, operation.hs_edition))
    return form


def _meanwhile(form: SectionForm, operation: Operation, chosen: Section) -> Differences:
    """What the plan says otherwise than the draft, when it changed since the draft was begun; then its writer has seen that."""
    stored = chosen.read(operation)
    if form.version.data == stamp(stored):
        return []
    form.version.data = stamp(stored)
    return differences(form, stored)


def _store(form: SectionForm, operation: Operation, chosen: Section) -> Any:
    code, holds = operation.code, panels().holds_results(operation)
    try:
        saved = attempt(
            form,
            lambda: services.edit_section(
                g.actor,
                code,
                chosen.key,
                form.values(),
                panels().publish_template,
                version=form.version.data,
                holds_results=holds,
                reason=form.reason.data or "",
            ),
        )
    except Stale as conflict:
        theirs = differences(form, conflict.stored)
        form.version.data = stamp(conflict.stored)
        return _show(form, services.find(g.actor, code), chosen, theirs=theirs), 409
    if saved is None:
        return _show(form, services.find(g.actor, code), chosen)
    flash(_("Saved: %(section)s.", section=chosen.title), "success")
    return redirect(url_for("operations.plan", code=code, _anchor=chosen.key))


def _show(form: SectionForm, operation: Operation, chosen: Section, **more: Any) -> Any:
    reason = chosen.moves_results and panels().holds_results(operation)
    page = render_template(
        "operations/section.html",
        form=form,
        operation=operation,
        section=chosen,
        ask_reason=reason,
        others=_others(operation, chosen.key),
        **more,
    )
    return (page, 422) if form.errors and "add" not in request.form else page
