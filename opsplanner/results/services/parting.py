"""Sending the rows that are right while the others stay in the draft, where the operation allows it; cases are never parted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

import numpy as np
import sqlalchemy as sa
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from opsplanner.core import audit, clock
from opsplanner.core.access import Actor
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Refusal
from opsplanner.operations.models import Operation
from opsplanner.records.check import Checked, CheckedRows
from opsplanner.records.kinds.base import written
from opsplanner.records.patches import SENT, WHOLE_ROW, Patch, Patches
from opsplanner.records.sheet import Book, Mask
from opsplanner.records.table import Table
from opsplanner.records.template import REFERENCE
from opsplanner.results.models import Channel, Draft, Fix, FixKind
from opsplanner.results.services.acts import acts_of, hand_over
from opsplanner.results.services.columns import check_book, column_errors
from opsplanner.results.services.delivering import Choices, Delivery, Outcome, blocking, deliver
from opsplanner.results.services.drafting import Looked, Stay, look, note_left, upload_of
from opsplanner.results.services.finding import find_draft, find_submission
from opsplanner.results.services.fixing import add_act, gathered


def count_staying(looked: Looked) -> int:
    """How many rows would stay while the others go; 0 where none could go: errors of the file or its columns are of all rows."""
    checked = looked.checked
    if not looked.entry.operation.parts_allowed or looked.draft.channel != Channel.SHEET or column_errors(checked):
        return 0
    if any(problem.tier == "file" and problem.is_error for problem in checked.problems):
        return 0
    count = sum(int(np.count_nonzero(_bad(rows))) for rows in checked.tables.values())
    return count if count < checked.rows else 0


def staying(checked: Checked) -> Iterator[Stay]:
    """The rows that are not right, and with them all rows of their cases."""
    for rows in checked.tables.values():
        column = rows.table.columns.get(REFERENCE)
        for place in np.flatnonzero(_bad(rows)).tolist():
            reference = written(column.cell(place)) if column else ""
            yield Stay(rows.table.sheet, int(rows.table.rows[place]), reference)


def look_at_part(actor: Actor, operation: Operation, draft_id: int) -> Looked:
    """A draft as it would be sent without the rows that stay; raises Refusal where there is no such part."""
    looked = look(actor, operation, draft_id)
    if not count_staying(looked):
        raise Refusal(_l("The rows that are ready cannot be sent by themselves here. Put the others right first."))
    stay = tuple(staying(looked.checked))
    assert looked.draft.table is not None
    acts = [Patch.read(stored) for act in looked.acts.all for stored in act.patches]
    patches = Patches([*acts, *_left_out(stay, _("Stays in the draft to be put right"))])
    checked = check_book(looked.entry, Book.from_bytes(looked.draft.table), looked.draft.choices, patches)
    if blocking(checked, Choices()):
        raise Refusal(_l("Without the rows that stay, others would have errors. Put them right first."))
    return replace(looked, checked=checked, questions=(), stays=stay)


def send_part(actor: Actor, operation: Operation, draft_id: int, choices: Choices) -> Outcome:
    """Stores the rows that are right; the draft stays with the others."""
    looked = look_at_part(actor, operation, draft_id)
    delivery = Delivery(looked.checked, Channel.SHEET, upload_of(looked.draft), whole=False)
    outcome = _send(actor, looked, delivery, choices)
    note_left(draft_id, look(actor, operation, draft_id).checked)
    return replace(outcome, stays=len(looked.stays) if outcome.stored else 0)


def part_sent(actor: Actor, operation: Operation, draft_id: int, before: int) -> Outcome | None:
    """The part of a draft that was sent after the submission `before` (0: none yet), by an attempt that could not say so."""
    draft = find_draft(actor, operation, draft_id)
    last = draft.choices.get("parted", 0)
    return Outcome(find_submission(actor, operation, last), True, draft.rows) if last != before else None


@writes
def _send(actor: Actor, looked: Looked, delivery: Delivery, choices: Choices) -> Outcome:
    outcome = deliver(actor, looked.entry, delivery, choices)
    draft = db.session.scalar(sa.select(Draft).where(Draft.id == looked.draft.id).with_for_update())
    if draft is not None and outcome.stored:
        _keep_rest(actor, looked, draft, outcome)
    return outcome


def _keep_rest(actor: Actor, looked: Looked, draft: Draft, outcome: Outcome) -> None:
    """Hands the acts over to the submission, and begins the draft anew with the rows that stay, as they were put right."""
    stay = {(each.sheet, each.row) for each in looked.stays}
    acts = acts_of(draft.id)
    fixed = [each for each in acts.patches().fixed() if (each.sheet, each.row) in stay and each.field != WHOLE_ROW]
    add_act(
        actor, draft, acts, FixKind.LEFT_OUT, list(_left_out(looked.stays, _("Stays in the draft to be put right")))
    )
    db.session.flush()
    hand_over(draft.id, outcome.submission.id)
    gone = {table.sheet: table.rows.tolist() for table in _as_in_file(looked)}
    sent = [
        Patch(sheet, WHOLE_ROW, "", SENT, tuple(row for row in rows if (sheet, row) not in stay))
        for sheet, rows in gone.items()
    ]
    patches = [each.as_list() for each in (*gathered(fixed), *sent) if each.rows]
    db.session.add(
        Fix(
            draft_id=draft.id,
            number=1,
            kind=FixKind.SENT,
            by=actor.label,
            by_id=actor.user_id,
            at=clock.now(),
            patches=patches,
        )
    )
    draft.choices = {**draft.choices, "rest": outcome.submission.reference, "parted": outcome.submission.id}
    draft.rows = len(stay)
    scope = draft.participation.operation.code
    audit.record(actor, "results:keep_rest", draft.audited, scope=scope, after={"rows": len(stay)})


def _as_in_file(looked: Looked) -> list[Table]:
    matched = looked.checked.matched
    return [*{**matched.tables, **matched.origin}.values()]


def _left_out(stay: tuple[Stay, ...], reason: str) -> Iterator[Patch]:
    for sheet, rows in groupby(stay, lambda each: each.sheet):
        yield Patch(sheet, WHOLE_ROW, "", reason, tuple(each.row for each in rows))


def _bad(rows: CheckedRows) -> Mask:
    bad = np.ones(rows.table.length, np.bool_)
    bad[rows.good] = False
    return np.isin(rows.case_of, np.unique(rows.case_of[bad]))
