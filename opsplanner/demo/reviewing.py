"""What reviewers of the demo ask about, and what became of some cases after they were accepted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import sqlalchemy as sa

from opsplanner.core import clock
from opsplanner.core.access import Actor
from opsplanner.core.db import db
from opsplanner.demo import sayings
from opsplanner.demo.cast import Cast
from opsplanner.operations.models import Operation
from opsplanner.results import services
from opsplanner.results.models import Case, NoteKind
from opsplanner.results.services import Said

# Courts and offices take weeks: one outcome after the other is told from so many days after the last due time.
FIRST_OUTCOME = timedelta(days=20)


def ask(reviewer: Actor, operation: Operation, submission: int) -> None:
    """A question on the quantity of the first case, and a note on the case."""
    case = db.session.scalar(sa.select(Case.id).where(Case.current_id == submission).order_by(Case.id).limit(1))
    if case is None:
        return
    question = Said(str(sayings.WHICH_UNIT), NoteKind.QUESTION, case, 1, "quantity")
    services.add_note(reviewer, operation, submission, question)
    services.add_note(reviewer, operation, submission, Said(str(sayings.WHICH_ENTRY), NoteKind.NOTE, case))


def learn_outcomes(cast: Cast, operation: Operation, outcomes: Sequence[Sequence[str]]) -> None:
    """Members tell what became of accepted cases: Member, reference, legal outcome, disposition."""
    last = max((period.due_at for period in operation.periods), default=clock.now())
    for number, (member, reference, legal_outcome, disposition) in enumerate(outcomes):
        case = db.session.scalars(
            sa.select(Case).where(Case.operation_id == operation.id, Case.national_ref == reference)
        ).one()
        with clock.frozen(last + FIRST_OUTCOME + timedelta(days=3 * number)):
            told = {"legal_outcome": legal_outcome, "disposition": disposition}
            services.update_outcome(cast.speaker(operation, member), operation, case.id, told)
