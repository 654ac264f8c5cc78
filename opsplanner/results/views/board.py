"""The page of the participation board, and the board to take away."""

from __future__ import annotations

from flask import g, render_template, request
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from opsplanner.core.access import Permission, allow
from opsplanner.core.i18n import days, language
from opsplanner.core.numbers import whole
from opsplanner.core.web import demo_loaded, download
from opsplanner.documents import writers
from opsplanner.documents.lists import CONTENT_TYPE
from opsplanner.operations.models import Operation
from opsplanner.operations.services import find
from opsplanner.results import services
from opsplanner.results.exporting import export_board
from opsplanner.results.matrix import Matrix, Narrowed, read_matrix
from opsplanner.results.slides import board_document
from opsplanner.results.views.blueprint import blueprint
from opsplanner.results.words import LEGEND, SPOKEN

# Why nothing was done, said beside the buttons that were pressed.
NOTHING = {
    "ticked": _l("Nothing is ticked. Tick the Members or the returns first."),
    "due": _l("Nothing is due of the Members you ticked."),
}


@blueprint.get("/board")
@allow(Permission.BOARD_SEE)
def board(code: str) -> str:
    """Who has spoken, who is silent, whom to call."""
    operation = find(g.actor, code)
    found = _read(operation)
    chases = any(line.chased for line in found.lines)
    return render_template(
        "results/board.html",
        operation=operation,
        found=found,
        words={state: str(word) for state, word in SPOKEN.items()},
        legend=LEGEND,
        spans=[days(each.starts_on, each.ends_on) for each in found.board.periods],
        chases=chases,
        selecting=chases and request.args.get("select") == "1",
        ranks=g.actor.may(Permission.PERIODS_CLOSE, code),
        reminds=services.reminds(operation),
        asked={key: value for key, value in request.args.items() if key != "nothing"},
        unchosen=NOTHING.get(request.args.get("nothing", "")),
    )


@blueprint.get("/board.xlsx")
@allow(Permission.BOARD_SEE)
def board_workbook(code: str) -> Response:
    """The board as it is filtered, as a workbook."""
    operation = find(g.actor, code)
    content = export_board(operation, _read(operation), language())
    return download(content, f"{operation.code}_board_{language()}.xlsx", CONTENT_TYPE)


@blueprint.get("/board.pptx")
@allow(Permission.BOARD_SEE)
def board_slides(code: str) -> Response:
    """The board as it is filtered, one slide a liaison office."""
    operation = find(g.actor, code)
    document = board_document(operation, _read(operation), synthetic=operation.synthetic or demo_loaded())
    name = writers.file_name("pptx", document, [language()])
    return download(writers.write("pptx", document, [language()]), name, writers.FORMATS["pptx"].content_type)


def _read(operation: Operation) -> Matrix:
    asked = request.args
    narrowed = Narrowed(
        spoken=asked["spoken"] if asked.get("spoken") in SPOKEN else "",
        words=asked.get("q", ""),
        office=whole(asked.get("rilo", "")),
        overdue=asked.get("overdue") == "1",
        by_rate=asked.get("sort") == "rate",
    )
    return read_matrix(g.actor, operation, narrowed)
