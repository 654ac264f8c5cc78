"""One submission, case or draft, as far as the actor may see it; anything else is Missing."""

from __future__ import annotations

import sqlalchemy as sa

from opsplanner.core.access import Actor
from opsplanner.core.db import db
from opsplanner.core.errors import Missing
from opsplanner.operations.models import Operation
from opsplanner.results.models import Case, CaseRow, Draft, SentDraft, Submission
from opsplanner.results.scope import rows_condition, standing, submissions


def find_submission(actor: Actor, operation: Operation, submission_id: int) -> Submission:
    """The submission of that id."""
    found = db.session.scalar(submissions(actor, operation).where(Submission.id == submission_id))
    if found is None:
        raise Missing
    return found


def find_case(actor: Actor, operation: Operation, case_id: int) -> tuple[Case, CaseRow, Submission]:
    """A case with the row that counts, else its newest, and the submission that told it.

    A case whose newest marking hides it is Missing, even where an older row was open.
    """
    row, told = CaseRow.__table__.c, sa.alias(Submission.__table__)
    newest = (
        sa.select(sa.func.max(row.submission_id))
        .join(told, told.c.id == row.submission_id)
        .where(told.c.participation_id == Case.participation_id, row.case_id == Case.id)
        .correlate(Case)
        .scalar_subquery()
    )
    found = db.session.execute(
        sa.select(Case, CaseRow, Submission)
        .select_from(Case)
        .join(Submission, Submission.id == sa.func.coalesce(Case.current_id, newest))
        .join(CaseRow, sa.and_(row.submission_id == Submission.id, row.case_id == Case.id))
        .where(Case.id == case_id, rows_condition(actor, operation))
    ).one_or_none()
    if found is None:
        raise Missing
    return found[0], found[1], found[2]


def find_draft(actor: Actor, operation: Operation, draft_id: int) -> Draft:
    """A delivery being prepared: for those who deliver for its Member (an office sees its own), and whoever began it."""
    draft = db.session.scalar(
        sa.select(Draft).where(Draft.id == draft_id, Draft.participation.has(operation_id=operation.id))
    )
    if draft is None or not _may_see(actor, operation, draft):
        raise Missing
    return draft


def sent_as(actor: Actor, operation: Operation, draft_id: int) -> Submission | None:
    """The submission that a draft was sent as, for those who may see it; None when it never was."""
    number = db.session.scalar(sa.select(SentDraft.submission_id).where(SentDraft.draft_id == draft_id))
    if number is None:
        return None
    return db.session.scalar(submissions(actor, operation).where(Submission.id == number))


def drafts(actor: Actor, operation: Operation) -> list[Draft]:
    """Deliveries being prepared that the actor may go on with, newest first."""
    found = db.session.scalars(
        sa.select(Draft).where(Draft.participation.has(operation_id=operation.id)).order_by(Draft.id.desc())
    )
    return [draft for draft in found if _may_see(actor, operation, draft)]


def _may_see(actor: Actor, operation: Operation, draft: Draft) -> bool:
    if actor.user_id is not None and draft.created_by_id == actor.user_id:
        return True
    return standing(actor, operation).sends(draft)
