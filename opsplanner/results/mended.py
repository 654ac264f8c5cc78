"""What was put right in the browser before a delivery was sent, for its own people and for who reviews all of its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from opsplanner.core.access import Actor
from opsplanner.core.db import db
from opsplanner.operations.models import Operation
from opsplanner.records.patches import WHOLE_ROW, Fixed
from opsplanner.records.template import Template
from opsplanner.results.models import Case, CaseRow, Submission
from opsplanner.results.scope import rows_condition, standing
from opsplanner.results.services import acts_sent, template_of

SHOWN = 200
ROW = CaseRow.__table__.c


@dataclass(frozen=True)
class Mended:
    """How many cells differ from the file and the first of them by label; the rows left out, with their reasons."""

    count: int
    cells: Sequence[tuple[Fixed, str]]
    rows: Sequence[Fixed]

    @property
    def more(self) -> int:
        """How many cells are not listed."""
        return self.count - len(self.cells)


def mended_of(actor: Actor, operation: Operation, submission: Submission, lang: str) -> Mended | None:
    """None when nothing was put right, or when some of the rows are not for this reader."""
    fixed = list(acts_sent(submission.id).patches().fixed())
    if not fixed or not _reads_all(actor, operation, submission):
        return None
    rows = [each for each in fixed if each.field == WHOLE_ROW]
    gone = {(each.sheet, each.row) for each in rows}
    cells = [each for each in fixed if each.field != WHOLE_ROW and (each.sheet, each.row) not in gone]
    template = template_of(operation)
    named = [(each, _label(template, each.field, lang)) for each in cells[:SHOWN]]
    return Mended(len(cells), named, rows)


def _label(template: Template, field: str, lang: str) -> str:
    known = template.by_key.get(field)
    return known.label.to(lang) if known else field


def _reads_all(actor: Actor, operation: Operation, submission: Submission) -> bool:
    """Whether the reader is of the Member or reviews it, and every row of the delivery is open to the reader."""
    stands = standing(actor, operation)
    if stands.sends(submission):
        return True
    if not stands.enters_for(submission.participation_id):
        return False
    rows = sa.select(sa.func.count()).select_from(CaseRow).where(ROW.submission_id == submission.id)
    seen = (
        rows.join(Case, Case.id == ROW.case_id)
        .join(Submission, Submission.id == ROW.submission_id)
        .where(rows_condition(actor, operation))
    )
    return db.session.scalar(rows) == db.session.scalar(seen)
