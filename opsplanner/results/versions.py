"""Two versions of what a Member has told, compared: which cases were added, told differently, or taken back.

A version is everything told up to a submission: of each case the newest telling that was neither withdrawn nor returned before it. A telling is never
changed, so the same submission on both sides means the same row, and only the others are compared, answer by answer: once, in the
database, into columns that searching, sorting, adding up and paging then work on, and that are kept until a result changes.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import ColumnElement

from opsplanner.core import clock
from opsplanner.core.access import Actor
from opsplanner.core.db import db
from opsplanner.core.text import fold
from opsplanner.operations.models import Operation
from opsplanner.results.models import (
    Case,
    CaseRow,
    CaseWithdrawal,
    GoodsLine,
    ResultsVersion,
    Submission,
    SubmissionState,
)
from opsplanner.results.pack import Array
from opsplanner.results.scope import Standing, standing
from opsplanner.results.tellings import NOT_TOLD, visible

ROW, LINE = CaseRow.__table__, GoodsLine.__table__
KINDS = ("changed", "added", "gone")
MOST_KEPT = 8
_kept: OrderedDict[Hashable, Compared] = OrderedDict()
_lock = Lock()


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


class Difference(NamedTuple):
    """A case that differs: which submission told it in each version (None: not in it), and how many answers changed."""

    case_id: int
    national_ref: str
    office: str
    before: int | None
    after: int | None
    cells: int

    @property
    def kind(self) -> str:
        """What became of it."""
        return "added" if self.before is None else "gone" if self.after is None else "changed"


class Compared:
    """The cases that differ, in the order of their references, as columns; a case that was not told stands as 0."""

    def __init__(self, rows: Sequence[Any]) -> None:
        self._names: list[tuple[str, str]] = [(row.national_ref, row.office) for row in rows]
        self._cases = np.array([row.case_id for row in rows], dtype=np.int64)
        self._before = np.array([row.before or 0 for row in rows], dtype=np.int64)
        self._after = np.array([row.after or 0 for row in rows], dtype=np.int64)
        self._cells = np.array([row.cells for row in rows], dtype=np.int64)
        # The markings of all tellings compared.
        self.markings = {each for row in rows for each in (row.handling_before, row.handling_after) if each}
        self.kinds = {
            "changed": (self._before > 0) & (self._after > 0),
            "added": self._before == 0,
            "gone": self._after == 0,
        }

    @property
    def sum(self) -> Sum:
        """What the comparison comes to."""
        return Sum(int(self._cells.sum()), *(int(np.count_nonzero(self.kinds[kind])) for kind in KINDS))

    def places(self, kind: str = "", words: str = "", sort: str = "reference") -> Array:
        """Where the cases of a kind stand whose reference holds every word; sorted by reference or cells, downwards with "-"."""
        chosen: npt.NDArray[np.bool_] = self.kinds.get(kind, np.ones(len(self._cases), dtype=np.bool_))
        wanted = fold(words).split()
        if wanted:
            held = (all(word in fold(name) for word in wanted) for name, _office in self._names)
            chosen = chosen & np.fromiter(held, dtype=np.bool_, count=len(self._names))
        found = np.flatnonzero(chosen)
        if sort.lstrip("-") == "cells":
            found = found[np.argsort(self._cells[found], kind="stable")]
        return found[::-1] if sort.startswith("-") else found

    def rows(self, places: Array) -> list[Difference]:
        """The cases at some places."""
        columns = (each[places].tolist() for each in (self._cases, self._before, self._after, self._cells))
        names = [self._names[place] for place in places.tolist()]
        return [
            Difference(case, reference, office, before or None, after or None, cells)
            for (reference, office), case, before, after, cells in zip(names, *columns, strict=True)
        ]

    def of(self, cases: Sequence[int]) -> list[Difference]:
        """Those of some cases that differ."""
        return self.rows(np.flatnonzero(np.isin(self._cases, np.array(cases, dtype=np.int64))))


def compare(actor: Actor, operation: Operation, before: Submission, after: Submission) -> Compared:
    """The differing cases between two versions of the same Member, as far as the actor may see both tellings."""
    stands = standing(actor, operation)
    key = (*_stamp(operation), before.id, after.id, *_view(actor, operation, stands))
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    found = Compared(db.session.execute(_query(actor, operation, before, after, stands)).all())
    with _lock:
        _kept[key] = found
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return found


def clear() -> None:
    """Forgets everything: for tests that put another database in place of the one read."""
    with _lock:
        _kept.clear()


def _stamp(operation: Operation) -> tuple[Hashable, ...]:
    """Another with every change of the operation's results."""
    version = sa.select(ResultsVersion.number).where(ResultsVersion.operation_id == operation.id)
    return str(db.engine.url), operation.id, operation.created_at, db.session.scalar(version)


def _view(actor: Actor, operation: Operation, stands: Standing) -> tuple[Hashable, ...]:
    """What the rows that an actor may see follow from: who it is, how it stands, and the day, which ends embargoes."""
    groups = (stands.own, stands.offices, stands.reviewed, stands.served, stands.everywhere, stands.see_results)
    return actor.user_id, clock.today(operation.time_zone), *groups


def _query(
    actor: Actor, operation: Operation, before: Submission, after: Submission, stands: Standing
) -> sa.Select[Any]:
    pairs = _pairs(before, after)
    old, new = aliased(ROW), aliased(ROW)
    told_twice = sa.and_(pairs.c.before.is_not(None), pairs.c.after.is_not(None))
    cells = sa.case((told_twice, _differing(old, new) + _differing_lines(pairs)), else_=0)
    lines = sa.case((told_twice, sa.func.abs(old.c.lines - new.c.lines)), else_=0)
    told = (
        sa.select(
            pairs,
            cells.label("cells"),
            lines.label("more_lines"),
            old.c.handling.label("handling_before"),
            new.c.handling.label("handling_after"),
        )
        .outerjoin(old, _is(old, pairs.c.case_id, pairs.c.before))
        .outerjoin(new, _is(new, pairs.c.case_id, pairs.c.after))
        .cte("told")
        .prefix_with("MATERIALIZED")
    )
    once = sa.or_(told.c.before.is_(None), told.c.after.is_(None))
    query = sa.select(told).where(sa.or_(once, told.c.cells > 0, told.c.more_lines > 0))
    if after.participation_id not in stands.own:
        for side in (told.c.before, told.c.after):
            query = query.where(sa.or_(side.is_(None), visible(actor, operation, stands, told.c.case_id, side)))
    return query.order_by(told.c.national_ref, told.c.case_id)


def _pairs(before: Submission, after: Submission) -> Any:
    """Every case with its telling in each version, where they are not the very same."""
    case = aliased(Case)
    old, new = _newest(before), _newest(after)
    return (
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
        .subquery()
    )


def _newest(last: Submission) -> Any:
    """Of each case the newest telling up to a submission, of those neither taken back nor returned by then."""
    until = _until(last)
    overtaken = sa.exists().where(
        CaseWithdrawal.case_id == ROW.c.case_id,
        CaseWithdrawal.after_id >= ROW.c.submission_id,
        CaseWithdrawal.after_id <= last.id,
        CaseWithdrawal.at < until,
    )
    # What was returned before this one came had ceased to count: what it does not tell again is gone, and must be seen to be.
    returned = sa.and_(Submission.state == SubmissionState.RETURNED, Submission.reviewed_at <= last.submitted_at)
    ceased = sa.or_(Submission.state == SubmissionState.WITHDRAWN, returned)
    return (
        sa.select(ROW.c.case_id, sa.func.max(ROW.c.submission_id).label("submission_id"))
        .join(Submission, Submission.id == ROW.c.submission_id)
        .where(Submission.participation_id == last.participation_id, Submission.id <= last.id, ~overtaken)
        .where(Submission.rehearsal == last.rehearsal)
        .where(sa.or_(~ceased, Submission.id == last.id))
        .group_by(ROW.c.case_id)
        .subquery()
    )


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
