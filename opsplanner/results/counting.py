"""The numbers of participation over rows, columns and blocks of returns, all taken from one pass over them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from opsplanner.results.returns import Return, ReturnState

ACCEPTED = (ReturnState.ACCEPTED, ReturnState.NIL_ACCEPTED)


class Counts(NamedTuple):
    """Of some returns: how many are expected, and of these received, on time, accepted, nil and silent; and how many are excused."""

    expected: int = 0
    received: int = 0
    on_time: int = 0
    accepted: int = 0
    nil: int = 0
    silent: int = 0
    excused: int = 0

    @property
    def punctuality(self) -> float:
        """The share on time, for sorting; what owes nothing yet comes last."""
        return self.on_time / self.expected if self.expected else -1.0


Grid = NDArray[np.int64]


def count(rows: Sequence[Sequence[Return]], periods: int) -> Grid:
    """An array of Members x periods x the seven numbers, each 0 or 1."""
    marks = np.fromiter((_marks(each) for row in rows for each in row), np.int64, len(rows) * periods)
    return (marks.reshape(len(rows), periods, 1) >> np.arange(len(Counts._fields))) & 1


def total(block: Grid) -> Counts:
    """The numbers of any block: a row, a column, a liaison office, all."""
    return Counts(*block.reshape(-1, len(Counts._fields)).sum(axis=0).tolist())


def totals(grid: Grid, axis: int) -> list[Counts]:
    """The numbers of every row (axis 1) or column (axis 0)."""
    return [Counts(*each) for each in grid.sum(axis=axis).tolist()]


def _marks(found: Return) -> int:
    """One bit a number, in the order of Counts."""
    owed = found.owed
    if not found.expected:
        return 64 if owed.excused and owed.asked and not owed.rehearsal and not found.received else 0
    if not found.received:
        return 1 | 32
    return 3 | found.on_time << 2 | (found.state in ACCEPTED) << 3 | found.nil << 4
