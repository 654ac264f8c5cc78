"""A frame: the rows of an operation as they stand at one version, ready to be filtered, grouped, counted and summed."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from threading import RLock
from typing import get_args

import numpy as np
import numpy.typing as npt

from opsplanner.figures.frame.columns import Array, Bools, first_of_each
from opsplanner.figures.frame.grouping import SHAPES, Grouping, Pairs, Selection, packed_shape
from opsplanner.figures.frame.standing import Basis, Delivery, Twins, Withdrawal, families, newest, without_withdrawn
from opsplanner.figures.frame.store import Store
from opsplanner.figures.frame.sums import counts, slots, sums
from opsplanner.results.pack import Level

BASES = get_args(Basis)
MOST_REMEMBERED = 64


class Frame:
    """The rows as of one version. Nothing in it changes; a later version shares the columns."""

    def __init__(
        self,
        store: Store,
        deliveries: Sequence[Delivery],
        withdrawals: Sequence[Withdrawal] = (),
        twins: Sequence[Twins] = (),
    ) -> None:
        self._store = store
        _parts, self.cases, self.lines = store.end
        self.parts = tuple(store.parts)
        self.deliveries = {each.submission: each for each in deliveries}
        self._withdrawals = withdrawals
        self._twins = twins
        self._remembered: OrderedDict[Hashable, Array] = OrderedDict()
        self._lock = RLock()

    def remember(self, key: Hashable, make: Callable[[], Array]) -> Array:
        """What was worked out of these rows before, or is now: the frame does not change."""
        found = self._remembered.get(key)
        if found is None:
            with self._lock:
                found = self._remembered[key] = make()
                while len(self._remembered) > MOST_REMEMBERED:
                    self._remembered.popitem(last=False)
        return found

    def counted(self, basis: Basis, moment: datetime | None = None) -> Bools:
        """The case rows that count: the newest of each case on this basis, now or just before `moment`."""
        return self.remember(
            ("counted", basis, moment), lambda: self._newest(lambda each: each.counts(basis, moment), moment)
        )

    def once(self, selection: Selection, moment: datetime | None = None) -> Selection:
        """The selection with every case that two Members told once: as the first of them that is selected told it, now or at a moment.

        A row marked RED stands for itself: it is in no chart, so it may not take another's place.
        """
        if not self._twins:
            return selection
        heads = families(each for each in self._twins if each.stand(moment))
        places = self.remember(("twins", moment), lambda: self._rows_of(heads) if heads else np.zeros(0, dtype=np.intp))
        cases = self.numbers("case_id", "case")[0]
        told = [int(row) for row in places if selection.cases[row]]
        first: dict[int, int] = {}
        again: dict[int, int] = {}
        for row in sorted(told, key=lambda row: int(cases[row])):
            kept = first.setdefault(heads[int(cases[row])], row)
            if kept != row:
                again[row] = kept
        return selection.without(again) if again else selection

    @property
    def current(self) -> Bools:
        """The case rows that are listed now: the newest of each case in a delivery that stands, be it a rehearsal."""
        return self.remember("current", lambda: self._newest(lambda each: each.stands, None))

    def told(self, answer: Callable[[Delivery], int], kind: npt.DTypeLike) -> Array:
        """For each case row what is answered of its delivery; 0 of a delivery that is not known."""
        known = [self.deliveries.get(part.submission) for part in self.parts]
        table = np.array([0 if each is None else answer(each) for each in known], dtype=kind)
        return table[self._store.part_of_case().view(self.cases)]

    def stating(self, family: str, selection: Selection) -> Selection:
        """Those of the selected cases that state a quantity of a family on a line that counts."""
        there = self.remember(("stating", family), lambda: self._any_line(self.quantified(family)))
        if selection.lines is not None:
            there = self._any_line(self.quantified(family) & selection.lines)
        return selection.only(there)

    def quantified(self, family: str) -> Bools:
        """The goods lines that state a quantity of a family."""

        def find() -> Bools:
            families = self.by("family")
            rows: Bools = _chosen(families, [family])[families.codes] & self.numbers("base", "line")[1]
            return rows

        return self.remember(("quantified", family), find)

    def red(self, own: Iterable[int]) -> Bools:
        """The case rows marked RED of other participations than `own`; those of a rehearsal are never spoken of."""

        def find() -> Bools:
            theirs = ~self.where("participation", map(str, own)) & ~self.told(lambda each: each.rehearsal, np.bool_)
            rows: Bools = self.where("handling", {"RED"}) & theirs
            return rows

        return self.remember(("red", frozenset(own)), find)

    def where(self, key: str, words: Iterable[str]) -> Bools:
        """The case rows that have one of these codes (a field of goods lines: on any line of theirs)."""
        wanted = frozenset(words)

        def find() -> Bools:
            grouping = self.by(key)
            chosen: Bools = _chosen(grouping, wanted)[grouping.codes]
            if grouping.shape == "case":
                return chosen
            if grouping.owners is None:
                return self._any_line(chosen)
            found: Bools = np.zeros(self.cases, dtype=np.bool_)
            found[grouping.owners[chosen]] = True
            return found

        return self.remember(("where", key, wanted), find)

    def select(self, rows: Bools, filters: Mapping[str, Iterable[str]]) -> Selection:
        """What remains of `rows` when each field must have one of its words; "" stands for "not stated"."""
        lines: Bools | None = None
        line_keys = set()
        for key, words in filters.items():
            grouping = self.by(key)
            if grouping.shape != "line":
                rows = rows & self.where(key, words)
                continue
            chosen: Bools = _chosen(grouping, words)[grouping.codes]
            lines = chosen if lines is None else lines & chosen
            line_keys.add(key)
        if lines is not None:
            rows = rows & self._any_line(lines)
        return Selection(rows, lines, frozenset(line_keys))

    def by(self, key: str) -> Grouping:
        """The rows grouped by a field."""
        shape = SHAPES.get(key) or packed_shape(key, self.parts)
        if shape == "several":
            several = self._store.several(key)
            codes, owners = several.within(self.cases)
            return Grouping(key, shape, codes, tuple(several.words.words), owners)
        column = self._store.codes(key, "line" if shape == "line" else "case")
        return Grouping(
            key, shape, column.buffer.view(self.lines if shape == "line" else self.cases), tuple(column.words.words)
        )

    def stated(self, key: str, level: Level) -> Bools:
        """The case rows that state a number of their own, or on any of their lines."""

        def find() -> Bools:
            stated: Bools = self.numbers(key, level)[1]
            return stated if level == "case" else self._any_line(stated)

        return self.remember(("stated", key, level), find)

    def by_both(self, first: str, second: str) -> Grouping:
        """The case rows grouped by two fields together; a name is both codes, joined by ">"."""
        one, two = self.by(first), self.by(second)
        codes = one.codes.astype(np.int32) * two.groups + two.codes
        return Grouping(f"{first}>{second}", "case", codes, Pairs(one.names, two.names))

    def days(self, key: str) -> Array:
        """A field of days, as days since 1970-01-01."""
        return self._store.days(key).buffer.view(self.cases)

    def numbers(self, key: str, level: Level) -> tuple[Array, Bools]:
        """A field of whole numbers, and where one was stated."""
        column = self._store.numbers(key, level)
        rows = self.cases if level == "case" else self.lines
        return column.buffer.view(rows), column.stated.view(rows)

    def cases_by(self, selection: Selection, grouping: Grouping) -> list[int]:
        """How many cases each group holds: a case once in every group it touches."""
        selection = selection.by(grouping.key)
        if grouping.groups == 1:
            return [int(np.count_nonzero(selection.cases))]
        if grouping.shape == "case":
            counted: list[int] = np.bincount(grouping.codes[selection.rows], minlength=grouping.groups).tolist()
            return counted
        placed, _owners = self._placed(selection, grouping)
        return counts(placed, grouping.groups)

    def entries(self, selection: Selection, grouping: Grouping) -> tuple[Array, Array]:
        """Each case once in every group it touches: the groups, and the rows of the cases."""
        selection = selection.by(grouping.key)
        placed, owners = self._placed(selection, grouping)
        taken = np.flatnonzero(placed)
        return placed[taken].astype(np.int64) - 1, taken if owners is None else owners[taken]

    def lines_by(self, selection: Selection, grouping: Grouping) -> list[int]:
        """How many goods lines each group holds."""
        selection = selection.by(grouping.key)
        if grouping.groups == 1:
            return [int(np.count_nonzero(self.lines_in(selection)))]
        if grouping.shape == "line":
            return counts(slots(grouping.codes, self.lines_in(selection), grouping.groups), grouping.groups)
        return self.sums_by(selection, grouping, self.per_case(self.lines_in(selection).astype(np.int64)))

    def sums_by(self, selection: Selection, grouping: Grouping, weights: Array) -> list[int]:
        """The sum of a number of each case in every group: a case adds once to every group it touches."""
        selection = selection.by(grouping.key)
        placed, owners = self._placed(selection, grouping)
        return sums(placed, weights if owners is None else weights[owners], grouping.groups)

    def line_sums_by(self, selection: Selection, grouping: Grouping, weights: Array) -> list[int]:
        """The sum of a number of each goods line in every group."""
        selection = selection.by(grouping.key)
        mask = self.lines_in(selection)
        if grouping.shape == "line":
            return sums(slots(grouping.codes, mask, grouping.groups), weights, grouping.groups)
        return self.sums_by(selection, grouping, self.per_case(np.where(mask, weights, 0)))

    def lines_in(self, selection: Selection) -> Bools:
        """The goods lines that count."""
        if selection.of_lines is None:
            mask: Bools = np.repeat(selection.cases, self._lengths)
            selection.of_lines = mask if selection.lines is None else mask & selection.lines
        return selection.of_lines

    def per_case(self, of_lines: Array) -> Array:
        """A whole number of each line, added up by case."""
        added: Array = np.add.reduceat(of_lines, self._first_lines) if self.cases else np.zeros(0, dtype=np.int64)
        return added

    @cached_property
    def case_of_line(self) -> Array:
        """For each line the row of its case."""
        return self._store.case_of_line().view(self.lines)

    @cached_property
    def _first_lines(self) -> Array:
        return np.flatnonzero(np.diff(self.case_of_line, prepend=-1))

    @cached_property
    def _lengths(self) -> Array:
        return np.diff(self._first_lines, append=self.lines)

    def _placed(self, selection: Selection, grouping: Grouping) -> tuple[Array, Array | None]:
        """Slots of the grouping's entries, and the case of each entry where entries are not the cases themselves."""
        if grouping.shape == "case":
            return slots(grouping.codes, selection.cases, grouping.groups), None
        if grouping.owners is not None:
            return slots(grouping.codes, selection.cases[grouping.owners], grouping.groups), grouping.owners
        mask = self.lines_in(selection)
        if selection.line_keys <= {grouping.key}:
            once = self._store.first_lines(grouping.key).view(self.lines)
            return slots(grouping.codes, mask & once, grouping.groups), self.case_of_line
        kept = np.flatnonzero(mask)
        kept = kept[first_of_each(self.case_of_line[kept], grouping.codes[kept])]
        alone: Bools = np.ones(len(kept), dtype=np.bool_)
        return slots(grouping.codes[kept], alone, grouping.groups), self.case_of_line[kept]

    def _any_line(self, lines: Bools) -> Bools:
        """The cases that have one of these lines."""
        if not self.cases:
            return np.zeros(0, dtype=np.bool_)
        found: Bools = np.maximum.reduceat(lines.view(np.uint8), self._first_lines).view(np.bool_)
        return found

    def _rows_of(self, cases: Iterable[int]) -> Array:
        """The rows of some cases, but those marked RED."""
        known = np.isin(self.numbers("case_id", "case")[0], np.fromiter(cases, dtype=np.int64))
        return np.flatnonzero(known & ~self.where("handling", {"RED"}))

    def _newest(self, counts: Callable[[Delivery], bool], moment: datetime | None) -> Bools:
        cases = self._store.numbers("case_id", "case").buffer.view(self.cases)
        part_of_case = self._store.part_of_case().view(self.cases)
        rows: Bools = self.told(counts, np.bool_)
        gone = [each for each in self._withdrawals if moment is None or each.at < moment]
        numbers = [part.submission for part in self.parts]
        return newest(cases, without_withdrawn(rows, cases, numbers, part_of_case, gone))


def _chosen(grouping: Grouping, words: Iterable[str]) -> Bools:
    """Which groups have one of the words; "" is the group of what was not stated."""
    wanted = set(words)
    table: Bools = np.array(["" in wanted, *(name in wanted for name in grouping.names)], dtype=np.bool_)
    return table
