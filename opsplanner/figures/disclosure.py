"""Small numbers: which counts are gathered so that none below three of other Members is seen, nor found by subtraction."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from opsplanner.figures.frame.columns import Array, Bools

LEAST = 3
# A median of fewer others tells too much of each.
FEWEST_OTHERS = 5
# Up to so many places a table of all of them costs less than sorting those that are taken.
WIDEST = 4_000_000


def is_small(count: int) -> bool:
    """Whether a count is too small to be shown."""
    return 0 < count < LEAST


def small(by_member: Array) -> Bools:
    """Whether sums over the last axis (a place each Member) are below three, or what a Member finds who takes away its own.

    Nothing is not small. Whoever gave most finds the least, so nobody else needs to be looked at.
    """
    if not by_member.shape[-1]:
        return np.zeros(by_member.shape[:-1], dtype=np.bool_)
    return _small(by_member.sum(axis=-1), by_member.max(axis=-1))


@dataclass(frozen=True)
class Spread:
    """Counts by row (a period), group and Member: where there is something, its place on each axis, and how much."""

    rows: Array
    groups: Array
    members: Array
    counts: Array
    shape: tuple[int, int, int]

    @classmethod
    def of(cls, rows: Array, groups: Array, members: Array, shape: tuple[int, int, int]) -> Spread:
        """Entries, each counting once, by their place on each axis."""
        places = np.ravel_multi_index((rows.astype(np.int64), groups.astype(np.int64), members.astype(np.int64)), shape)
        if shape[0] * shape[1] * shape[2] <= WIDEST:
            counted = np.bincount(places)
            taken = np.flatnonzero(counted)
            return cls._at(taken, counted[taken], shape)
        return cls._at(*np.unique(places, return_counts=True), shape)

    @classmethod
    def _at(cls, places: Array, counts: Array, shape: tuple[int, int, int]) -> Spread:
        rows, groups, members = np.unravel_index(places, shape)
        return cls(rows, groups, members, counts, shape)

    def without_rows(self) -> Spread:
        """All rows as one."""
        shape = (1, *self.shape[1:])
        places, where = np.unique(self.groups * shape[2] + self.members, return_inverse=True)
        return self._at(places, np.bincount(where, weights=self.counts).astype(np.int64), shape)

    def upto(self, last: int) -> Spread:
        """The rows up to one, that one among them."""
        kept = self.rows <= last
        shape = (last + 1, *self.shape[1:])
        return Spread(self.rows[kept], self.groups[kept], self.members[kept], self.counts[kept], shape)

    @cached_property
    def totals(self) -> Array:
        """By row and group."""
        return self._by_cell(np.add)

    def small(self) -> Bools:
        """Which cells are small, by row and group."""
        return _small(self.totals, self._by_cell(np.maximum))

    def within(self, chosen: Bools) -> Array:
        """What some groups hold together, by row and Member."""
        found = np.zeros((self.shape[0], self.shape[2]), dtype=np.int64)
        taken = chosen[self.groups]
        np.add.at(found, (self.rows[taken], self.members[taken]), self.counts[taken])
        return found

    def dense(self) -> Array:
        """By row, group and Member, with all that is nothing."""
        found = np.zeros(self.shape, dtype=np.int64)
        found[self.rows, self.groups, self.members] = self.counts
        return found

    def _by_cell(self, how: np.ufunc) -> Array:
        found = np.zeros(self.shape[:2], dtype=np.int64)
        how.at(found, (self.rows, self.groups), self.counts)
        return found


def gathered(spread: Spread, start: Bools | None = None, named: bool = False) -> Bools:
    """Which groups may only be shown together, so that in no row one of them is small, nor what they come to.

    The next greater ones join them until the sum is not small in any row; then all may. Groups that are gathered cannot be
    told from empty ones. `named`: that they can, as points in time are; then they are several, and not all of them ones.
    `start`: groups gathered already. Why this is enough: docs/decisions/0008.
    """
    held: Bools = np.any(spread.small(), axis=0)
    if start is not None:
        held |= start
    totals = spread.totals.sum(axis=0)
    waiting = [group for group in np.argsort(totals, kind="stable") if totals[group] and not held[group]]
    for group in waiting:
        if not held.any() or _enough(spread, held, totals, named):
            break
        held[group] = True
    return held


def touched(spread: Spread, everyone: Array, start: Bools | None = None) -> Bools:
    """The same where a case may stand in several groups; `everyone`: all cases by row and Member, each once.

    What a group leaves of all cases must not be small either, nor the number of cases that stand in several groups.
    """
    table = spread.dense()
    held: Bools = np.any(small(everyone[:, None, :] - table), axis=0)
    if start is not None:
        held |= start
    overlaps = bool(small(table.sum(axis=1) - everyone).any())
    held = gathered(spread, held)
    if overlaps and not held.any():
        totals = spread.totals.sum(axis=0)
        held[np.argmin(np.where(totals, totals, np.iinfo(np.int64).max))] = True
        held = gathered(spread, held)
    return held


def _small(totals: Array, greatest: Array) -> Bools:
    rest = totals - greatest
    found: Bools = ((totals > 0) & (totals < LEAST)) | ((rest > 0) & (rest < LEAST))
    return found


def _enough(spread: Spread, held: Bools, totals: Array, named: bool) -> bool:
    if small(spread.within(held)).any():
        return False
    many = int(np.count_nonzero(held & (totals > 0)))
    return not named or (many > 1 and int(totals[held].sum()) > many)
