"""One press on the page "Check and fix": all that was typed into its cells and boxes is kept, then the act of the button is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import g, request
from flask_babel import gettext as _
from flask_babel import ngettext

from opsplanner.core.access import Actor
from opsplanner.core.errors import Refusal
from opsplanner.core.i18n import language
from opsplanner.core.numbers import whole
from opsplanner.operations.models import Operation
from opsplanner.records.patches import Fixed
from opsplanner.results import services
from opsplanner.results.grid import Grid, fill, read_block
from opsplanner.results.models import FixKind
from opsplanner.results.services import Done, Looked

CELL = "c."
REASON = "reason."


class Press:
    """What is posted by the page, which is one form with many buttons, and what it came to."""

    def __init__(self, operation: Operation, draft_id: int, see: Callable[[Looked, list[str]], Grid]) -> None:
        """`see` gives the grid as the page asks for it, with the columns that it shows."""
        self.operation, self.draft_id, self.see = operation, draft_id, see
        self.sheet, self.seen = request.form.get("sheet", ""), number("seen")
        self.cells = dict(_cells())
        self.looked: Looked | None = None
        self.changed = 0
        self.clashes: list[Fixed] = []
        self.remarks: list[str] = []

    def carry_out(self) -> None:
        """Keeps what was typed, then does what the button says; without a button, what the boxes beside the grid hold."""
        given = request.form
        if self.cells:
            kind = FixKind.PASTED if given.get("kind") == "pasted" else FixKind.TYPED
            self._note(services.fix_cells(*self._draft, self.sheet, self.cells, self.seen, kind))
        for name, reason in given.items():
            if name.startswith(REASON) and reason.strip():
                services.keep_warnings(*self._draft, name.removeprefix(REASON), reason)
                self.remarks.append(_("The reason is kept."))
        pressed = [act for name, act in BUTTONS.items() if name in given]
        boxes = [act for name, act in BOXES.items() if given.get(name, "").strip()]
        for act in pressed or ([] if {"reply", "go"} & given.keys() else boxes):
            act(self)

    @property
    def said(self) -> str:
        """What it did, in sentences; cells that somebody else changed are named with what they hold now."""
        told = list(self.remarks)
        if self.clashes:
            told.append(self._clash())
        elif self.changed:
            told.append(ngettext("%(num)s cell changed.", "%(num)s cells changed.", self.changed))
        return " ".join(told) or _("Nothing differs from what is kept.")

    def _clash(self) -> str:
        assert self.looked is not None
        first = self.clashes[0]
        template = self.looked.checked.matched.template
        return ngettext(
            "%(label)s in row %(row)s was changed to “%(now)s” meanwhile, perhaps in another window, and stays so. Look at it, then change it again if need be.",
            "%(num)s cells were changed meanwhile, perhaps in another window, and stay so; the first is %(label)s in row %(row)s, now “%(now)s”.",
            len(self.clashes),
            label=template.by_key[first.field].label.to(language()),
            row=first.row,
            now=first.old,
        )

    @property
    def _draft(self) -> tuple[Actor, Operation, int]:
        return g.actor, self.operation, self.draft_id

    def _note(self, done: Done) -> None:
        """An act of this press is known to it: what it changed itself was not changed by somebody else."""
        if done.changed and done.looked.acts.last == self.seen + 1:
            self.seen += 1
        self.looked = done.looked
        self.changed += done.changed
        self.clashes += done.clashes

    def undo(self) -> None:
        """Takes back the newest act; of cells typed and kept by this very press it says so first."""
        self._own_first("undo")
        self._note(services.undo(*self._draft, number("undo")))

    def redo(self) -> None:
        """Does again what was taken back last."""
        self._own_first("redo")
        self._note(services.redo(*self._draft, number("redo")))

    def _own_first(self, button: str) -> None:
        if self.changed:
            raise Refusal(
                _("What you typed is kept now. Press the button again to take it back.")
                if button == "undo"
                else _("What you typed is kept now, so there is nothing left to be done again.")
            )

    def use(self) -> None:
        """A suggestion in every row that holds what this one holds."""
        self._everywhere(request.form["use"])

    def use_here(self) -> None:
        """A suggestion in this row."""
        self._here(request.form["use_here"])

    def put(self) -> None:
        """What was typed or picked beside the grid, in this row or in all that hold the same."""
        new = request.form.get("new", "")
        if request.form.get("put") == "everywhere":
            self._everywhere(new)
        elif new != request.form.get("at.text", ""):
            self._here(new)

    def _everywhere(self, new: str) -> None:
        field, old = request.form.get("at.field", ""), request.form.get("at.text", "")
        self._note(services.replace_value(*self._draft, self.sheet, field, old, new))

    def _here(self, new: str) -> None:
        cells = {(number("at.row"), request.form.get("at.field", "")): new}
        self._note(services.fix_cells(*self._draft, self.sheet, cells, self.seen))

    def fill(self) -> None:
        """A column or block from one cell on, over all pages of the list."""
        looked = self.looked or services.look(*self._draft)
        grid = self.see(looked, columns_shown() or list(dict.fromkeys(field for _row, field in self.cells)))
        page = list(have()) or list(dict.fromkeys(row for row, _field in self.cells))
        block = read_block(request.form.get("fill.text", ""))
        filling = fill(grid, block, number("fill.row"), request.form.get("fill.column", ""), page)
        if filling is None:
            raise Refusal(_("Row %(row)s is not in the list shown.", row=request.form.get("fill.row", "")))
        self._note(services.fix_cells(*self._draft, self.sheet, filling.cells, self.seen, FixKind.PASTED))
        self.remarks.append(
            ngettext("Filled %(num)s row of the list.", "Filled %(num)s rows of the list.", filling.rows)
        )
        if filling.lines_over:
            self.remarks.append(
                ngettext(
                    "%(num)s line found no row: the list ends before it.",
                    "%(num)s lines found no row: the list ends before them.",
                    filling.lines_over,
                )
            )
        if filling.columns_over:
            self.remarks.append(_("What lies beyond the columns shown was left out."))

    def keep(self) -> None:
        """The reason of a warning, which was kept with all that was typed."""
        if not request.form.get(REASON + request.form["keep"], "").strip():
            raise Refusal(_("Say why it is right as it is; your reviewer sees it."))

    def ask(self) -> None:
        """Asks about a warning again."""
        services.keep_warnings(*self._draft, request.form["ask"], "")
        self.remarks.append(_("The warnings are asked about again."))

    def leave_out(self) -> None:
        """Leaves a row out for a reason."""
        reason = request.form.get("why", "").strip()
        if not reason:
            raise Refusal(_("Say why the row is left out; your reviewer sees it."))
        self._note(services.leave_out(*self._draft, self.sheet, [number("at.row")], reason))

    def take_in(self) -> None:
        """Takes a row in again; it is named with its sheet, which may be another than the one shown."""
        row, _dot, sheet = request.form["take_in"].partition(".")
        self._note(services.leave_out(*self._draft, sheet, [whole(row) or 0], ""))


Act = Callable[[Press], None]
BUTTONS: Mapping[str, Act] = {
    "undo": Press.undo,
    "redo": Press.redo,
    "use": Press.use,
    "use_here": Press.use_here,
    "put": Press.put,
    "fill": Press.fill,
    "keep": Press.keep,
    "ask": Press.ask,
    "leave_out": Press.leave_out,
    "take_in": Press.take_in,
}
# What Enter does in a box beside the grid where no script says which button is meant.
BOXES: Mapping[str, Act] = {"new": Press.put, "why": Press.leave_out, "fill.text": Press.fill}


def number(name: str) -> int:
    """A whole number that was posted, 0 for anything else."""
    return whole(request.form.get(name, "")) or 0


def have() -> dict[int, str]:
    """The rows that a page with scripts shows, each with the digest of what it shows of it: only rows that differ are sent."""
    pairs = (each.partition(":") for each in request.form.get("have", "").split(","))
    return {found: digest for row, _sign, digest in pairs if (found := whole(row)) is not None}


def columns_shown() -> list[str]:
    """The columns that a page with scripts shows."""
    return [key for key in request.form.get("shown", "").split(",") if key]


def _cells() -> list[tuple[tuple[int, str], str]]:
    """Inputs are named by row and field ("c.14.unit"); those that hold what they held change nothing."""
    found = []
    for name, text in request.form.items():
        row, _dot, field = name.removeprefix(CELL).partition(".")
        if name.startswith(CELL) and (place := whole(row)) is not None:
            found.append(((place, field), text))
    return found
