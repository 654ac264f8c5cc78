"""What is out of all proportion to what a Member told before: the one definition of it, for who sends and for who reviews."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from typing import Any

import numpy as np
import numpy.typing as npt

# Of fewer lines, and of fewer totals, nothing is claimed.
LEAST_HISTORY = 8
LEAST_TOTALS = 3
# So many robust deviations away, and five times at least: what varies little may vary a little more.
FAR = 3.5
TIMES = 5.0
# A median absolute deviation times this estimates a standard deviation.
ROBUST = 1.4826
Amounts = npt.NDArray[np.float64]


def far(amounts: Amounts, before: Amounts) -> tuple[npt.NDArray[np.bool_], float]:
    """Which amounts are far from what single lines told before, and what was usual (the median); nothing of amounts not above 0.

    Robust, and on a scale of proportions, so that a few odd lines before hide none now.
    """
    if len(before) < LEAST_HISTORY:
        return np.zeros(len(amounts), np.bool_), 0.0
    scale = np.log(before)
    middle = float(np.median(scale))
    spread = ROBUST * float(np.median(np.abs(scale - middle)))
    proportions = np.log(np.where(amounts > 0, amounts, np.exp(middle)))
    found: npt.NDArray[Any] = np.abs(proportions - middle) > max(FAR * spread, np.log(TIMES))
    return found, float(np.median(before))


@dataclass(frozen=True, slots=True)
class Range:
    """What earlier totals came to, of sheets or of periods: too few for more than their least and their greatest."""

    totals: Sequence[Decimal]

    @property
    def known(self) -> bool:
        """Whether they are enough to compare with."""
        return len(self.totals) >= LEAST_TOTALS

    @property
    def middle(self) -> Decimal:
        """Their median; of none 0."""
        return Decimal(median(self.totals)) if self.totals else Decimal()

    @property
    def least(self) -> Decimal:
        """The smallest of them; of none 0."""
        return min(self.totals, default=Decimal())

    @property
    def most(self) -> Decimal:
        """The greatest of them; of none 0."""
        return max(self.totals, default=Decimal())

    def excludes(self, total: Decimal) -> bool:
        """Whether a total lies outside of them, where they are enough."""
        return self.known and not self.least <= total <= self.most
