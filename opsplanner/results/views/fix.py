"""Step 3: checking and putting right in the browser, by keyboard or by plain forms; every act can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePath
from urllib.parse import urlencode

from flask import flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from opsplanner.core.access import Permission, allow
from opsplanner.core.errors import Refusal
from opsplanner.core.i18n import language
from opsplanner.core.numbers import whole
from opsplanner.core.web import by_script, download
from opsplanner.operations.models import Operation
from opsplanner.operations.services import find
from opsplanner.records.gathered import gathered
from opsplanner.results import services
from opsplanner.results.copies import copy_of
from opsplanner.results.grid import ALL, FEW, Asked, Grid
from opsplanner.results.helping import help_with
from opsplanner.results.noted import by_identity, to_answer
from opsplanner.results.overtaken import overtaken
from opsplanner.results.questions import long_lists, value_questions
from opsplanner.results.services import Looked
from opsplanner.results.since import newer
from opsplanner.results.telling import tell
from opsplanner.results.views.blueprint import blueprint
from opsplanner.results.views.large import apart_when_large
from opsplanner.results.views.notes import answer_beside
from opsplanner.results.views.pressed import Press, columns_shown, have
from opsplanner.results.views.receipt import or_receipt

WORKBOOKS = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
}


@blueprint.get("/results/drafts/<int:draft_id>/check")
@allow(Permission.RESULTS_SUBMIT)
@or_receipt
@apart_when_large
def check(code: str, draft_id: int) -> Response | str:
    """Problems in groups, the rows that need work, and help with one cell; scripts ask for the help alone."""
    operation = find(g.actor, code)
    looked = services.look(g.actor, operation, draft_id)
    if looked.draft.channel == "form":
        return redirect(url_for("results.form", code=code, draft=draft_id))
    return _show("results/_check_help.html", operation, looked) if by_script() else _page(operation, looked)


@blueprint.post("/results/drafts/<int:draft_id>/fix")
@allow(Permission.RESULTS_SUBMIT)
@or_receipt
@apart_when_large
def fix(code: str, draft_id: int) -> Response | str | tuple[str, int]:
    """One press, and the draft after it: to scripts only what has changed on their page, to others the page anew.

    Whatever was typed on the page comes with every button, answers to notes too, so that nothing is lost when another is pressed.
    """
    operation = find(g.actor, code)
    press = Press(operation, draft_id, lambda looked, shown: _grid(operation, looked, shown))
    problem = ""
    try:
        press.carry_out()
    except Refusal as refused:
        problem = str(refused)
    if by_script():
        return (problem, 409) if problem else _changes(operation, draft_id, press)
    if press.changed or press.clashes or not (problem or {"reply", "go"} & request.form.keys()):
        flash(press.said, "warning" if press.clashes else "success")
    looked = services.look(g.actor, operation, draft_id)
    slip = answer_beside(operation, to_answer(g.actor, operation, looked.draft.participation, looked.draft.rehearsal))
    if problem or slip:
        return _page(operation, looked, problem or slip), 422
    address = url_for("results.check", code=code, draft_id=draft_id)
    asked = {**_asked().args(), "cell": request.args.get("cell", "")}
    return redirect(f"{address}?{urlencode({key: value for key, value in asked.items() if value})}", 303)


@blueprint.route("/results/drafts/<int:draft_id>/marked", methods=["GET", "POST"])
@allow(Permission.RESULTS_SUBMIT)
@or_receipt
@apart_when_large
def marked(code: str, draft_id: int) -> Response:
    """The marked workbook, made when it is asked for; a large one by the worker, to be fetched when it is ready."""
    operation = find(g.actor, code)
    if request.method == "GET":
        return _hand_out(services.marked(g.actor, operation, draft_id))
    if services.find_draft(g.actor, operation, draft_id).rows > services.MARK_LATER:
        job = services.mark_later(g.actor, operation, draft_id)
        return redirect(url_for("results.job", code=code, token=job.token))
    return _hand_out(services.mark(g.actor, operation, draft_id))


def _hand_out(book: services.Workbook) -> Response:
    return download(book.content, book.name, WORKBOOKS[PurePath(book.name).suffix])


def _page(operation: Operation, looked: Looked, problem: str = "") -> str:
    """All of the page; `problem`: why an act was not done or an answer to a note not taken, with what was typed for it."""
    values = value_questions(looked.checked, language())
    kept = looked.draft.choices.get("marked")
    return _show(
        "results/check.html",
        operation,
        looked,
        copy=copy_of(looked.draft),
        marked_at=kept and datetime.fromisoformat(kept["at"]),
        values=values,
        lists=long_lists(values, language()),
        problem=problem,
        later=overtaken([looked.draft]).get(looked.draft.id),
        newer=newer(operation, looked.draft),
    )


def _changes(operation: Operation, draft_id: int, press: Press) -> str:
    """What a script puts into its page after an act."""
    looked = press.looked or services.look(g.actor, operation, draft_id)
    return _show("results/_check_answer.html", operation, looked, said=press.said, have=have())


def _grid(operation: Operation, looked: Looked, shown: Sequence[str]) -> Grid:
    """The rows and columns that the address asks for; `shown`: the columns of a page that is open already."""
    notes = to_answer(g.actor, operation, looked.draft.participation, looked.draft.rehearsal)
    return Grid(looked, _asked(), language(), shown, by_identity(notes))


def _show(template: str, operation: Operation, looked: Looked, **more: object) -> str:
    notes = to_answer(g.actor, operation, looked.draft.participation, looked.draft.rehearsal)
    grid = Grid(looked, _asked(), language(), columns_shown(), by_identity(notes))
    return render_template(
        template,
        operation=operation,
        looked=looked,
        grid=grid,
        notes=notes,
        stays=services.count_staying(looked),
        help=help_with(grid, request.values.get("cell", "")),
        elsewhere=[tell(problem, language()) for problem in gathered(grid.elsewhere())],
        **more,
    )


def _asked() -> Asked:
    args = request.args
    return Asked(
        sheet=args.get("sheet", ""),
        group=args.get("group", ""),
        rows="all" if args.get("rows") == "all" else "",
        columns=args.get("cols", "") if args.get("cols") in (ALL, FEW) else "",
        page=whole(args.get("page", "")) or 1,
        after=whole(args.get("after", "")) or 0,
    )
