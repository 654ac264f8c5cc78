"""What remarks are made from: the delivery under review, and what its Member told before, as packed columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import sqlalchemy as sa

from opsplanner.core import clock
from opsplanner.core.db import db
from opsplanner.operations.models import Operation
from opsplanner.results.models import PackedColumns, Submission, SubmissionState
from opsplanner.results.pack import EPOCH, NO_DAY, NOT_STATED, Array, Packed, unpack

# So many earlier deliveries are looked at, the newest first.
MOST_EARLIER = 60
# More families, or lines of one case, than there can be.
FAMILIES, MOST_LINES = 100, 100_000


@dataclass(frozen=True)
class Earlier:
    """A delivery of the same Member before this one."""

    submission: int
    accepted: bool
    packed: Packed


@dataclass(frozen=True)
class Material:
    """The delivery, its columns (None: no case is in it), and the earlier ones, the newest first."""

    submission: Submission
    operation: Operation
    packed: Packed | None
    earlier: Sequence[Earlier]

    @cached_property
    def cases(self) -> Array:
        """The id of every case."""
        return numbers(self.packed, "case_id") if self.packed else np.zeros(0, np.int64)

    @cached_property
    def today(self) -> int:
        """The day it is in the operation's zone, as packed columns count days."""
        return clock.today(self.operation.time_zone).toordinal() - EPOCH

    def accepted_before(self) -> Array:
        """The cases of this delivery that an accepted one told before."""
        told = [numbers(each.packed, "case_id") for each in self.earlier if each.accepted]
        return np.intersect1d(self.cases, np.concatenate([np.zeros(0, np.int64), *told]))


@dataclass(frozen=True)
class Lines:
    """Goods lines as columns: their case, number, coded family and class, and amount in base units (not above 0: none stated)."""

    cases: Array
    line: Array
    family: Array
    commodity: Array
    base: Array

    @cached_property
    def places(self) -> Array:
        """One number for each line of each case."""
        return self.cases * MOST_LINES + self.line

    @cached_property
    def groups(self) -> Array:
        """One number for each pair of class and family."""
        return self.commodity * FAMILIES + self.family

    def place(self, position: int) -> tuple[int, int]:
        """Case and number of a line."""
        return int(self.cases[position]), int(self.line[position])


def gather(submission: Submission) -> Material:
    """Reads the packed columns of a delivery and of those before it, with one question to the database."""
    found = db.session.execute(
        sa.select(PackedColumns.submission_id, Submission.state, PackedColumns.content)
        .join(Submission, Submission.id == PackedColumns.submission_id)
        .where(
            Submission.participation_id == submission.participation_id,
            Submission.rehearsal == submission.rehearsal,
            Submission.id <= submission.id,
            sa.or_(Submission.state != SubmissionState.WITHDRAWN, Submission.id == submission.id),
        )
        .order_by(PackedColumns.submission_id.desc())
        .limit(MOST_EARLIER + 1)
    ).all()
    own = next((unpack(content) for number, _state, content in found if number == submission.id), None)
    earlier = [
        Earlier(number, state == SubmissionState.ACCEPTED, unpack(content))
        for number, state, content in found
        if number != submission.id
    ]
    return Material(submission, submission.operation, own, earlier)


def numbers(packed: Packed, key: str) -> Array:
    """A column of whole numbers; NOT_STATED everywhere when nothing was stated in it."""
    column = packed.column(key)
    if column is not None:
        return column.values
    return np.full(packed.lines if key == "base" else packed.cases, NOT_STATED, np.int64)


def days(packed: Packed, key: str) -> Array:
    """A column of days, NO_DAY where none was stated."""
    column = packed.column(key)
    return np.full(packed.cases, NO_DAY, np.int32) if column is None else column.values


def lines_of(packed: Packed, families: dict[str, int], classes: dict[str, int] | None = None) -> Lines:
    """The goods lines with their amounts; codes get their number from `families` and `classes`, which grow with new ones."""
    counts = numbers(packed, "lines")
    starts = np.repeat(np.cumsum(counts) - counts, counts)
    return Lines(
        cases=numbers(packed, "case_id")[packed.case_of_line],
        line=np.arange(packed.lines) - starts + 1,
        family=_coded(packed, "family", families),
        commodity=_coded(packed, "commodity_class", classes if classes is not None else {}),
        base=numbers(packed, "base"),
    )


def _coded(packed: Packed, key: str, known: dict[str, int]) -> Array:
    column = packed.column(key)
    if column is None:
        return np.full(packed.lines, known.setdefault("", len(known)), np.int64)
    index = [known.setdefault(word, len(known)) for word in (*column.words, "")]
    return np.array(index, np.int64)[column.values]


def as_date(number: int) -> date:
    """A packed day."""
    return date.fromordinal(int(number) + EPOCH)


def plain(value: Any) -> int:
    """A number of a column as our own."""
    return int(value)
