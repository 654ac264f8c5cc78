"""Two versions of what a Member has told, compared in the database: which cases were added, told differently, or taken back.

A version is everything told up to a submission: of each case the newest telling that was not withdrawn. A telling is never
changed, so the same submission on both sides means the same row, and only the others are compared, answer by answer.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import ColumnElement

from opsplanner.core import clock
from opsplanner.core.access import Actor
from opsplanner.core.db import db
from opsplanner.operations.models import Operation
from opsplanner.results.models import Case, CaseRow, CaseWithdrawal, GoodsLine, Submission, SubmissionState
from opsplanner.results.scope import standing
from opsplanner.results.tellings import NOT_TOLD, visible

ROW, LINE = CaseRow.__table__, GoodsLine.__table__


@dataclass(frozen=True, slots=True)
class Sum:
    """How much two versions differ: answers changed in how many cases, cases added and taken back."""

    cells: int = 0
    changed: int = 0
    added: int = 0
    gone: int = 0

    @property
    def cases(self) -> int:
        """The cases that are not the same."""
        return self.changed + self.added + self.gone


@dataclass(frozen=True)
class Compared:
    """The rows of the comparison as a table of SQL: case_id, national_ref, office, before, after (submissions), cells, more_lines."""

    rows: Any

    @property
    def is_change(self) -> ColumnElement[bool]:
        """Told in both versions, and differently."""
        return sa.and_(self.rows.c.before.is_not(None), self.rows.c.after.is_not(None))

    def markings(self) -> set[str]:
        """The markings of all tellings compared."""
        told = self.rows.c
        sides = ROW.c.submission_id.in_((told.before, told.after))
        query = sa.select(ROW.c.handling).join(self.rows, sa.and_(ROW.c.case_id == told.case_id, sides)).distinct()
        return set(db.session.scalars(query))


def compare(
    actor: Actor, operation: Operation, before: Submission, after: Submission, only: Collection[int] | None = None
) -> Compared:
    """The differing cases between two versions of the same Member, as far as the actor may see both tellings; `only` these cases."""
    pairs = _pairs(before, after, only)
    old, new = aliased(ROW), aliased(ROW)
    told_twice = sa.and_(pairs.c.before.is_not(None), pairs.c.after.is_not(None))
    cells = sa.case((told_twice, _differing(old, new) + _differing_lines(pairs)), else_=0)
    lines = sa.case((told_twice, sa.func.abs(old.c.lines - new.c.lines)), else_=0)
    # Worked out once for every pair: sums and pages ask for it several times.
    told = (
        sa.select(pairs, cells.label("cells"), lines.label("more_lines"))
        .outerjoin(old, _is(old, pairs.c.case_id, pairs.c.before))
        .outerjoin(new, _is(new, pairs.c.case_id, pairs.c.after))
        .cte("told")
        .prefix_with("MATERIALIZED")
    )
    once = sa.or_(told.c.before.is_(None), told.c.after.is_(None))
    query = sa.select(told).where(sa.or_(once, told.c.cells > 0, told.c.more_lines > 0))
    stands = standing(actor, operation)
    if after.participation_id not in stands.own:
        for side in (told.c.before, told.c.after):
            query = query.where(sa.or_(side.is_(None), visible(actor, operation, stands, told.c.case_id, side)))
    return Compared(query.subquery())


def count(compared: Compared) -> Sum:
    """The sums of a comparison, in one question to the database."""
    rows = compared.rows.c
    found = db.session.execute(
        sa.select(
            sa.func.coalesce(sa.func.sum(rows.cells), 0),
            sa.func.count(sa.case((compared.is_change, 1))),
            sa.func.count(sa.case((rows.before.is_(None), 1))),
            sa.func.count(sa.case((rows.after.is_(None), 1))),
        )
    ).one()
    return Sum(*map(int, found))


def _pairs(before: Submission, after: Submission, only: Collection[int] | None) -> Any:
    """Every case with its telling in each version, where they are not the very same."""
    case = aliased(Case)
    old, new = _newest(before, only), _newest(after, only)
    query = (
        sa.select(
            case.id.label("case_id"),
            case.national_ref,
            case.office,
            old.c.submission_id.label("before"),
            new.c.submission_id.label("after"),
        )
        .outerjoin(old, old.c.case_id == case.id)
        .outerjoin(new, new.c.case_id == case.id)
        .where(case.participation_id == after.participation_id)
        .where(old.c.submission_id.is_distinct_from(new.c.submission_id))
    )
    return (query if only is None else query.where(case.id.in_(only))).subquery()


def _newest(last: Submission, only: Collection[int] | None) -> Any:
    """Of each case the newest telling up to a submission, of those not taken back by then."""
    until = _until(last)
    overtaken = sa.exists().where(
        CaseWithdrawal.case_id == ROW.c.case_id,
        CaseWithdrawal.after_id >= ROW.c.submission_id,
        CaseWithdrawal.after_id <= last.id,
        CaseWithdrawal.at < until,
    )
    query = (
        sa.select(ROW.c.case_id, sa.func.max(ROW.c.submission_id).label("submission_id"))
        .join(Submission, Submission.id == ROW.c.submission_id)
        .where(Submission.participation_id == last.participation_id, Submission.id <= last.id, ~overtaken)
        .where(sa.or_(Submission.state != SubmissionState.WITHDRAWN, Submission.id == last.id))
        .group_by(ROW.c.case_id)
    )
    return (query if only is None else query.where(ROW.c.case_id.in_(only))).subquery()


def _until(last: Submission) -> datetime:
    """When the next number came: what was taken back before that belongs to this version."""
    following = sa.select(sa.func.min(Submission.submitted_at)).where(
        Submission.participation_id == last.participation_id, Submission.number > last.number
    )
    return db.session.scalar(following) or clock.now()


def _is(row: Any, case: ColumnElement[int], submission: ColumnElement[int]) -> ColumnElement[bool]:
    return sa.and_(row.c.case_id == case, row.c.submission_id == submission)


def _differing(old: Any, new: Any) -> ColumnElement[int]:
    """How many answers of two rows differ."""
    names = [column.key for column in old.c if column.key not in NOT_TOLD]
    return sum((sa.case((old.c[name].is_distinct_from(new.c[name]), 1), else_=0) for name in names), sa.literal(0))


def _differing_lines(pairs: Any) -> ColumnElement[int]:
    old, new = aliased(LINE), aliased(LINE)
    query = (
        sa.select(sa.func.coalesce(sa.func.sum(_differing(old, new)), 0))
        .select_from(old)
        .join(new, sa.and_(new.c.case_id == old.c.case_id, new.c.line == old.c.line))
        .where(_is(old, pairs.c.case_id, pairs.c.before), new.c.submission_id == pairs.c.after)
    )
    return query.correlate(pairs).scalar_subquery()
