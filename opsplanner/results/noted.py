"""Notes and questions about deliveries, as far as an actor may read them: between the Member and those who review it, nobody else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from opsplanner.core.access import Actor
from opsplanner.core.db import db
from opsplanner.core.errors import Missing
from opsplanner.operations.models import Operation
from opsplanner.participants.models import Participation
from opsplanner.results.models import Case, NoteKind, NoteState, ReviewNote, Submission, SubmissionState
from opsplanner.results.reviewers import named, reviewable
from opsplanner.results.scope import standing, submissions
from opsplanner.results.tellings import seen_cases, visible


@dataclass(frozen=True, slots=True)
class NotePlace:
    """A case that a note may be about, as the submission tells it."""

    case_id: int
    reference: str
    lines: int


# A page shows so many notes of one submission; a reviewer who has more says it in one.
MOST = 200


def notes(actor: Actor, operation: Operation) -> sa.Select[ReviewNote]:
    """The notes an actor may read, the oldest first: about what it may see, of its own Member or of one it reviews."""
    stands = standing(actor, operation)
    heads = sa.union(
        submissions(actor, operation).with_only_columns(Submission.id),
        reviewable(actor).where(Submission.operation_id == operation.id).with_only_columns(Submission.id),
    )
    party = sa.or_(stands.closeness, named(actor))
    whole = sa.and_(ReviewNote.case_id.is_(None), ReviewNote.submission_id.in_(heads))
    on_case = visible(actor, operation, stands, ReviewNote.case_id, ReviewNote.submission_id)
    return (
        sa.select(ReviewNote)
        .join(ReviewNote.submission)
        .outerjoin(ReviewNote.case)
        .options(selectinload(ReviewNote.replies), sa.orm.contains_eager(ReviewNote.case))
        .where(Submission.operation_id == operation.id, party, sa.or_(whole, on_case))
        .order_by(ReviewNote.id)
    )


def of_submission(actor: Actor, operation: Operation, submission: Submission) -> Sequence[ReviewNote]:
    """The notes on a submission, and those on earlier ones of the same Member that are not settled.

    A rehearsal is a space of its own: neither it nor the real results are told of notes on the other.
    """
    earlier = sa.and_(
        Submission.participation_id == submission.participation_id,
        Submission.rehearsal == submission.rehearsal,
        ReviewNote.submission_id < submission.id,
        ReviewNote.state != NoteState.SETTLED,
    )
    query = notes(actor, operation).where(sa.or_(ReviewNote.submission_id == submission.id, earlier))
    return db.session.scalars(query.limit(MOST)).all()


def of_case(actor: Actor, operation: Operation, case: Case) -> Sequence[ReviewNote]:
    """The notes on a case, whichever telling they were written on."""
    return db.session.scalars(notes(actor, operation).where(ReviewNote.case_id == case.id).limit(MOST)).all()


def to_answer(
    actor: Actor, operation: Operation, participation: Participation, rehearsal: bool, case_id: int | None = None
) -> Sequence[ReviewNote]:
    """What a correction must answer: open notes on what was returned to a Member, and open questions on all it sent; of one case or all.

    Of a rehearsal its own alone.
    """
    later = sa.alias(Submission.__table__)
    answered = sa.exists().where(
        later.c.participation_id == Submission.participation_id,
        later.c.rehearsal == Submission.rehearsal,
        later.c.id > Submission.id,
        later.c.state != SubmissionState.WITHDRAWN,
        sa.or_(ReviewNote.case_id.is_(None), Case.current_id > Submission.id),
    )
    returned = sa.and_(Submission.state == SubmissionState.RETURNED, ~answered)
    query = notes(actor, operation).where(
        Submission.participation_id == participation.id,
        Submission.rehearsal == rehearsal,
        ReviewNote.state == NoteState.OPEN,
        sa.or_(returned, ReviewNote.kind == NoteKind.QUESTION),
    )
    if case_id is not None:
        query = query.where(ReviewNote.case_id == case_id)
    return db.session.scalars(query.limit(MOST)).all()


def place_of(actor: Actor, operation: Operation, submission: Submission, case_id: int | None) -> NotePlace | None:
    """The case of a submission that a note is to be about; None for all of it; Missing for one the actor may not see."""
    if case_id is None:
        return None
    query = seen_cases(actor, operation, submission.id).where(Case.id == case_id)
    found = db.session.execute(query).one_or_none()
    if found is None:
        raise Missing
    return NotePlace(found.id, found.national_ref, found.lines)


def by_case(found: Sequence[ReviewNote]) -> Mapping[int | None, list[ReviewNote]]:
    """Notes by case; under None those about the whole submission."""
    grouped: dict[int | None, list[ReviewNote]] = defaultdict(list)
    for note in found:
        grouped[note.case_id].append(note)
    return grouped


def by_identity(found: Iterable[ReviewNote]) -> Mapping[tuple[str, str], Sequence[ReviewNote]]:
    """Notes by the office and reference of their case: each office may have a case of the same reference.

    Those about a whole submission are left away.
    """
    grouped: dict[tuple[str, str], list[ReviewNote]] = defaultdict(list)
    for note in found:
        if note.case is not None:
            grouped[note.case.office, note.case.national_ref].append(note)
    return grouped
