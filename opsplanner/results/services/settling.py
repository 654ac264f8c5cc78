"""Which row of a case counts now: the newest in a live submission that no withdrawal of the case has overtaken."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from opsplanner.core.db import db
from opsplanner.results.models import LIVE, Case, CaseRow, CaseWithdrawal, PeriodServed, Submission, SubmissionState


def settle(submission: Submission) -> None:
    """After a submission was withdrawn or returned: its cases fall back to their newest row that counts, or to none."""
    row, told = CaseRow.__table__, aliased(CaseRow.__table__)
    overtaken = sa.exists().where(
        CaseWithdrawal.case_id == row.c.case_id, CaseWithdrawal.after_id >= row.c.submission_id
    )
    newest = (
        sa.select(row.c.case_id, sa.func.max(row.c.submission_id).label("submission_id"))
        .join(told, sa.and_(told.c.case_id == row.c.case_id, told.c.submission_id == submission.id))
        .join(Submission, Submission.id == row.c.submission_id)
        .where(Submission.participation_id == submission.participation_id, Submission.state.in_(LIVE), ~overtaken)
        .group_by(row.c.case_id)
        .subquery()
    )
    found = db.session.execute(
        sa.select(newest.c.case_id, newest.c.submission_id, row.c.detected_on).join(
            row, sa.and_(row.c.case_id == newest.c.case_id, row.c.submission_id == newest.c.submission_id)
        )
    ).all()
    case = Case.__table__
    db.session.execute(sa.update(case).where(case.c.current_id == submission.id).values(current_id=None))
    if found:
        db.session.connection().execute(
            sa.update(case)
            .where(case.c.id == sa.bindparam("case"))
            .values(current_id=sa.bindparam("submission"), detected_on=sa.bindparam("day")),
            [{"case": each.case_id, "submission": each.submission_id, "day": each.detected_on} for each in found],
        )


def followers(submission: Submission) -> list[Submission]:
    """The updates of its cases after acceptance, the newest first: they stand and fall with it."""
    query = sa.select(Submission).where(
        Submission.follows_id == submission.id, Submission.state != SubmissionState.WITHDRAWN
    )
    return list(db.session.scalars(query.order_by(Submission.id.desc())))


def held(participation_id: int, period_id: int) -> int:
    """How many current cases the return of a participation for a period holds."""
    row = CaseRow.__table__.c
    return (
        db.session.scalar(
            sa.select(sa.func.count())
            .select_from(Case)
            .join(CaseRow, sa.and_(row.case_id == Case.id, row.submission_id == Case.current_id))
            .where(Case.participation_id == participation_id, row.period_id == period_id)
        )
        or 0
    )


def delivered(participation_id: int, period_id: int) -> bool:
    """Whether anything not withdrawn was delivered for a return, nil included as long as no cases replaced it."""
    query = (
        sa.select(sa.literal(1))
        .select_from(PeriodServed)
        .join(Submission, Submission.id == PeriodServed.submission_id)
        .where(Submission.participation_id == participation_id, PeriodServed.period_id == period_id)
        .where(Submission.state != SubmissionState.WITHDRAWN, PeriodServed.replaced_at.is_(None))
    )
    return db.session.scalar(query.limit(1)) is not None
