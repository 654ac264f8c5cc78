"""What waits for a reviewer: the list over all operations, and the way through it from one delivery to the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from opsplanner.core import clock
from opsplanner.core.access import Actor
from opsplanner.core.db import db
from opsplanner.core.listing import Listing, Page
from opsplanner.directory.models import Organisation
from opsplanner.operations.models import Operation, PhaseKind
from opsplanner.participants.models import Participation
from opsplanner.results.models import Submission, SubmissionState
from opsplanner.results.reviewers import chosen, named, reviewable

WAITING = (SubmissionState.SUBMITTED, SubmissionState.IN_REVIEW)
# A Member should know within these days what became of what it sent.
REVIEW_WITHIN = timedelta(days=5)
MINE, PLACE = "mine", "place"

QUEUE = Listing(
    sorts={
        "sent": Submission.id,
        "member": Organisation.search_en,
        "operation": Operation.code,
        "state": Submission.state,
    },
    search=(Organisation.search_en, Organisation.search_fr, Organisation.code, Submission.file_name),
    filters={"state": Submission.state, "operation": Operation.code, "member": Organisation.code},
    start="sent",
    tiebreak=Submission.id,
)


@dataclass(frozen=True, slots=True)
class Way:
    """Where a delivery stands among those that wait: the `number`th of `of`; the one before and after, None at the ends."""

    number: int
    of: int
    before: Submission | None
    after: Submission | None


@dataclass(frozen=True, slots=True)
class Load:
    """How much waits in one operation: for the actor itself, and longer than it should for reviewers in whose place it may act."""

    operation: str
    mine: int
    late: int
    oldest: datetime
    others_late: int


def late_since() -> datetime:
    """What was sent before this moment has waited too long."""
    return clock.now() - REVIEW_WITHIN


def waiting(actor: Actor, whose: str = "") -> sa.Select[Submission]:
    """What may be reviewed and is not decided; `whose`: "mine" was sent to the actor's own side, "place" to other reviewers."""
    query = reviewable(actor).join(Submission.operation).where(Submission.state.in_(WAITING))
    query = query.where(Operation.phase != PhaseKind.CLOSED)
    if not whose:
        return query
    mine = sa.or_(chosen(actor), named(actor))
    return query.where(mine if whose == MINE else sa.not_(mine))


def queue_page(actor: Actor, asked: Mapping[str, str], whose: str) -> Page[Any]:
    """One page of it, the longest waiting first, each with whether it is the actor's own; `late` leaves out what came lately."""
    query = waiting(actor, whose).add_columns(sa.or_(chosen(actor), named(actor)).label("mine"))
    query = query.options(
        joinedload(Submission.operation), joinedload(Submission.participation, Participation.reviewer)
    )
    if asked.get("late") == "1":
        query = query.where(Submission.submitted_at < late_since())
    return QUEUE.page(query, asked)


def known(actor: Actor) -> tuple[Sequence[str], Sequence[Organisation]]:
    """The operations and Members that have something waiting, for the filters."""
    found = db.session.execute(
        waiting(actor).with_only_columns(Operation.code, Organisation).distinct().order_by(Organisation.search_en)
    ).all()
    return sorted({code for code, _member in found}), list({member.id: member for _code, member in found}.values())


def way(actor: Actor, submission: Submission) -> Way:
    """Through what is the actor's own, or, from a delivery that is not, through all that it may review."""
    mine = sa.or_(chosen(actor), named(actor))
    own = db.session.scalar(reviewable(actor).where(Submission.id == submission.id).with_only_columns(mine))
    query = waiting(actor, MINE if own else "").with_only_columns(
        sa.func.count(),
        sa.func.count(sa.case((Submission.id <= submission.id, 1))),
        sa.func.max(sa.case((Submission.id < submission.id, Submission.id))),
        sa.func.min(sa.case((Submission.id > submission.id, Submission.id))),
        maintain_column_froms=True,
    )
    count, number, before, after = db.session.execute(query.options()).one()
    beside = {
        each.id: each
        for each in db.session.scalars(
            sa.select(Submission)
            .where(Submission.id.in_([each for each in (before, after) if each]))
            .options(joinedload(Submission.operation))
        )
    }
    return Way(number, count, beside.get(before), beside.get(after))


def loads(actor: Actor) -> list[Load]:
    """By operation how much waits, for Home."""
    mine = sa.or_(chosen(actor), named(actor))
    late = Submission.submitted_at < late_since()
    query = waiting(actor).with_only_columns(
        Operation.code,
        sa.func.count(sa.case((mine, 1))),
        sa.func.count(sa.case((sa.and_(mine, late), 1))),
        sa.func.min(Submission.submitted_at),
        sa.func.count(sa.case((sa.and_(sa.not_(mine), late), 1))),
        maintain_column_froms=True,
    )
    found = db.session.execute(query.group_by(Operation.code).order_by(Operation.code))
    return [Load(code, count, past, oldest, others) for code, count, past, oldest, others in found]
