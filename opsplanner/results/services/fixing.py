"""Putting a draft right in the browser: cells, whole values, rows left out, all of it undone and redone; the file stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from opsplanner.core import audit, clock
from opsplanner.core.access import Actor
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Conflict, Missing, Refusal
from opsplanner.core.text import clean
from opsplanner.operations.models import Operation
from opsplanner.records.child.encode import MOST_CHARACTERS
from opsplanner.records.choose import Group
from opsplanner.records.match import Matched
from opsplanner.records.patches import WHOLE_ROW, Fixed, Patch, held, holding
from opsplanner.records.sheet import Book
from opsplanner.records.table import Table
from opsplanner.records.template import Template
from opsplanner.results.models import Draft, Fix, FixKind
from opsplanner.results.services.acts import Acts, acts_of
from opsplanner.results.services.columns import match_book
from opsplanner.results.services.drafting import Looked, look, note_left
from opsplanner.results.services.entering import entry_for
from opsplanner.results.services.finding import find_draft

Cells = Mapping[tuple[int, str], str]
Judge = Callable[[Acts], tuple[list[Fixed], list[Fixed]]]
LONGEST_REASON = 500


@dataclass(frozen=True)
class Done:
    """How many cells (or rows) an act changed, those it left alone because somebody had changed them meanwhile, and the draft now."""

    changed: int
    clashes: Sequence[Fixed]
    looked: Looked


@dataclass(frozen=True)
class Laid:
    """The tables of a draft as they are now and as the file has them, not checked."""

    matched: Matched
    acts: Acts

    @property
    def template(self) -> Template:
        """What is asked."""
        return self.matched.template

    def table(self, sheet: str) -> Table:
        """The table of a sheet with its corrections; raises Missing when the file has no such sheet."""
        return _named(self.matched.tables, sheet)

    def origin(self, sheet: str) -> Table:
        """The same as it stands in the file."""
        return _named({**self.matched.tables, **self.matched.origin}, sheet)


def lay_out(actor: Actor, operation: Operation, draft_id: int) -> Laid:
    """The tables of a sheet's draft; raises Missing for one that is typed into the form or not read yet."""
    draft = find_draft(actor, operation, draft_id)
    if draft.table is None:
        raise Missing
    acts = acts_of(draft_id)
    entry = entry_for(actor, draft.participation)
    return Laid(match_book(entry, Book.from_bytes(draft.table), draft.choices, acts.patches()), acts)


def fix_cells(
    actor: Actor,
    operation: Operation,
    draft_id: int,
    sheet: str,
    cells: Cells,
    seen: int,
    kind: FixKind = FixKind.TYPED,
) -> Done:
    """Puts texts into cells, by row and field; `seen` is the newest act that the page knew when they were typed.

    A cell that somebody else changed since is left alone and told, the others are kept.
    """
    laid = lay_out(actor, operation, draft_id)
    table, origin = laid.table(sheet), laid.origin(sheet)
    known = {field.key for field in laid.template.fields}
    there = set(table.rows.tolist())
    asked = {(row, field): _tidy(new) for (row, field), new in cells.items() if field in known and row in there}
    in_file = _texts(origin, asked)
    before = laid.acts.patches(seen)

    def judged(acts: Acts) -> tuple[list[Fixed], list[Fixed]]:
        now = acts.patches()
        changed: list[Fixed] = []
        clashes: list[Fixed] = []
        for (row, field), new in asked.items():
            place = (sheet, field, row)
            was, is_now = (
                in_file[row, field] if text is None else text for text in (before.text(*place), now.text(*place))
            )
            if new in (was, is_now):
                continue
            (changed if was == is_now else clashes).append(Fixed(sheet, row, field, is_now, new))
        return changed, clashes

    return _keep(actor, operation, draft_id, kind, judged)


def replace_value(
    actor: Actor, operation: Operation, draft_id: int, sheet: str, field: str, old: str, new: str
) -> Done:
    """Puts one text for another in every row of a field that holds it now."""
    laid = lay_out(actor, operation, draft_id)
    if field not in laid.template.by_key:
        raise Missing
    table, new = laid.table(sheet), _tidy(new)
    rows = holding(table, field, old) if new != old else []
    in_file = dict(zip(rows, held(laid.origin(sheet), field, rows), strict=True))

    def judged(acts: Acts) -> tuple[list[Fixed], list[Fixed]]:
        now = acts.patches()
        texts = {row: now.text(sheet, field, row) for row in rows}
        still = [row for row, text in texts.items() if (in_file[row] if text is None else text) == old]
        return [Fixed(sheet, row, field, old, new) for row in still], []

    return _keep(actor, operation, draft_id, FixKind.REPLACED, judged)


def leave_out(actor: Actor, operation: Operation, draft_id: int, sheet: str, rows: Sequence[int], reason: str) -> Done:
    """Leaves rows out for a reason; an empty reason takes them in again."""
    laid = lay_out(actor, operation, draft_id)
    there = set(laid.origin(sheet).rows.tolist())
    reason = _tidy(reason)[:LONGEST_REASON]

    def judged(acts: Acts) -> tuple[list[Fixed], list[Fixed]]:
        now = acts.patches().left_out(sheet)
        return [
            Fixed(sheet, row, WHOLE_ROW, now.get(row, ""), reason)
            for row in rows
            if row in there and now.get(row, "") != reason
        ], []

    return _keep(actor, operation, draft_id, FixKind.LEFT_OUT, judged)


def undo(actor: Actor, operation: Operation, draft_id: int, number: int) -> Done:
    """Takes back the newest act, which the page knew by its number."""
    return _done(actor, operation, draft_id, _again(actor, operation, draft_id, number, FixKind.UNDONE))


def redo(actor: Actor, operation: Operation, draft_id: int, number: int) -> Done:
    """Does again the act that was taken back last."""
    return _done(actor, operation, draft_id, _again(actor, operation, draft_id, number, FixKind.REDONE))


@writes
def keep_warnings(actor: Actor, operation: Operation, draft_id: int, code: str, reason: str) -> None:
    """Keeps the one reason for which all warnings of a rule are sent as they are; an empty one takes it back."""
    draft = find_draft(actor, operation, draft_id)
    kept = {**draft.choices.get("reasons", {}), code: reason.strip()[:LONGEST_REASON]}
    draft.choices = {**draft.choices, "reasons": {rule: why for rule, why in kept.items() if why}}
    audit.record(actor, "results:keep_warnings", draft.audited, scope=operation.code, after={"rule": code})


@writes
def _again(actor: Actor, operation: Operation, draft_id: int, number: int, kind: FixKind) -> int:
    draft = _locked(actor, operation, draft_id)
    acts = acts_of(draft_id)
    act = acts.to_undo if kind is FixKind.UNDONE else acts.to_redo
    if act is None:
        raise Refusal(_l("There is nothing left to undo or redo."))
    if act.number != number:
        raise Conflict(
            _l("Something else was changed meanwhile, perhaps in another window. Look at it, then try again.")
        )
    patches = [Patch.read(stored) for stored in act.patches]
    if kind is FixKind.UNDONE:
        patches = [patch.inverse for patch in reversed(patches)]
    return add_act(actor, draft, acts, kind, patches, of=act.number)


def _keep(actor: Actor, operation: Operation, draft_id: int, kind: FixKind, judged: Judge) -> Done:
    changed, clashes = _judge(actor, operation, draft_id, kind, judged)
    return _done(actor, operation, draft_id, changed, clashes)


def _done(actor: Actor, operation: Operation, draft_id: int, changed: int, clashes: Sequence[Fixed] = ()) -> Done:
    looked = look(actor, operation, draft_id)
    note_left(draft_id, looked.checked)
    return Done(changed, clashes, looked)


@writes
def _judge(
    actor: Actor, operation: Operation, draft_id: int, kind: FixKind, judged: Judge
) -> tuple[int, Sequence[Fixed]]:
    """What changes is decided when no other act can come between."""
    draft = _locked(actor, operation, draft_id)
    acts = acts_of(draft_id)
    changed, clashes = judged(acts)
    if changed:
        add_act(actor, draft, acts, kind, list(gathered(changed)))
    return len(changed), clashes


def add_act(
    actor: Actor, draft: Draft, acts: Acts, kind: FixKind, patches: Sequence[Patch], of: int | None = None
) -> int:
    """Adds an act to the transaction under way; gives how many cells or rows it is about."""
    count = sum(len(patch.rows) for patch in patches)
    db.session.add(
        Fix(
            draft_id=draft.id,
            number=acts.last + 1,
            kind=kind,
            of=of,
            by=actor.label,
            by_id=actor.user_id,
            at=clock.now(),
            patches=[patch.as_list() for patch in patches],
        )
    )
    told = {"act": acts.last + 1, "kind": kind.value, "cells": count}
    audit.record(actor, "results:fix", draft.audited, scope=draft.participation.operation.code, after=told)
    return count


def gathered(fixed: Iterable[Fixed]) -> Iterable[Patch]:
    """Cells of one field that change alike are one patch."""

    def alike(each: Fixed) -> tuple[str, str, str, str]:
        return each.sheet, each.field, each.old, each.new

    for key, group in groupby(sorted(fixed, key=alike), alike):
        yield Patch(*key, tuple(each.row for each in group))


def _locked(actor: Actor, operation: Operation, draft_id: int) -> Draft:
    """The draft, for this act alone: two windows keep their acts one after the other."""
    draft = find_draft(actor, operation, draft_id)
    db.session.execute(sa.select(Draft.id).where(Draft.id == draft.id).with_for_update())
    return draft


def _named(tables: Mapping[Group, Table], sheet: str) -> Table:
    found = next((table for table in tables.values() if table.sheet == sheet), None)
    if found is None:
        raise Missing
    return found


def _texts(table: Table, asked: Iterable[tuple[int, str]]) -> dict[tuple[int, str], str]:
    """What the file holds in these cells."""
    rows: dict[str, list[int]] = {}
    for row, field in asked:
        rows.setdefault(field, []).append(row)
    return {
        (row, field): text
        for field, numbers in rows.items()
        for row, text in zip(numbers, held(table, field, numbers), strict=True)
    }


def _tidy(text: str) -> str:
    """As a cell may hold it, and as `written` gives it back."""
    return clean(text)[:MOST_CHARACTERS]
