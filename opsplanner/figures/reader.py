"""Who looks at figures, and what that means for them: which Members they may tell apart, and how small a number they may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LEAST = 3


@dataclass(frozen=True, slots=True)
class Reader:
    """How figures are shown to somebody, or in an export for everybody.

    `members`: participations that may be told apart (None: all); `own`: those whose every row the reader knows;
    `suppress`: counts below three of others are held back; `fixed`: one view by whole periods, as of the last midnight,
    without filters; `only_own`: nothing but the own Member's; `public`: an export marked CLEAR.
    """

    members: frozenset[int] | None = None
    own: frozenset[int] = frozenset()
    suppress: bool = False
    fixed: bool = False
    only_own: bool = False
    public: bool = False

    def tells_apart(self, participation: int) -> bool:
        """Whether figures of this Member alone may be shown."""
        return self.members is None or participation in self.members or participation in self.own


EVERYTHING = Reader()
PUBLIC = Reader(members=frozenset(), suppress=True, public=True)


@dataclass(frozen=True, slots=True)
class Held:
    """What is held back of some counts with a known total: the places hidden, or all of them with their very names."""

    places: frozenset[int] = frozenset()
    everything: bool = False


def held_back(counts: Sequence[int]) -> Held:
    """Which counts are hidden so that none below three is seen, nor found from the total and those that are shown.

    The next greater ones go with them where the total would tell them; equal ones share their fate, so that what is hidden
    may stand in any order: whoever shows the result must not order it by size. Zeros are shown.
    """
    small = [place for place, count in enumerate(counts) if 0 < count < LEAST]
    if not small:
        return Held()
    total = sum(counts[place] for place in small)
    if len(small) < total < (LEAST - 1) * len(small):
        return Held(frozenset(small))
    next_greater = min((count for count in counts if count >= LEAST), default=None)
    if next_greater is None:
        return Held(frozenset(range(len(counts))), everything=True)
    return Held(frozenset(place for place, count in enumerate(counts) if 0 < count < LEAST or count == next_greater))


def is_small(count: int) -> bool:
    """Whether a count is too small to be shown."""
    return 0 < count < LEAST
