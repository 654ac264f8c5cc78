"""What lists and reviews ask of figures, whose columns answer it: they stand to the left of this package, so app.py hands the way in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from opsplanner.operations.models import Operation
from opsplanner.reference.measures import Measure
from opsplanner.results.pack import Array
from opsplanner.results.unusual import Range


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which current cases are wanted, and in which order.

    `codes`: for each field those kept (participations and periods by their numbers, as text); `words`: folded, each to be found
    in reference, place or container; `sort`: a field, downwards with "-" before it; `members`: participations in their order.
    """

    codes: Mapping[str, Collection[str]] = field(default_factory=dict)
    first: date | None = None
    last: date | None = None
    words: tuple[str, ...] = ()
    sort: str = "-detected_on"
    members: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """One measure of a delivery: what it told of a period, what the period holds now, what the earlier periods hold.

    `others` is the median of the other Members with anything in that period, None when it may not be told; `members` how many.
    """

    measure: Measure
    told: Decimal
    held: Decimal
    before: Range
    others: Decimal | None
    members: int

    @property
    def unusual(self) -> bool:
        """Whether the period lies outside the earlier ones."""
        return self.before.excludes(self.held)


@dataclass(frozen=True, slots=True)
class Leftward:
    """The ways in.

    `find_cases(operation, wanted, open_rows)`: the numbers of the cases wanted, in order, as far as they may be seen.
    `beside(operation, submission, participation, period, earlier periods)`: what a delivery told of a period, measure by measure.
    """

    find_cases: Callable[[Operation, Wanted, Mapping[int, int]], Array]
    beside: Callable[[Operation, int, int, int, Sequence[int]], Sequence[Beside]]
