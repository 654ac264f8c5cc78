"""Approving the plan, its approved versions, and what changed from one to another."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from opsplanner.core.access import Permission, allow
from opsplanner.core.forms import attempt
from opsplanner.core.numbers import whole
from opsplanner.core.versions import Stale, stamp
from opsplanner.operations import readiness, services, words
from opsplanner.operations.forms import ApprovalForm, approval_form
from opsplanner.operations.models import Operation, PlanVersion
from opsplanner.operations.overview import Check
from opsplanner.operations.telling import Change, compare, tell
from opsplanner.operations.views.blueprint import blueprint, panels


@blueprint.route("/operations/<code>/plan/approve", methods=["GET", "POST"])
@allow(Permission.PLAN_EDIT)
def approve_plan(code: str) -> Any:
    """What is ready and what is not; then the plan becomes a version."""
    operation = services.find(g.actor, code)
    checks = readiness.checks(panels(), g.actor, operation)
    last = services.latest(operation)
    form = approval_form([c for c in checks if not c.ready], last is not None, stamp(services.plan_of(operation)))
    if form.validate_on_submit():
        approved = _approve(form, operation)
        if approved is not None:
            flash(_("Version %(number)s of the plan is approved.", number=approved.number), "success")
            return redirect(url_for("operations.plan", code=code))
        operation, last = services.find(g.actor, code), services.latest(operation)
    return _show(form, operation, checks, last)


def _approve(form: ApprovalForm, operation: Operation) -> PlanVersion | None:
    """The version; None when the plan cannot be approved as it was read, which then stands on top of the form."""

    def judge(actor: Any, there: Operation) -> list[readiness.Unready]:
        return readiness.unready(panels(), actor, there)

    try:
        return attempt(
            form,
            lambda: services.approve_plan(
                g.actor,
                operation.code,
                judge,
                form.overrides(),
                form.reason.data or "",
                version=form.version.data,
            ),
        )
    except Stale as conflict:
        form.form_errors.append(_("The plan changed while you read it. Read it again, then approve it."))
        form.version.data = stamp(conflict.stored)
        return None


def _show(form: ApprovalForm, operation: Operation, checks: list[Check], last: PlanVersion | None) -> Any:
    changed = last is None or services.differs(last, services.plan_of(operation))
    page = render_template(
        "operations/approve_plan.html", operation=operation, form=form, checks=checks, last=last, changed=changed
    )
    return (page, 422) if form.errors else page


@blueprint.get("/operations/<code>/plan/versions")
@allow(Permission.PLAN_SEE)
def plan_versions(code: str) -> str:
    """Every approved version, the newest first, and whether the plan has changed since."""
    operation = services.find(g.actor, code)
    found = services.versions(operation)
    changed = bool(found) and services.differs(found[0], services.plan_of(operation))
    return render_template("operations/plan_versions.html", operation=operation, versions=found, changed=changed)


@blueprint.get("/operations/<code>/plan/versions/<int:number>")
@allow(Permission.PLAN_SEE)
def plan_version(code: str, number: int) -> str:
    """The plan as it was approved."""
    operation = services.find(g.actor, code)
    version = services.version_of(operation, number)
    return render_template(
        "operations/plan_version.html",
        operation=operation,
        version=version,
        chapters=tell(services.telling_of(version, g.actor.time_zone)),
        groups=words.GROUPS,
    )


@blueprint.get("/operations/<code>/plan/versions/difference")
@allow(Permission.PLAN_SEE)
def plan_difference(code: str) -> str:
    """What changed between two versions; with one asked for, between it and the plan as it stands."""
    operation = services.find(g.actor, code)
    asked = sorted({number for text in request.args.getlist("version") if (number := whole(text)) is not None})
    if not asked:
        abort(404)
    old = services.version_of(operation, asked[0])
    new = services.version_of(operation, asked[-1]) if len(asked) > 1 else None
    return render_template(
        "operations/plan_difference.html",
        operation=operation,
        old=old,
        new=new,
        changes=_changes(operation, old, new),
    )


def _changes(operation: Operation, old: PlanVersion, new: PlanVersion | None) -> dict[str, list[Change]]:
    zone = g.actor.time_zone
    if new is not None:
        now = services.telling_of(new, zone)
    else:
        [now] = services.telling(services.plan_of(operation), reader_zone=zone)
    return compare(tell(services.telling_of(old, zone)), tell(now))
