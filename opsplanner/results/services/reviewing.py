"""Review: a submission is taken in review (and so locked), then accepted, or returned with notes; every step back has a reason."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from opsplanner.core import audit, clock
from opsplanner.core.access import Actor
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Forbidden, Missing, Refusal
from opsplanner.core.text import Text
from opsplanner.directory.models import Account
from opsplanner.directory.scope import offices_of
from opsplanner.operations.models import Operation
from opsplanner.participants.models import Participation
from opsplanner.results.models import (
    Case,
    CaseRow,
    Channel,
    Handling,
    NamedReader,
    NoteState,
    ReviewNote,
    ReviewStep,
    Submission,
)
from opsplanner.results.models import SubmissionState as S
from opsplanner.results.reviewers import chosen, reviewable, reviewer_of
from opsplanner.results.services.demanding import demand_reason
from opsplanner.results.services.letters import tell_member
from opsplanner.results.services.originals import reduce_later
from opsplanner.results.services.registering import bump, keep_step, trace
from opsplanner.results.services.settling import followers, settle
from opsplanner.results.tellings import seen_cases

MOVED_ON = _l("This submission has moved on meanwhile. Look at how it stands.")


@writes
def take_in_review(actor: Actor, operation: Operation, submission_id: int, reason: str = "") -> Submission:
    """Locks a submission for its Member; an accepted one is opened again only with a reason, and the Member is told.

    Whoever entered it for the Member may not: the lock would close it to its Member, and nothing could follow.
    """
    submission = find_reviewable(actor, operation, submission_id)
    if entered(actor, submission):
        raise Forbidden(_l("You entered this submission; somebody else reviews it."))
    if submission.state != S.ACCEPTED:
        return _move(actor, submission, "review", S.SUBMITTED, S.IN_REVIEW)
    if not reason.strip():
        raise Refusal(_l("Say in one sentence why the accepted submission is reviewed again."))
    _move(actor, submission, "reopen", S.ACCEPTED, S.IN_REVIEW, reason)
    tell_member(submission, "reopened")
    return submission


@writes
def release(actor: Actor, operation: Operation, submission_id: int, reason: str) -> Submission:
    """Puts back what is in review, unreviewed: the Member may change and withdraw it again, and is told."""
    submission = find_reviewable(actor, operation, submission_id)
    demand_reason(reason)
    _move(actor, submission, "release", S.IN_REVIEW, S.SUBMITTED, reason)
    tell_member(submission, "released")
    return submission


@writes
def accept(actor: Actor, operation: Operation, submission_id: int) -> Submission:
    """Accepts what is in review; whoever entered it for the Member may not. Cases marked RED that nobody named saw are marked so."""
    submission = find_reviewable(actor, operation, submission_id)
    if entered(actor, submission):
        raise Forbidden(_l("You entered this submission; somebody else accepts it."))
    _move(actor, submission, "accept", S.IN_REVIEW, S.ACCEPTED, not_reviewed=_unseen(actor, submission))
    reduce_later(actor, submission)
    return submission


@writes
def return_to_member(actor: Actor, operation: Operation, submission_id: int, note: str = "") -> Submission:
    """Sends what is in review back with notes; its rows count no more until the Member's next number answers it."""
    submission = find_reviewable(actor, operation, submission_id)
    if not note.strip() and not _open_notes(submission):
        raise Refusal(_l("Write what the Member should put right."))
    _move(actor, submission, "return", S.IN_REVIEW, S.RETURNED, note)
    for each in [*followers(submission), submission]:
        settle(each)
    tell_member(submission, "returned")
    return submission


@writes
def put_back(actor: Actor, operation: Operation, office: Participation, reason: str) -> None:
    """All that a liaison office holds in review waits again when it leaves; the Members are told."""
    for submission in _held(operation, office):
        _move(actor, submission, "release", S.IN_REVIEW, S.SUBMITTED, f"{office.organisation.code}: {reason.strip()}")
        tell_member(submission, "released")


def _held(operation: Operation, office: Participation) -> list[Submission]:
    """What somebody of the office took in review last."""
    people = sa.select(Account.id).where(Account.organisation_id.in_(offices_of(office.organisation_id)))
    taken = ReviewStep.act.in_(("review", "reopen"))
    last = sa.select(sa.func.max(ReviewStep.id)).where(taken).group_by(ReviewStep.submission_id)
    query = (
        sa.select(Submission)
        .join(ReviewStep, ReviewStep.submission_id == Submission.id)
        .where(
            Submission.operation_id == operation.id,
            Submission.state == S.IN_REVIEW,
            Submission.channel != Channel.UPDATE,
            ReviewStep.id.in_(last),
            ReviewStep.by_id.in_(people),
        )
        .order_by(Submission.id)
    )
    return list(db.session.scalars(query))


def find_reviewable(actor: Actor, operation: Operation, submission_id: int) -> Submission:
    """The submission of that id, when the actor may review it; else Missing."""
    found = db.session.scalar(
        reviewable(actor).where(Submission.id == submission_id, Submission.operation_id == operation.id)
    )
    if found is None:
        raise Missing
    return found


def entered(actor: Actor, submission: Submission) -> bool:
    """Whether it was the actor who entered it."""
    return actor.user_id is not None and submission.entered_by_id == actor.user_id


def replaced_since(actor: Actor, operation: Operation, submission: Submission) -> list[str]:
    """References of its cases that a later submission tells anew: those stay as that one tells them, whatever becomes of this."""
    updates = sa.select(Submission.id).where(Submission.follows_id == submission.id)
    query = seen_cases(actor, operation, submission.id).with_only_columns(Case.national_ref, maintain_column_froms=True)
    later = (Case.current_id > submission.id, Case.current_id.not_in(updates))
    return list(db.session.scalars(query.where(*later).order_by(Case.national_ref)))


def in_place_of(actor: Actor, submission: Submission) -> Text:
    """In whose place the actor reviews; an empty text when the Member chose it, or named it on what is RED."""
    named = NamedReader.account_id == actor.user_id, NamedReader.submission_id == submission.id
    mine = sa.or_(chosen(actor), sa.exists().where(*named))
    found = db.session.scalar(sa.select(mine).where(Participation.id == submission.participation_id))
    return Text.of() if found else reviewer_of(submission.participation)


def _move(
    actor: Actor, submission: Submission, act: str, from_state: S, to_state: S, reason: str = "", **changes: Any
) -> Submission:
    """From one state to the next, with the updates that follow it; the step is kept and audited."""
    if submission.state != from_state:
        raise Refusal(MOVED_ON)
    before = audit.snapshot(submission, "state", "review_note")
    now, place = clock.now(), in_place_of(actor, submission)
    for each in [submission, *followers(submission)]:
        each.state, each.reviewed_at, each.reviewed_by = to_state, now, actor.label
    submission.review_note = reason.strip()
    for name, value in changes.items():
        setattr(submission, name, value)
    keep_step(actor, submission, act, reason, place)
    bump(submission.operation)
    trace(actor, act, submission, before, review_note=submission.review_note, in_place_of=place.to("en"), **changes)
    return submission


def _unseen(actor: Actor, submission: Submission) -> int:
    """How many of its cases are marked RED, unless the actor is named to see them."""
    row = CaseRow.__table__.c
    named = sa.exists().where(NamedReader.submission_id == submission.id, NamedReader.account_id == actor.user_id)
    query = sa.select(sa.func.count()).where(
        row.submission_id == submission.id, row.handling == Handling.RED, sa.not_(named)
    )
    return db.session.scalar(query) or 0


def _open_notes(submission: Submission) -> bool:
    query = sa.select(sa.literal(1)).where(
        ReviewNote.submission_id == submission.id, ReviewNote.state != NoteState.SETTLED
    )
    return db.session.scalar(query.limit(1)) is not None
