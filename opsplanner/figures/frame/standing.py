"""Which case rows count: the newest of each case in a delivery that counts, on either basis, now or as of a moment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import numpy as np

from opsplanner.figures.frame.columns import Array, Bools

Basis = Literal["accepted", "submitted"]
COUNTING: dict[Basis, frozenset[str]] = {
    "accepted": frozenset({"accepted"}),
    "submitted": frozenset({"submitted", "in_review", "accepted"}),
}
# A table over the range of numbers costs less than sorting them, until it has this many places for each number.
WIDEST_RANGE = 20


@dataclass(frozen=True, slots=True)
class Delivery:
    """A submission as far as counting needs it; all moments are aware."""

    submission: int
    participation: int
    state: str
    submitted_at: datetime
    reviewed_at: datetime | None = None
    withdrawn_at: datetime | None = None
    rehearsal: bool = False

    @property
    def stands(self) -> bool:
        """Whether its cases are listed: neither returned nor withdrawn. A rehearsal's are, though no figure counts them."""
        return self.state in COUNTING["submitted"]

    def counts(self, basis: Basis, moment: datetime | None = None) -> bool:
        """Whether its rows count on this basis: now, or just before `moment`, when what came later had not been said yet."""
        if self.rehearsal:
            return False
        if moment is None:
            return self.state in COUNTING[basis]
        if self.submitted_at >= moment:
            return False
        later = max(self.reviewed_at or self.submitted_at, self.withdrawn_at or self.submitted_at) >= moment
        return basis == "submitted" if later else self.state in COUNTING[basis]


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A case taken back: its rows in submissions up to `after` count no more."""

    case: int
    after: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Twins:
    """Two cases of two Members that are one, from the moment it was decided until that was taken back; `first` was told first."""

    first: int
    second: int
    since: datetime
    until: datetime | None = None

    def stand(self, moment: datetime | None) -> bool:
        """Whether it is so: now, or just before a moment."""
        if moment is None:
            return self.until is None
        return self.since < moment and (self.until is None or self.until >= moment)


def families(twins: Iterable[Twins]) -> dict[int, int]:
    """By each case that others are one with the one of them that was told first: the one with the smallest number."""
    head: dict[int, int] = {}

    def find(case: int) -> int:
        while head.setdefault(case, case) != case:
            case = head[case]
        return case

    for each in twins:
        low, high = sorted((find(each.first), find(each.second)))
        head[high] = low
    return {case: find(case) for case in list(head)}


def newest(cases: Array, alive: Bools) -> Bools:
    """Of the rows that are alive, the last of each case. `cases` are case numbers, a row each; later rows are newer."""
    rows = np.flatnonzero(alive)
    mask: Bools = np.zeros(len(cases), dtype=np.bool_)
    if not len(rows):
        return mask
    numbers = cases[rows]
    low, high = int(numbers.min()), int(numbers.max())
    if high - low < WIDEST_RANGE * len(rows):
        places, count = numbers - low, high - low + 1
    else:
        distinct, places = np.unique(numbers, return_inverse=True)
        count = len(distinct)
    last = np.full(count, -1, dtype=np.int32)
    # Where a place is written several times, the last row written stays.
    last[places] = rows
    mask[last[last >= 0]] = True
    return mask


def without_withdrawn(
    alive: Bools, cases: Array, submissions: Sequence[int], part_of_case: Array, withdrawals: Iterable[Withdrawal]
) -> Bools:
    """The rows that are alive and that no withdrawal of their case has overtaken. `submissions` are the numbers of the parts."""
    until: dict[int, int] = {}
    for each in withdrawals:
        until[each.case] = max(each.after, until.get(each.case, 0))
    if not until:
        return alive
    suspects = np.flatnonzero(np.isin(cases, np.fromiter(until, dtype=np.int64)) & alive)
    gone = [row for row in suspects if submissions[part_of_case[row]] <= until[int(cases[row])]]
    kept = alive.copy()
    kept[gone] = False
    return kept
