"""What every delivery has in common: its number, who entered it, and the trace it leaves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from opsplanner import __version__
from opsplanner.core import audit, clock
from opsplanner.core.access import Actor
from opsplanner.core.db import db
from opsplanner.core.text import Text
from opsplanner.operations.models import Operation
from opsplanner.participants.models import Participation
from opsplanner.results.models import Channel, PeriodServed, ResultsVersion, ReviewStep, Submission, SubmissionState
from opsplanner.results.services.entering import Entry

NOBODY = Text.of()


def register(actor: Actor, entry: Entry, channel: Channel, served: Mapping[int, int], **details: Any) -> Submission:
    """Adds the next submission of a participation to the transaction under way, with the periods it serves and their cases."""
    db.session.execute(sa.select(Participation.id).where(Participation.id == entry.participation.id).with_for_update())
    last = db.session.scalar(
        sa.select(sa.func.max(Submission.number)).where(Submission.participation_id == entry.participation.id)
    )
    details["counts"] = {**details.get("counts", {}), "rules": __version__}
    usual = {"handling": "AMBER", "rehearsal": False, "file_name": "", "sha256": "", "counts": {}}
    submission = Submission(
        operation_id=entry.operation.id,
        participation_id=entry.participation.id,
        organisation_id=entry.sender.id,
        number=(last or 0) + 1,
        channel=channel,
        state=SubmissionState.SUBMITTED,
        template_id=entry.operation.template_id,
        submitted_at=clock.now(),
        entered_by=actor.label,
        entered_by_id=actor.user_id,
        on_behalf=entry.on_behalf,
        **{"language": actor.language, "reasons": [], "not_stored": [], **usual, **details},
    )
    db.session.add(submission)
    db.session.flush()
    db.session.add_all(
        PeriodServed(submission_id=submission.id, period_id=period, cases=cases) for period, cases in served.items()
    )
    bump(entry.operation)
    return submission


def trace(
    actor: Actor, verb: str, submission: Submission, before: Mapping[str, Any] | None = None, **after: Any
) -> None:
    """Writes the audit entry of something done with a submission."""
    member = submission.participation.organisation.code
    audit.record(
        actor,
        f"results:{verb}",
        f"{submission.reference} {member}",
        scope=submission.operation.code,
        before=before,
        after={"state": submission.state, **after},
    )


def keep_step(actor: Actor, submission: Submission, act: str, reason: str = "", place: Text = NOBODY) -> None:
    """Adds a step to the history of a submission, in the transaction under way; `place`: in whose place it was done."""
    db.session.add(
        ReviewStep(
            submission_id=submission.id,
            at=clock.now(),
            by=actor.label,
            by_id=actor.user_id,
            act=act,
            reason=reason.strip(),
            in_place_of=place,
        )
    )
    db.session.flush()


def bump(operation: Operation) -> None:
    """Tells every cache that the figures of the operation have changed."""
    table = ResultsVersion.__table__
    counted = db.session.scalar(
        sa.update(table)
        .where(table.c.operation_id == operation.id)
        .values(number=table.c.number + 1)
        .returning(table.c.number)
    )
    if counted is None:
        db.session.execute(sa.insert(table).values(operation_id=operation.id, number=1))
