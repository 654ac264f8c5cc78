"""Taking times: the median of several runs, with how far the runs lay apart."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

RUNS = 5


@dataclass(frozen=True)
class Timing:
    """Seconds of each run."""

    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The run in the middle."""
        return statistics.median(self.seconds)

    @property
    def tail(self) -> float:
        """The time that 95 of 100 runs stay below."""
        return statistics.quantiles(self.seconds, n=20, method="inclusive")[-1]

    @property
    def spread(self) -> float:
        """The noise of the machine: how far the slowest run lay above the fastest, as a part of the median."""
        return (max(self.seconds) - min(self.seconds)) / self.median if self.median else 0.0


def take(work: Callable[[], object], *, before: Callable[[], object] | None = None, runs: int = RUNS) -> Timing:
    """Times `work` several times; `before` puts things back to where they were and is not counted."""
    seconds = []
    for _ in range(runs):
        if before:
            before()
        begin = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - begin)
    return Timing(tuple(seconds))
