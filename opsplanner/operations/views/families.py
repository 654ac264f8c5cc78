"""The family of an operation: those before and after it, two of them side by side, and one more copied from it."""

from __future__ import annotations

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from opsplanner.core.access import Permission, allow
from opsplanner.core.forms import attempt
from opsplanner.core.text import Text
from opsplanner.operations import beside, services
from opsplanner.operations.forms import CopyForm
from opsplanner.operations.models import Operation
from opsplanner.operations.presets import hs_edition
from opsplanner.operations.services import Copying
from opsplanner.operations.telling import tell
from opsplanner.operations.views.blueprint import blueprint, panels


@blueprint.get("/operations/<code>/family")
@allow(Permission.OPERATION_SEE)
def family(code: str) -> str:
    """The operations before and after it, and beside it the one asked for: as far as the reader may see each of them."""
    operation = services.find(g.actor, code)
    found, shown = services.family_of(g.actor, operation), panels()
    other = _other(operation, found)
    both = sorted([operation, other], key=lambda each: (each.starts_on, each.id)) if other else []
    figures = [shown.figures(g.actor, each) for each in both]
    return render_template(
        "operations/family.html",
        operation=operation,
        family=found,
        joined=shown.joined(g.actor, found),
        reported=shown.reported(g.actor, found),
        other=other,
        both=both,
        figures=figures,
        lines=beside.lines(figures, [each.currency for each in both]),
        pairs=_pairs(both),
        may_copy=g.actor.may(Permission.OPERATIONS_OPEN) and g.actor.may(Permission.PLAN_SEE, code),
    )


def _other(operation: Operation, family: list[Operation]) -> Operation | None:
    """The one asked for, else the one it follows, else its neighbour in time."""
    others = [each for each in family if each.id != operation.id]
    asked = next((each for each in others if each.code == request.args.get("with")), None)
    followed = next((each for each in others if each.id == operation.follows_id), None)
    return asked or followed or next(iter(others), None)


def _pairs(both: list[Operation]) -> list[beside.Pair]:
    """The plans, for who may read both."""
    if not both or not all(g.actor.may(Permission.PLAN_SEE, each.code) for each in both):
        return []
    told = services.telling(*map(services.plan_of, both), reader_zone=g.actor.time_zone)
    return list(beside.pairs(*map(tell, told)))


@blueprint.route("/operations/<source>/copy", methods=["GET", "POST"])
@allow(Permission.OPERATIONS_OPEN)
def copy_operation(source: str) -> Any:
    """A new operation from the plan of this one."""
    services.find(g.actor, source)
    form = CopyForm()
    if form.validate_on_submit():
        copying = Copying(
            source=source,
            name=Text.read({"en": form.name.form.en.data, "fr": form.name.form.fr.data}),
            **{name: form[name].data for name in ("code", "starts_on", "continues", "with_participants")},
        )
        made = attempt(
            form, lambda: services.copy_operation(g.actor, copying, panels().copy_template, panels().ask_again)
        )
        if made:
            _tell(made)
            return redirect(url_for("operations.overview", code=made.code))
    page = render_template("operations/copy_operation.html", source=services.find(g.actor, source), form=form)
    return page, 422 if form.errors else 200


def _tell(made: Operation) -> None:
    flash(_("%(code)s is open, with a copy of the plan. Look through each part below.", code=made.code), "success")
    edition = hs_edition(made.starts_on)
    if edition != made.hs_edition:
        flash(
            _(
                "The copied codes are those of HS %(copied)s; on the first day HS %(edition)s is in force. Change the edition under What is reported, and the goods to watch.",
                copied=made.hs_edition,
                edition=edition,
            ),
            "warning",
        )
