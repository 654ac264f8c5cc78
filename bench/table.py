"""One table a benchmark: contestants by row, sizes by column, the ratio to the one they are measured against, and the slope."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from bench.timing import Timing


@dataclass
class Table:
    """Times by contestant and size. `against` is the contestant all others are divided by; with `tails` nobody is, and each cell
    says beside its median what 95 of 100 runs stayed below."""

    title: str
    against: str = ""
    tails: bool = False
    times: dict[str, dict[int, Timing]] = field(default_factory=dict)

    def add(self, contestant: str, size: int, timing: Timing) -> None:
        """One cell."""
        self.times.setdefault(contestant, {})[size] = timing

    @property
    def sizes(self) -> list[int]:
        """Every size that anyone was timed at, from small to large."""
        return sorted({size for cells in self.times.values() for size in cells})

    def ratio(self, contestant: str, size: int) -> float | None:
        """How many times as long as `against` took at that size; None where either was not timed."""
        mine, theirs = self.times[contestant].get(size), self.times[self.against].get(size)
        return mine.median / theirs.median if mine and theirs and theirs.median else None

    def slope(self, contestant: str) -> float | None:
        """Growth: the exponent between the two largest sizes (1 is in step with the size, 0 does not grow)."""
        cells = sorted(self.times[contestant].items())[-2:]
        if len(cells) < 2 or not cells[0][1].median or not cells[1][1].median:
            return None
        (small, fast), (large, slow) = cells
        return math.log(slow.median / fast.median) / math.log(large / small)

    @property
    def noise(self) -> float:
        """The widest spread of any cell."""
        return max((timing.spread for cells in self.times.values() for timing in cells.values()), default=0.0)

    def text(self) -> str:
        """As Markdown: each cell the median and, in brackets, the ratio."""
        head = ["", *(f"{size:,}" for size in self.sizes), "slope"]
        rows = [
            [name, *(self._cell(name, size) for size in self.sizes), _or_dash(self.slope(name))] for name in self.times
        ]
        lines = [f"| {' | '.join(row)} |" for row in [head, ["---", *["---:"] * (len(head) - 1)], *rows]]
        note = f"Median of the runs; in brackets, times {self.against}. Runs lay at most {self.noise:.0%} apart."
        if self.tails:
            note = "Median / what 95 of 100 runs stayed below."
        return "\n".join([f"**{self.title}**", "", *lines, "", note])

    def _cell(self, contestant: str, size: int) -> str:
        timing = self.times[contestant].get(size)
        if timing is None:
            return "-"
        if self.tails:
            return f"{duration(timing.median)} / {duration(timing.tail)}"
        ratio = self.ratio(contestant, size)
        return duration(timing.median) + (f" ({ratio:.2g})" if ratio and contestant != self.against else "")


def duration(seconds: float) -> str:
    """3.2 ms, 1.25 s: three digits that count."""
    return f"{seconds:.3g} s" if seconds >= 1 else f"{seconds * 1000:.3g} ms"


def _or_dash(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"
