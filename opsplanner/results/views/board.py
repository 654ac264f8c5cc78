"""The page of the participation board."""

from __future__ import annotations

from flask import g, render_template, request
from werkzeug.wrappers import Response

from opsplanner.core.access import Permission, allow
from opsplanner.core.i18n import language
from opsplanner.core.web import download
from opsplanner.documents.lists import CONTENT_TYPE
from opsplanner.operations.models import Operation
from opsplanner.operations.services import find
from opsplanner.results.exporting import export_board
from opsplanner.results.spoken import SpokenBoard, read_spoken
from opsplanner.results.views.blueprint import blueprint
from opsplanner.results.words import RETURN_STATES, SPOKEN


@blueprint.get("/board")
@allow(Permission.BOARD_SEE)
def board(code: str) -> str:
    """Who has spoken, who is silent, whom to call."""
    operation = find(g.actor, code)
    found, spoken = _read(operation)
    may_copy = g.actor.may(Permission.CONTACTS_SEE, code)
    return render_template(
        "results/board.html",
        operation=operation,
        found=found,
        words=SPOKEN,
        return_states=RETURN_STATES,
        spoken=spoken,
        may_copy=may_copy,
    )


@blueprint.get("/board.xlsx")
@allow(Permission.BOARD_SEE)
def board_workbook(code: str) -> Response:
    """The board as it is filtered, as a workbook."""
    operation = find(g.actor, code)
    found, _spoken = _read(operation)
    return download(export_board(found, language()), f"{operation.code}_board_{language()}.xlsx", CONTENT_TYPE)


def _read(operation: Operation) -> tuple[SpokenBoard, str]:
    asked = request.args.get("spoken", "")
    spoken = asked if asked in SPOKEN else ""
    return read_spoken(operation, spoken, request.args.get("q", "")), spoken
