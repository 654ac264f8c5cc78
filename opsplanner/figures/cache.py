"""One frame an operation in this process, renewed when the operation's results changed: only new submissions are read."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby, zip_longest
from operator import itemgetter
from threading import RLock

import sqlalchemy as sa

from opsplanner.core.db import db
from opsplanner.figures.frame import Delivery, Frame, Part, Store, Texts, Twins, Withdrawal
from opsplanner.operations.models import Operation
from opsplanner.records.kept import Kept
from opsplanner.results.models import (
    Case,
    CaseRow,
    CaseWithdrawal,
    DuplicateDecision,
    DuplicateLink,
    EffortRow,
    PackedColumns,
    ResultsVersion,
    Submission,
    Verdict,
)
from opsplanner.results.pack import unpack
from opsplanner.results.standard import standard_fields

MOST = 16
Stamp = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Effort:
    """The numbers that a Member states of a window of days in one submission, and its answers to the operation's own fields."""

    submission: int
    participation: int
    first: date
    last: date
    numbers: Mapping[str, int | Decimal]
    extras: Mapping[str, Kept]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was read of an operation, and the stamp it bore then."""

    operation: int
    stamp: Stamp
    store: Store
    frame: Frame
    effort: tuple[Effort, ...]
    texts: Texts


_loaded: OrderedDict[tuple[object, ...], Loaded] = OrderedDict()
_lock = RLock()


def load(operation: Operation) -> Loaded:
    """The rows of an operation as they stand now."""
    place = (str(db.engine.url), operation.id, operation.code, operation.created_at)
    stamp = _stamp(operation)
    with _lock:
        known = _loaded.get(place)
        if known is None or known.stamp != stamp:
            known = _read(operation, stamp, known)
            _loaded[place] = known
        _loaded.move_to_end(place)
        while len(_loaded) > MOST:
            _loaded.popitem(last=False)
        return known


def texts(loaded: Loaded) -> Texts:
    """The texts of an operation's cases; those of submissions whose texts nobody asked for yet are read from the database."""
    with _lock:
        missing = loaded.texts.missing(loaded.frame)
        if missing:
            row = CaseRow.__table__.c
            found = db.session.execute(
                sa.select(row.submission_id, Case.national_ref, row.place_name, row.container_no)
                .join(Case, Case.id == row.case_id)
                .where(row.submission_id.between(min(missing), max(missing)), Case.operation_id == loaded.operation)
                .order_by(row.submission_id, row.case_id)
            )
            told = {number: [tuple(each[1:]) for each in rows] for number, rows in groupby(found, itemgetter(0))}
            loaded.texts.add(loaded.frame, {number: told.get(number, []) for number in missing})
    return loaded.texts


def clear() -> None:
    """Forgets everything: for benchmarks, and for tests that put another database in place of the one read."""
    with _lock:
        _loaded.clear()


def _stamp(operation: Operation) -> Stamp:
    """Changes with every change of the operation's results, with one question to the database."""
    last = sa.select(sa.func.max(Submission.id)).where(Submission.operation_id == operation.id).scalar_subquery()
    version = sa.select(ResultsVersion.number).where(ResultsVersion.operation_id == operation.id).scalar_subquery()
    return tuple(db.session.execute(sa.select(version, last)).one())


def _read(operation: Operation, stamp: Stamp, known: Loaded | None) -> Loaded:
    store = _grown(operation, known.store if known else Store())
    frame = Frame(store, _deliveries(operation), _withdrawals(operation), _twins(operation))
    texts = known.texts if known and known.store is store else Texts()
    return Loaded(operation.id, stamp, store, frame, _effort(operation), texts)


def _grown(operation: Operation, store: Store) -> Store:
    """The store with what is new; made anew when something went, or came behind what is there already."""
    number, ours = PackedColumns.submission_id, Submission.operation_id == operation.id
    packed = set(db.session.scalars(sa.select(number).join(Submission, Submission.id == number).where(ours)))
    there = {part.submission for part in store.parts}
    last = max(there, default=0)
    if there - packed or any(each < last for each in packed - there):
        store, last = Store(), 0
    found = db.session.execute(
        sa.select(number, Submission.participation_id, PackedColumns.content)
        .join(Submission, Submission.id == number)
        .where(ours, number > last)
        .order_by(number)
    )
    store.add(Part(each, member, unpack(content)) for each, member, content in found)
    return store


def _deliveries(operation: Operation) -> list[Delivery]:
    found = db.session.execute(
        sa.select(
            Submission.id,
            Submission.participation_id,
            Submission.state,
            Submission.submitted_at,
            Submission.reviewed_at,
            Submission.withdrawn_at,
            Submission.rehearsal,
        ).where(Submission.operation_id == operation.id)
    )
    return [Delivery(*row) for row in found]


def _withdrawals(operation: Operation) -> list[Withdrawal]:
    found = db.session.execute(
        sa.select(CaseWithdrawal.case_id, CaseWithdrawal.after_id, CaseWithdrawal.at).where(
            CaseWithdrawal.operation_id == operation.id
        )
    )
    return [Withdrawal(*row) for row in found]


def _twins(operation: Operation) -> list[Twins]:
    """From when to when two cases were held to be one: each decision holds until the next of the same pair."""
    made = DuplicateDecision
    found = db.session.execute(
        sa.select(DuplicateLink.first_id, DuplicateLink.second_id, made.verdict, made.at)
        .join(made, made.link_id == DuplicateLink.id)
        .where(DuplicateLink.operation_id == operation.id)
        .order_by(DuplicateLink.id, made.id)
    ).all()
    return [
        Twins(here.first_id, here.second_id, here.at, after.at if after and after[:2] == here[:2] else None)
        for here, after in zip_longest(found, found[1:])
        if here.verdict == Verdict.SAME
    ]


def _effort(operation: Operation) -> tuple[Effort, ...]:
    row = EffortRow.__table__.c
    numbers = [each.key for each in standard_fields() if each.level == "effort" and each.role == "measure"]
    found = db.session.execute(
        sa.select(
            row.submission_id,
            Submission.participation_id,
            row.window_start,
            row.window_end,
            row.extras,
            *(row[key] for key in numbers),
        )
        .join(Submission, Submission.id == row.submission_id)
        .where(Submission.operation_id == operation.id, ~Submission.rehearsal)
        .order_by(row.submission_id)
    )
    return tuple(
        Effort(
            submission,
            member,
            first,
            last,
            {key: told for key, told in zip(numbers, values, strict=True) if told is not None},
            extras or {},
        )
        for submission, member, first, last, extras, *values in found
    )
