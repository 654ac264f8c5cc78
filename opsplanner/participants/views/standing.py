"""How ready the participants are, as a page and as a workbook."""

from __future__ import annotations

from flask import Response, g, render_template, request
from flask_babel import gettext as _

from opsplanner.core.access import Permission, allow
from opsplanner.core.i18n import language
from opsplanner.core.web import download
from opsplanner.documents import lists
from opsplanner.operations import services as operations
from opsplanner.participants import services, sheets
from opsplanner.participants.views.blueprint import blueprint
from opsplanner.participants.words import LACKING, ROLES
from opsplanner.reference import code_list


@blueprint.get("/operations/<code>/participants/readiness")
@allow(Permission.PARTICIPANTS_MANAGE)
def readiness(code: str) -> str:
    """Who has what, and what is missing."""
    operation, lang = operations.find(g.actor, code), language()
    found = services.readiness(operation)
    return render_template(
        "participants/readiness.html",
        operation=operation,
        found=found,
        page=services.readiness_page(g.actor, operation, found, request.args, lang),
        roles=ROLES,
        regions={one.code: one.label.to(lang) for one in code_list("region").codes.values()},
        liaisons=services.served_by(operation, lang),
        lacking=[*LACKING.items(), *((each.judge.key, each.judge.title) for each in found.counts)],
    )


@blueprint.get("/operations/<code>/participants/readiness.xlsx")
@allow(Permission.PARTICIPANTS_MANAGE)
def readiness_workbook(code: str) -> Response:
    """The same as filtered, as a workbook."""
    operation, lang = operations.find(g.actor, code), language()
    found = services.readiness(operation)
    chosen = services.readiness_rows(g.actor, operation, found, request.args, lang)
    content = sheets.readiness_workbook(operation, found, chosen, request.args)
    return download(content, f"{code}_{_('readiness')}_{lang}.xlsx", lists.CONTENT_TYPE)
