"""What the list of cases asks of figures, whose columns answer it: they stand to the left of this package, so app.py hands the way in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from opsplanner.operations.models import Operation
from opsplanner.results.pack import Array


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
class Leftward:
    """`find_cases(operation, wanted, open_rows)`: the numbers of the cases wanted, in order, as far as they may be seen."""

    find_cases: Callable[[Operation, Wanted, Mapping[int, int]], Array]
