"""What an operation plans to do: the plan as a page, and one form a section."""

from __future__ import annotations

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from opsplanner.core.access import Permission, allow
from opsplanner.core.differences import differences
from opsplanner.core.forms import attempt
from opsplanner.core.versions import Stale, stamp
from opsplanner.operations import services, words
from opsplanner.operations.forms import FORMS
from opsplanner.operations.forms.sections import Offers, SectionForm
from opsplanner.operations.models import Operation
from opsplanner.operations.sections import Section
from opsplanner.operations.telling import tell
from opsplanner.operations.views.blueprint import blueprint, panels


@blueprint.get("/operations/<code>/plan")
@allow(Permission.PLAN_SEE)
def plan(code: str) -> str:
    """The plan, section by section."""
    operation = services.find(g.actor, code)
    [told] = services.telling(services.plan_of(operation), reader_zone=g.actor.time_zone)
    return render_template(
        "operations/plan.html",
        operation=operation,
        editor=g.actor.may(Permission.PLAN_EDIT, code),
        chapters=tell(told),
        groups=words.GROUPS,
    )


@blueprint.route("/operations/<code>/plan/<key>", methods=["GET", "POST"])
@allow(Permission.PLAN_EDIT)
def section(code: str, key: str) -> Any:
    """One section as a form. Saving over somebody else's change shows both versions first."""
    operation, chosen = services.find(g.actor, code), services.section_of(key)
    form = _form(operation, chosen)
    if "add" in request.form:
        form.add_rows()
    elif form.validate_on_submit():
        return _store(form, operation, chosen)
    return _show(form, operation, chosen)


def _form(operation: Operation, chosen: Section) -> SectionForm:
    stored = chosen.read(operation)
    form = FORMS[chosen.key](data={**stored, "version": stamp(stored)})
    if not form.is_submitted():
        form.add_rows()
    form.offer(Offers(services.programmes(), services.networks(), operation.hs_edition))
    return form


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
        "operations/section.html", form=form, operation=operation, section=chosen, ask_reason=reason, **more
    )
    return (page, 422) if form.errors and "add" not in request.form else page
