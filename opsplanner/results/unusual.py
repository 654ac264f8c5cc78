"""Amounts out of all proportion to earlier ones: robust, on a scale of proportions, so that a few odd lines before hide none now."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

LEAST_HISTORY = 8
# So many robust deviations away, and five times at least: what varies little may vary a little more.
FAR = 3.5
TIMES = 5.0
# A median absolute deviation times this estimates a standard deviation.
ROBUST = 1.4826
Amounts = npt.NDArray[np.float64]


def far(amounts: Amounts, before: Amounts) -> tuple[npt.NDArray[np.bool_], float]:
    """Which amounts are far from what was usual before, and what was (the median); nothing of amounts that are not above 0."""
    scale = np.log(before)
    middle = float(np.median(scale))
    spread = ROBUST * float(np.median(np.abs(scale - middle)))
    proportions = np.log(np.where(amounts > 0, amounts, np.exp(middle)))
    found: npt.NDArray[Any] = np.abs(proportions - middle) > max(FAR * spread, np.log(TIMES))
    return found, float(np.median(before))
