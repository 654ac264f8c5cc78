"""Looks for one consignment told by two Members after a delivery was stored, and keeps what people decide of each pair."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import aliased

from opsplanner.core import audit, clock, jobs
from opsplanner.core.access import Actor, Permission, system_actor
from opsplanner.core.chunks import chunks
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Conflict, Forbidden, Refusal
from opsplanner.operations.models import Operation
from opsplanner.results.case_keys import MOST_DAYS, keys_of
from opsplanner.results.duplicates import days_of, find_pair
from opsplanner.results.models import (
    Case,
    CaseKey,
    CaseRow,
    DuplicateDecision,
    DuplicateLink,
    DuplicateSetting,
    GoodsLine,
    Handling,
    Submission,
    Verdict,
)
from opsplanner.results.services.demanding import demand_reason
from opsplanner.results.services.planning import Plan
from opsplanner.results.services.registering import bump

SEEK = "results_duplicates"
# A number that so many cases share names no consignment.
MOST_SHARING = 20
CASE, ROW, LINE, KEY = Case.__table__, CaseRow.__table__, GoodsLine.__table__, CaseKey.__table__


def seek_later(actor: Actor, submission: Submission, plan: Plan) -> None:
    """Leaves the search to the worker, in the transaction under way; a rehearsal is never compared."""
    if not submission.rehearsal and plan.stored and any(map(plan.cargo.tells, ("container_no", "document_ref"))):
        jobs.enqueue(actor, SEEK, {"submission": submission.id, "file": submission.file_name})


@writes
def seek(submission_id: int) -> int:
    """The worker's part: keeps the keys of the cases told, and each pair not known yet; gives how many are new."""
    submission = db.session.scalar(sa.select(Submission).where(Submission.id == submission_id))
    if submission is None or submission.rehearsal:
        return 0
    _keep_keys(submission)
    pairs = _with_one_class(_pairs(submission))
    known = {
        tuple(each)
        for chunk in chunks({first for first, _second in pairs})
        for each in db.session.execute(
            sa.select(DuplicateLink.first_id, DuplicateLink.second_id).where(DuplicateLink.first_id.in_(chunk))
        )
    }
    fresh = [
        {
            "operation_id": submission.operation_id,
            "first_id": first,
            "second_id": second,
            "key": key,
            "found_at": clock.now(),
            "verdict": Verdict.OPEN.value,
        }
        for (first, second), key in sorted(pairs.items())
        if (first, second) not in known
    ]
    if fresh:
        db.session.execute(sa.insert(DuplicateLink), fresh)
        audit.record(
            system_actor("worker"), "duplicates:find", submission.reference, scope=submission.operation.code, after={"pairs": len(fresh)}
        )  # fmt: skip
    return len(fresh)


@writes
def decide_pair(actor: Actor, operation: Operation, link_id: int, verdict: Verdict, reason: str) -> DuplicateLink:
    """Says that a pair is one consignment or is not, or takes that back (open); the figures follow at once."""
    link = find_pair(actor, operation, link_id).link
    demand_reason(reason)
    if link.verdict == verdict:
        raise Conflict(_l("This was decided meanwhile. Look at how the pair stands now."))
    before = audit.snapshot(link, "verdict")
    link.verdict = verdict
    db.session.add(
        DuplicateDecision(
            link_id=link.id,
            verdict=verdict,
            reason=reason.strip(),
            at=clock.now(),
            by=actor.label[:120],
            by_id=actor.user_id,
        )
    )
    db.session.flush()
    bump(operation)
    subject = " = ".join(
        f"{each.participation.organisation.code} {each.national_ref}" for each in (link.first, link.second)
    )
    audit.record(
        actor,
        "duplicates:decide",
        subject,
        scope=operation.code,
        before=before,
        after={"verdict": verdict, "reason": reason.strip()},
    )
    return link


@writes
def set_days(actor: Actor, operation: Operation, days: int) -> None:
    """Chooses within how many days two detections may be one; it holds for what is sent from now on."""
    if not actor.may(Permission.PERIODS_CLOSE, operation.code):
        raise Forbidden(_l("The planner of the operation chooses this."))
    if not 0 <= days <= MOST_DAYS:
        raise Refusal(_l("Choose 0 to %(most)s days.", most=MOST_DAYS))
    before = days_of(operation)
    db.session.merge(DuplicateSetting(operation_id=operation.id, days=days))
    audit.record(
        actor, "duplicates:days", operation.code, scope=operation.code, before={"days": before}, after={"days": days}
    )


def classes_of(cases: Iterable[int]) -> Mapping[int, set[str]]:
    """The classes of the goods of each of these cases, as it counts now; none for a case that does not."""
    found: dict[int, set[str]] = defaultdict(set)
    for chunk in chunks(cases):
        told = sa.and_(LINE.c.case_id == CASE.c.id, LINE.c.submission_id == CASE.c.current_id)
        query = sa.select(CASE.c.id, LINE.c.commodity_class).join(LINE, told).where(CASE.c.id.in_(chunk)).distinct()
        for case, kind in db.session.execute(query):
            found[case].add(kind)
    return found


def _keep_keys(submission: Submission) -> None:
    """The keys of its cases that count by it, in the place of those they had."""
    told = sa.select(CASE.c.id).where(CASE.c.current_id == submission.id)
    db.session.execute(sa.delete(KEY).where(KEY.c.case_id.in_(told)))
    found = db.session.execute(
        sa.select(CASE.c.id, CASE.c.detected_on, ROW.c.container_no, ROW.c.document_ref)
        .join(ROW, sa.and_(ROW.c.case_id == CASE.c.id, ROW.c.submission_id == CASE.c.current_id))
        .where(CASE.c.current_id == submission.id, ROW.c.handling != Handling.RED)
        .where(sa.or_(ROW.c.container_no.is_not(None), ROW.c.document_ref.is_not(None)))
    )
    shared = {"operation_id": submission.operation_id, "participation_id": submission.participation_id}
    rows = (
        {"case_id": case, "key": key, "day": day.toordinal(), **shared}
        for case, day, containers, document in found.all()
        for key in dict.fromkeys(keys_of(containers, document))
    )
    for chunk in chunks(rows):
        db.session.execute(sa.insert(KEY), chunk)


def _pairs(submission: Submission) -> dict[tuple[int, int], str]:
    """Cases of other Members with a key of this delivery and a day close enough; the case that was told first comes first."""
    here, there = aliased(KEY), aliased(KEY)
    mine = (
        sa.select(KEY.c.key).join(CASE, CASE.c.id == KEY.c.case_id).where(CASE.c.current_id == submission.id).distinct()
    )
    telling = (
        sa.select(KEY.c.key)
        .where(KEY.c.operation_id == submission.operation_id, KEY.c.key.in_(mine))
        .group_by(KEY.c.key)
        .having(sa.func.count() <= MOST_SHARING, sa.func.count(KEY.c.participation_id.distinct()) > 1)
    )
    days = days_of(submission.operation)
    found = db.session.execute(
        sa.select(here.c.case_id, there.c.case_id, here.c.key)
        .join(CASE, sa.and_(CASE.c.id == here.c.case_id, CASE.c.current_id == submission.id))
        .join(
            there,
            sa.and_(
                there.c.operation_id == here.c.operation_id,
                there.c.key == here.c.key,
                there.c.participation_id != here.c.participation_id,
                there.c.day.between(here.c.day - days, here.c.day + days),
            ),
        )
        .where(here.c.key.in_(telling))
        .order_by(here.c.key.desc())
    )
    # Of several keys that two cases share the container's is kept: it comes last here.
    return {(min(one, other), max(one, other)): key for one, other, key in found}


def _with_one_class(pairs: dict[tuple[int, int], str]) -> dict[tuple[int, int], str]:
    """Those of the pairs that hold goods of the same class."""
    classes = classes_of({case for pair in pairs for case in pair})
    return {pair: key for pair, key in pairs.items() if classes[pair[0]] & classes[pair[1]]}
