"""The one publication of a group's figures: the same for all Members, guests, observers and the public, and safe against each."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from opsplanner.figures.disclosure import Spread, gathered, is_small, small, touched
from opsplanner.figures.efforts import EffortHeld
from opsplanner.figures.frame import Frame, Grouping, Selection
from opsplanner.figures.frame.columns import Array, Bools
from opsplanner.figures.measures import EXAMINED, Evidence, offered

SEIZED, DETECTED, OTHER = range(3)


def batches(frame: Frame, counted: Bools, periods: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """Periods that are over, in their order, as many together as it takes for their count not to be small; the rest waits."""
    codes = frame.by("period")
    counts = dict(zip(codes.names, np.bincount(codes.codes[counted], minlength=codes.groups)[1:].tolist(), strict=True))
    found: list[tuple[int, ...]] = []
    waiting: list[int] = []
    for period in periods:
        waiting.append(period)
        if not is_small(sum(counts.get(str(each), 0) for each in waiting)):
            found.append(tuple(waiting))
            waiting = []
    return tuple(found)


@dataclass(frozen=True)
class Publication:
    """What may be told of a whole operation, and of each of its periods by itself.

    `evidence` is all that is told of, over all periods, without cases marked RED; `red` those cases; `period` the one period
    looked at (its id), None for the whole. `together`: it is told to somebody who has no cases and sees it grow by whole
    periods, in these batches; what a batch adds is known, so the whole is told as if each had been told alone. `stamp` names
    which cases of the frame are told of: what is gathered is worked out once for it.
    """

    evidence: Evidence
    red: Bools
    period: int | None = None
    together: tuple[tuple[int, ...], ...] | None = None
    stamp: Hashable = None

    @cached_property
    def frame(self) -> Frame:
        """The rows."""
        return self.evidence.frame

    @cached_property
    def shut(self) -> bool:
        """Whether nothing may be told: too few cases, or a period that is held back."""
        if self.together == () or bool(small(self._everyone.sum(axis=0))):
            return True
        if self.period is None:
            return False
        names = self.frame.by("period").names
        word = str(self.period)
        return word in names and bool(self.times(self.frame.by("period"))[names.index(word) + 1])

    @property
    def outside(self) -> bool:
        """Whether it is told to somebody who has no cases."""
        return self.together is not None

    @property
    def apart(self) -> bool:
        """Whether periods are told apart."""
        return self.outside or self.period is not None

    def times(self, grouping: Grouping) -> Bools:
        """The periods, weeks or months that are held back: what is hidden is seen to be there."""
        return gathered(self._spread(grouping, np.zeros(self.frame.cases, dtype=np.int64), 1), named=True)

    def gathered(self, grouping: Grouping, touching: bool = False) -> Bools:
        """The groups that may only be shown together; `touching`: a case may stand in several."""
        key = ("gathered", self.stamp, self.apart, grouping.key, touching)
        return self.frame.remember(key, lambda: self._gather(grouping, touching))

    def _gather(self, grouping: Grouping, touching: bool) -> Bools:
        spread = self._spread(grouping, self._rows, self._many)
        held: Bools | None = None
        for last in range(1, len(self.together) + 1) if self.together else ():
            # What was gathered once stays so: it was told then.
            held = self._held(spread.upto(last), self._everyone[: last + 1], held, touching)
            held = self._held(spread.upto(last).without_rows(), self._everyone[: last + 1].sum(axis=0, keepdims=True), held, touching)  # fmt: skip
        if self.together is None:
            held = self._held(spread.without_rows(), self._everyone.sum(axis=0, keepdims=True), None, touching)
        return self._held(spread, self._everyone, held, touching) if self.apart or held is None else held

    def _held(self, spread: Spread, everyone: Array, start: Bools | None, touching: bool) -> Bools:
        return touched(spread, everyone, start) if touching else gathered(spread, start)

    def holds(self, measure: str) -> bool:
        """Whether the total of a measure is held back."""
        if self.evidence.is_amount(measure):
            return self.shut or self._unsafe(self._amounts(measure, self.evidence.selection))
        match measure:
            case "seizures":
                return self.shut or bool(self._kinds[SEIZED])
            case "detections":
                return self.shut or bool(self._kinds[OTHER])
            case "strategic_outcomes":
                return self.shut or self._strategic
        if offered(self.evidence.own)[measure].level == "effort":
            return self._holds_effort(measure)
        return self.shut

    @cached_property
    def tells_red(self) -> bool:
        """Whether cases marked RED may be counted in the totals of the whole operation: none of their counts is small."""
        chosen = Selection(self.red)
        table = self._table(chosen, self._kind_of, 3)
        strategic = self._table(chosen, self._is_strategic, 2)
        return not (small(table).any() or small(strategic).any() or small(table.sum(axis=0)))

    def tells_red_amount(self, measure: str) -> bool:
        """Whether amounts of cases marked RED may be in a total."""
        found = self._amounts(measure, Selection(self.red))
        return self.tells_red and not any(small(each).any() for each in found)

    @cached_property
    def _kinds(self) -> Bools:
        grouping = Grouping("kinds", "case", self._kind_of + 1, ("seized", "detected", "other"))
        return self.gathered(grouping)[1:]

    @cached_property
    def _strategic(self) -> bool:
        classes = self.frame.by("commodity_class")
        if "strategic" not in classes.names:
            return False
        return bool(self.gathered(classes, touching=True)[classes.names.index("strategic") + 1])

    @cached_property
    def _kind_of(self) -> Array:
        """For each case whether it is a seizure, another detection, or neither."""
        kinds = np.full(self.frame.cases, OTHER, dtype=np.int64)
        everything = Selection(np.ones(self.frame.cases, dtype=np.bool_))
        for place, key in ((DETECTED, "detections"), (SEIZED, "seizures")):
            kinds[self.evidence.only(everything).cases(key).cases] = place
        return kinds

    @cached_property
    def _is_strategic(self) -> Array:
        return self.frame.where("commodity_class", {"strategic"}).astype(np.int64)

    @cached_property
    def _members(self) -> Grouping:
        """Whose own cases could be taken away: to somebody outside all cases are those of others."""
        members = self.frame.by("participation")
        return replace(members, codes=np.zeros_like(members.codes), names=()) if self.outside else members

    @cached_property
    def _rows(self) -> Array:
        """For each case the row of its period; periods held back are one row together, the first."""
        periods = self.frame.by("period")
        if self.together is not None:
            batch = {str(each): place for place, some in enumerate(self.together, start=1) for each in some}
            table = np.array([0, *(batch.get(name, 0) for name in periods.names)], dtype=np.int64)
        else:
            table = np.arange(periods.groups, dtype=np.int64)
            table[self.times(periods)] = 0
        rows: Array = table[periods.codes]
        return rows

    @cached_property
    def _many(self) -> int:
        return self.frame.by("period").groups if self.together is None else len(self.together) + 1

    @cached_property
    def _everyone(self) -> Array:
        """All cases by row and Member."""
        chosen = self.evidence.selection.cases
        return self._added(self._rows[chosen], self._members.codes[chosen])

    def _spread(self, grouping: Grouping, rows: Array, many: int) -> Spread:
        groups, cases = self.frame.entries(self.evidence.selection, grouping)
        shape = (many, grouping.groups, self._members.groups)
        return Spread.of(rows[cases], groups, self._members.codes[cases], shape)

    def _table(self, chosen: Selection, groups: Array, many: int) -> Array:
        """Chosen cases by group and Member."""
        taken = chosen.cases
        places = groups[taken] * self._members.groups + self._members.codes[taken]
        found: Array = np.bincount(places, minlength=many * self._members.groups).reshape(many, -1)
        return found

    def _added(self, rows: Array, members: Array, weights: Array | None = None) -> Array:
        found = np.zeros((self._many, self._members.groups), dtype=np.int64)
        np.add.at(found, (rows, members), 1 if weights is None else weights)
        return found

    def _amounts(self, measure: str, chosen: Selection) -> list[Array]:
        """What must not be small, by row and Member, for an amount to be told: the cases that state it, and what counts heads."""
        evidence = self.evidence.only(chosen)
        if measure == "value":
            currencies = self.frame.by("value_currency")
            stated = evidence.behind(measure).cases
            return [
                self._added(self._rows[there], self._members.codes[there])
                for code in range(currencies.groups)
                if (there := stated & (currencies.codes == code)).any()
            ]
        behind = evidence.behind(measure).cases
        counted = self._added(self._rows[behind], self._members.codes[behind])
        if measure == "persons_arrested":
            heads = self.frame.numbers(measure, "case")[0][behind]
            return [counted, self._added(self._rows[behind], self._members.codes[behind], heads)]
        if measure in evidence.own.numbers and evidence.own.scale(measure) == 1:
            return [counted, *self._heads(measure, evidence, behind)]
        if measure == "goods_lines":
            lines = self.frame.per_case(self.frame.lines_in(evidence.selection).astype(np.int64))[behind]
            return [counted, self._added(self._rows[behind], self._members.codes[behind], lines) - counted]
        return [counted]

    def _heads(self, measure: str, evidence: Evidence, behind: Bools) -> list[Array]:
        """What an own whole number may count: heads, which must not be few either."""
        level = evidence.own.level(measure)
        numbers = self.frame.numbers(measure, level)[0]
        told = (
            numbers
            if level == "case"
            else self.frame.per_case(np.where(self.frame.lines_in(evidence.selection), numbers, 0))
        )
        return [self._added(self._rows[behind], self._members.codes[behind], np.abs(told[behind]))]

    def _unsafe(self, tables: list[Array]) -> bool:
        return any(bool(small(each.sum(axis=0))) or (self.apart and bool(small(each).any())) for each in tables)

    def _holds_effort(self, measure: str) -> bool:
        """Effort is told where it is that of enough Members; the hit rate, where the cases behind it are enough too."""
        held = EffortHeld(self.evidence, self.apart)
        if measure != "hit_rate":
            return held.holds(measure)
        both = held.both(set(self.evidence.done(EXAMINED)), self.evidence.received)
        if both is None or self.shut or self._kinds[OTHER]:
            return True
        detected = self.evidence.cases("detections").cases
        return self._unsafe(
            [
                self._added(self._rows[there], self._members.codes[there])
                for there in (self.evidence.hits, detected & ~self.evidence.hits)
            ]
        )
