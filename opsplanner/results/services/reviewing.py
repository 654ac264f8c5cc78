"""Review: a submission is taken in review (and so locked), then accepted, or returned with notes."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from opsplanner.core import audit, clock
from opsplanner.core.access import Actor, Permission
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Forbidden, Missing, Refusal
from opsplanner.operations.models import Operation
from opsplanner.results.models import Submission, SubmissionState
from opsplanner.results.scope import standing
from opsplanner.results.services.registering import bump, tell_member, trace
from opsplanner.results.services.settling import settle


@writes
def take_in_review(actor: Actor, operation: Operation, submission_id: int, reason: str = "") -> Submission:
    """Locks a submission for its Member; an accepted one needs a reason to be opened again."""
    submission = _reviewable(actor, operation, submission_id)
    if submission.state == SubmissionState.ACCEPTED and not reason.strip():
        raise Refusal(_l("Say in one sentence why the accepted submission is reviewed again."))
    return _move(
        actor,
        submission,
        "review",
        (SubmissionState.SUBMITTED, SubmissionState.ACCEPTED),
        SubmissionState.IN_REVIEW,
        review_note=reason.strip(),
    )


@writes
def accept(actor: Actor, operation: Operation, submission_id: int) -> Submission:
    """Accepts what is in review; whoever entered it for the Member may not."""
    submission = _reviewable(actor, operation, submission_id)
    if actor.user_id is not None and submission.entered_by_id == actor.user_id:
        raise Forbidden(_l("You entered this submission; somebody else accepts it."))
    return _move(actor, submission, "accept", (SubmissionState.IN_REVIEW,), SubmissionState.ACCEPTED)


@writes
def return_to_member(actor: Actor, operation: Operation, submission_id: int, note: str) -> Submission:
    """Sends what is in review back with notes; its rows count no more until the Member's next number answers it."""
    submission = _reviewable(actor, operation, submission_id)
    if not note.strip():
        raise Refusal(_l("Write what the Member should put right."))
    _move(actor, submission, "return", (SubmissionState.IN_REVIEW,), SubmissionState.RETURNED, review_note=note.strip())
    settle(submission)
    tell_member(submission, "returned")
    return submission


def _reviewable(actor: Actor, operation: Operation, submission_id: int) -> Submission:
    """By the reviewer the Member chose; planner and secretariat may act in its place."""
    if not actor.may(Permission.RESULTS_REVIEW, operation.code):
        raise Forbidden(_l("Your role in this operation does not review results."))
    submission = db.session.scalar(
        sa.select(Submission).where(Submission.id == submission_id, Submission.operation_id == operation.id)
    )
    if submission is None or not standing(actor, operation).enters_for(submission.participation_id):
        raise Missing
    return submission


def _move(
    actor: Actor,
    submission: Submission,
    verb: str,
    from_states: tuple[SubmissionState, ...],
    to_state: SubmissionState,
    **changes: Any,
) -> Submission:
    if submission.state not in from_states:
        raise Refusal(_l("This submission has moved on meanwhile. Reload the page to see how it stands."))
    before = audit.snapshot(submission, "state", "review_note")
    submission.state = to_state
    submission.reviewed_at, submission.reviewed_by = clock.now(), actor.label
    for name, value in changes.items():
        setattr(submission, name, value)
    db.session.flush()
    bump(submission.operation)
    trace(actor, verb, submission, before, review_note=submission.review_note)
    return submission
