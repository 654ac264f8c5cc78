"""Which numbers of effort may be told to a group: none of too few Members, nor one that subtraction would tell of few."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass

import numpy as np

from opsplanner.figures.disclosure import small
from opsplanner.figures.measures import EXAMINED, Evidence, Place


@dataclass(frozen=True)
class EffortHeld:
    """The effort that is told of; `apart`: also of each period by itself."""

    evidence: Evidence
    apart: bool

    def holds(self, measure: str) -> bool:
        """Whether a number, or a share, is held back: nothing is told while a filter is in force."""
        if self.evidence.effort is None:
            return True
        own = self.evidence.own
        if measure not in own.shares:
            return self._few_done(EXAMINED if measure == "examined" else measure)
        keys = [each.key for each in own.shares[measure]]
        part, whole = (set(self.evidence.done(key)) for key in keys)
        few = self.both(part, whole) is None or self.both(whole, part) is None
        return few or any(map(self._few_done, keys))

    def both(self, one: Set[Place], other: Set[Place]) -> Set[Place] | None:
        """Where both are given; None where few gave the one, or both, or it without the other: a rate would tell of them."""
        both = one & other
        return None if any(map(self._few_members, (one, both, one - both))) else both

    def _few_done(self, key: str) -> bool:
        """Whether few Members stand behind a number, or behind it stands the little that an own whole number may count."""
        told = self.evidence.done(key)
        own = self.evidence.own.effort.get(key)
        heads = own is not None and own.kind == "integer"
        return self._few_members(set(told)) or (heads and any(map(_is_little, self._by_member(key))))

    def _few_members(self, places: Set[Place]) -> bool:
        """Whether too few Members stand behind what was told of these Members and periods."""
        groups = ({member for member, period in places if period in some} for some in self._told_apart(places))
        return any(_is_little([1] * len(group)) for group in groups)

    def _by_member(self, key: str) -> Iterator[list[int]]:
        """What each Member did, in all periods and in each that is told apart."""
        told = self.evidence.done(key)
        for some in self._told_apart(set(told)):
            sums: dict[int, int] = {}
            for (member, period), count in told.items():
                if period in some:
                    sums[member] = sums.get(member, 0) + abs(int(count))
            yield list(sums.values())

    def _told_apart(self, places: Set[Place]) -> list[set[int]]:
        """The periods that are told together, and those told alone."""
        periods = {period for _member, period in places}
        return [periods, *({period} for period in periods if self.apart)]


def _is_little(by_member: list[int]) -> bool:
    return bool(small(np.array(by_member, dtype=np.int64)))
