"""What an operation plans to do: the plan as a page, and on paper."""

from __future__ import annotations

from flask import Response, g, render_template, request

from opsplanner.core.access import Permission, allow
from opsplanner.core.i18n import SCREEN_LANGUAGES, language
from opsplanner.core.numbers import whole
from opsplanner.core.web import download
from opsplanner.operations import printing, services, words
from opsplanner.operations.models import Operation
from opsplanner.operations.telling import Table, tell
from opsplanner.operations.views.blueprint import blueprint, panels


@blueprint.get("/operations/<code>/plan")
@allow(Permission.PLAN_SEE)
def plan(code: str) -> str:
    """The plan, section by section, and which version of it is approved."""
    operation = services.find(g.actor, code)
    written, version = services.plan_of(operation), services.latest(operation)
    [told] = services.telling(written, reader_zone=g.actor.time_zone)
    editor = g.actor.may(Permission.PLAN_EDIT, code)
    return render_template(
        "operations/plan.html",
        operation=operation,
        editor=editor,
        drafted=services.drafted(g.actor, operation) if editor else (),
        version=version,
        changed=version is not None and services.differs(version, written),
        chapters=tell(told),
        groups=words.GROUPS,
        may_copy=g.actor.may(Permission.OPERATIONS_OPEN),
    )


@blueprint.get("/operations/<code>/plan.pdf")
@allow(Permission.PLAN_SEE)
def plan_pdf(code: str) -> Response:
    """The plan as it stands, or one approved version, in the language asked for or in both."""
    operation, asked = services.find(g.actor, code), request.args.get("in", "")
    langs = list(SCREEN_LANGUAGES) if asked == "both" else [asked if asked in SCREEN_LANGUAGES else language()]
    edition = _edition(operation, whole(request.args.get("version", "")))
    stands = f"v{edition.version.number}" if edition.version else "draft"
    name = f"{code}_plan_{stands}_{'-'.join(langs)}.pdf"
    return download(printing.write_plan(edition, langs), name, "application/pdf")


def _edition(operation: Operation, number: int | None) -> printing.Edition:
    """That version; without a number what stands now, which is the version in force unless it has changed since."""
    in_force = services.latest(operation)
    version = services.version_of(operation, number) if number is not None else in_force
    written = services.plan_of(operation)
    if version is None or (number is None and services.differs(version, written)):
        version, [told] = None, services.telling(written)
    else:
        told = services.telling_of(version)

    def annexes() -> list[Table]:
        return [table for ask in panels().annexes for table in ask(g.actor, operation)]

    return printing.Edition(operation, told, version, in_force, annexes)
