"""Step 3: checking and putting right in the browser, by keyboard or by plain forms; every act can be undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import PurePath
from urllib.parse import urlencode

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from opsplanner.core.access import Permission, allow
from opsplanner.core.errors import Missing, Refusal
from opsplanner.core.i18n import language
from opsplanner.core.numbers import whole
from opsplanner.core.web import by_script, download
from opsplanner.operations.models import Operation
from opsplanner.operations.services import find
from opsplanner.results import services
from opsplanner.results.copies import copy_of
from opsplanner.results.grid import ALL, FEW, Asked, Grid
from opsplanner.results.helping import help_with
from opsplanner.results.models import FixKind
from opsplanner.results.noted import by_identity, to_answer
from opsplanner.results.questions import long_lists, value_questions
from opsplanner.results.services import Done, Looked
from opsplanner.results.telling import tell
from opsplanner.results.views.blueprint import blueprint
from opsplanner.results.views.large import apart_when_large
from opsplanner.results.views.notes import answer_beside
from opsplanner.results.views.receipt import or_receipt

WORKBOOKS = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
}
Act = Callable[[Operation, int], Done | None]


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
    """One act, and the draft after it: to scripts only what has changed on their page, to others the page anew.

    Answers to notes come with the cells, so that neither is lost when the other is sent.
    """
    operation = find(g.actor, code)
    act = ACTS.get(request.form.get("do", ""))
    if act is None:
        raise Missing
    try:
        done = act(operation, draft_id)
    except Refusal as refused:
        if by_script():
            return str(refused), 409
        flash(str(refused), "error")
        done = None
    said = _said(done) if done else ""
    if by_script():
        looked = done.looked if done else services.look(g.actor, operation, draft_id)
        return _show("results/_check_answer.html", operation, looked, said=said, have=_have())
    if done and (done.changed or done.clashes or "reply" not in request.form):
        flash(said, "warning" if done.clashes else "success")
    looked = done.looked if done else services.look(g.actor, operation, draft_id)
    problem = answer_beside(
        operation, to_answer(g.actor, operation, looked.draft.participation, looked.draft.rehearsal)
    )
    if problem:
        return _page(operation, looked, problem), 422
    address = url_for("results.check", code=code, draft_id=draft_id)
    return redirect(f"{address}?{urlencode(_asked().args())}", 303)


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
    """All of the page; `problem`: why an answer to a note was not taken."""
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
    )


def _show(template: str, operation: Operation, looked: Looked, **more: object) -> str:
    shown = [key for key in request.form.get("shown", "").split(",") if key]
    notes = to_answer(g.actor, operation, looked.draft.participation, looked.draft.rehearsal)
    grid = Grid(looked, _asked(), language(), shown, by_identity(notes))
    return render_template(
        template,
        operation=operation,
        looked=looked,
        grid=grid,
        notes=notes,
        stays=services.count_staying(looked),
        help=help_with(grid, request.values.get("cell", "")),
        elsewhere=[tell(problem, language()) for problem in grid.elsewhere()],
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
    )


def _have() -> dict[int, str]:
    """The rows that the page shows, each with the digest of what it shows of it: only rows that differ are sent."""
    pairs = (each.partition(":") for each in request.form.get("have", "").split(","))
    return {number: digest for row, _sign, digest in pairs if (number := whole(row)) is not None}


def _said(done: Done) -> str:
    """What an act did, in a sentence; cells that somebody else changed are named with what they hold now."""
    if not done.clashes:
        if not done.changed:
            return _("Nothing differs from what is kept.")
        return ngettext("%(num)s cell changed.", "%(num)s cells changed.", done.changed)
    first = done.clashes[0]
    template = done.looked.checked.matched.template
    return ngettext(
        "%(label)s in row %(row)s was changed to “%(now)s” meanwhile, perhaps in another window, and stays so. Look at it, then change it again if need be.",
        "%(num)s cells were changed meanwhile, perhaps in another window, and stay so; the first is %(label)s in row %(row)s, now “%(now)s”.",
        len(done.clashes),
        label=template.by_key[first.field].label.to(language()),
        row=first.row,
        now=first.old,
    )


def _cells(operation: Operation, draft_id: int) -> Done:
    """Inputs are named by row and field ("c.14.unit"); those that hold what they held change nothing."""
    cells: dict[tuple[int, str], str] = {}
    for name, text in request.form.items():
        mark, _dot, rest = name.partition(".")
        row, _dot, field = rest.partition(".")
        if mark == "c" and (number := whole(row)) is not None:
            cells[number, field] = text
    kind = FixKind.PASTED if request.form.get("kind") == "pasted" else FixKind.TYPED
    sheet, seen = request.form.get("sheet", ""), _number("seen")
    return services.fix_cells(g.actor, operation, draft_id, sheet, cells, seen, kind)


def _replace(operation: Operation, draft_id: int) -> Done:
    """One text for another in every row that holds it, or in the one row named."""
    given = request.form
    field, old, new = given.get("field", ""), given.get("old", ""), given.get("new", "")
    sheet = given.get("sheet", "")
    if given.get("where") == "here":
        return services.fix_cells(g.actor, operation, draft_id, sheet, {(_number("row"), field): new}, _number("seen"))
    return services.replace_value(g.actor, operation, draft_id, sheet, field, old, new)


def _leave_out(operation: Operation, draft_id: int) -> Done:
    """A row left out needs a reason; an empty one takes it in again."""
    reason = request.form.get("reason", "").strip()
    if request.form.get("back") != "1" and not reason:
        raise Refusal(_("Say why the row is left out; your reviewer sees it."))
    sheet = request.form.get("sheet", "")
    return services.leave_out(g.actor, operation, draft_id, sheet, [_number("row")], reason)


def _undo(operation: Operation, draft_id: int) -> Done:
    return services.undo(g.actor, operation, draft_id, _number("act"))


def _redo(operation: Operation, draft_id: int) -> Done:
    return services.redo(g.actor, operation, draft_id, _number("act"))


def _keep(operation: Operation, draft_id: int) -> None:
    services.keep_warnings(g.actor, operation, draft_id, request.form.get("rule", ""), request.form.get("reason", ""))


def _number(name: str) -> int:
    return whole(request.form.get(name, "")) or 0


ACTS: dict[str, Act] = {
    "cells": _cells,
    "replace": _replace,
    "leave_out": _leave_out,
    "undo": _undo,
    "redo": _redo,
    "keep": _keep,
}
