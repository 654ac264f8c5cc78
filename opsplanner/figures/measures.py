"""The measures of the one registry, computed over the frame, the returns and the effort of an operation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

import numpy as np

from opsplanner.figures.frame import Frame, Grouping, Selection
from opsplanner.figures.frame.columns import Bools
from opsplanner.figures.money import Amounts, Rates, amounts
from opsplanner.figures.own import NO_OWN, Own
from opsplanner.reference import code_list
from opsplanner.reference.measures import Measure, measures
from opsplanner.reference.units import Family, from_base
from opsplanner.results.returns import Tally

NOT_DETECTED = frozenset({"licence_query", "checked_released", "other"})
QUANTITIES = {f"quantity_{family}": family for family in Family}
CASE_COUNTS = ("cases", "detections", "seizures", "strategic_outcomes")
AMOUNTS = frozenset({*QUANTITIES, "goods_lines", "persons_arrested", "value"})
TENTH = Decimal("0.1")
# What consignments examined, and what is found among them, rest on.
EXAMINED = "consignments_examined"
# A participation and a period.
Place = tuple[int, int]
Value = Decimal | None


@dataclass(frozen=True, slots=True)
class Figure:
    """One number: the key of its measure, what it is in (`currency` became a currency's code), and its value."""

    key: str
    unit: str
    value: Value


@dataclass(frozen=True)
class Evidence:
    """All that figures rest on, as narrowed by the filters.

    `effort` holds the numbers of effort by their field and by (participation, period), None when a filter is in force that
    effort knows nothing of; `received` the returns received, by the same.
    """

    frame: Frame
    selection: Selection
    tally: Tally
    rates: Rates
    received: frozenset[Place] = frozenset()
    effort: Mapping[str, Mapping[Place, Decimal]] | None = None
    own: Own = NO_OWN

    @cached_property
    def everything(self) -> Grouping:
        """All cases as one group."""
        return Grouping("", "case", np.zeros(self.frame.cases, dtype=np.uint8), ())

    @property
    def shares(self) -> bool:
        """Whether some case counts once that two Members told."""
        return self.selection.credited is not self.selection

    @cached_property
    def quantities(self) -> Mapping[str, int]:
        """The sum of all quantities by family, in its base unit."""
        families = self.frame.by("family")
        sums = self.frame.line_sums_by(self.selection, families, self.frame.numbers("base", "line")[0])
        return dict(zip(families.names, sums[1:], strict=True))

    def done(self, key: str) -> Mapping[Place, Decimal]:
        """A number of effort where it was stated."""
        return (self.effort or {}).get(key, {})

    @cached_property
    def both(self) -> Mapping[Place, Decimal]:
        """Consignments examined by the Members and periods that gave effort and results."""
        return {place: count for place, count in self.done(EXAMINED).items() if place in self.received}

    @cached_property
    def hits(self) -> Bools:
        """The detections of Members and periods that gave both.

        What two Members told is one detection, and counts when either of them gave both.
        """
        places = self.frame.by_both("participation", "period")
        names = {f"{member}>{period}" for member, period in self.both}
        within = np.array([False, *(name in names for name in places.names)], dtype=np.bool_)[places.codes]
        detected = self.cases("detections").cases
        found: Bools = detected & within
        for row, first in self.selection.again.items():
            if self.selection.credited.cases[row] and within[row]:
                found[first] = detected[first]
        return found

    def only(self, selection: Selection) -> Evidence:
        """The same evidence with other rows."""
        return replace(self, selection=selection)

    def cases(self, key: str) -> Selection:
        """The cases that a measure of cases counts; every case for any other measure."""
        if key in ("detections", "seizures"):
            kinds = {"seizure"} if key == "seizures" else set(code_list("record_kind").codes) - NOT_DETECTED
            return self.selection.only(self.frame.where("record_kind", kinds))
        if key == "strategic_outcomes":
            return self.selection.only(self.frame.where("commodity_class", {"strategic"}))
        return self.selection

    def behind(self, key: str) -> Selection:
        """The cases that a measure of cases or lines rests on: those that state something of it."""
        if key not in self._behind:
            self._behind[key] = self._find_behind(key)
        return self._behind[key]

    @cached_property
    def _behind(self) -> dict[str, Selection]:
        return {}

    def is_amount(self, key: str) -> bool:
        """Whether a measure tells how much, not how many cases."""
        return key in AMOUNTS or key in self.own.numbers

    def _find_behind(self, key: str) -> Selection:
        if key in self.own.numbers:
            return self.selection.only(self.frame.stated(key, self.own.level(key)))
        if key in QUANTITIES:
            return self.frame.stating(QUANTITIES[key], self.selection)
        if key in ("value", "persons_arrested"):
            return self.selection.only(self.frame.numbers("value_amount" if key == "value" else key, "case")[1])
        return self.cases(key)


def offered(own: Own = NO_OWN) -> Mapping[str, Measure]:
    """The measures there is something to compute from, the operation's own last; those of alerts wait until there are alerts."""
    standard = {key: measure for key, measure in measures().items() if measure.level != "alert"}
    return {**standard, **own.measures}


def givers(key: str, evidence: Evidence) -> int | None:
    """How many Members a share rests on, which only those have that gave both its numbers; None for other measures."""
    if key == "hit_rate":
        both: Iterable[Place] = evidence.both
    elif key in evidence.own.shares:
        part, whole = (evidence.done(each.key) for each in evidence.own.shares[key])
        both = part.keys() & whole.keys()
    else:
        return None
    return len({member for member, _period in both})


def groupable(key: str, own: Own = NO_OWN) -> bool:
    """Whether a measure can be told apart by the fields of cases and goods lines."""
    return offered(own)[key].level in ("case", "line")


def figures(key: str, evidence: Evidence) -> list[Figure]:
    """A measure over everything selected: one number, or one a currency where a rate is missing.

    None: nothing can be said. Nothing found is a nought only where somebody answered, as it is in the charts.
    """
    measure = offered(evidence.own)[key]
    if key == "value":
        found = money(evidence, evidence.everything).by_currency
        if not found:
            return [Figure(key, evidence.rates.currency, None)]
        return [Figure(key, currency, values[0]) for currency, values in found.items()]
    if key in QUANTITIES:
        total = from_base(QUANTITIES[key], evidence.quantities.get(QUANTITIES[key], 0))
        return [Figure(key, measure.unit, _found(total, evidence))]
    if measure.level == "effort":
        return [Figure(key, measure.unit, _effort(key, evidence))]
    if measure.level == "return":
        return [Figure(key, measure.unit, _reporting(key, evidence.tally))]
    return [Figure(key, measure.unit, _found(by(key, evidence, evidence.everything)[0], evidence))]


def _found(value: Value, evidence: Evidence) -> Value:
    """What was counted stands, whoever answered; none at all is silence where no return was received."""
    return value if value or evidence.received else None


def by(key: str, evidence: Evidence, grouping: Grouping) -> list[Value]:
    """A measure of cases or lines in every group (group 0: not stated). None: nobody stated it.

    Money comes only when every rate is known: else all groups are None.
    """
    frame, selection = evidence.frame, evidence.cases(key)
    if key in CASE_COUNTS:
        return [Decimal(count) for count in frame.cases_by(selection, grouping)]
    if key == "goods_lines":
        return [Decimal(count) for count in frame.lines_by(selection, grouping)]
    if key in QUANTITIES:
        return _quantities(QUANTITIES[key], evidence, grouping)
    if key == "value":
        return money(evidence, grouping).by_currency.get(evidence.rates.currency, [None] * grouping.groups)
    if key in evidence.own.numbers:
        return _own(key, evidence, grouping)
    weights, stated = frame.numbers(key, "case")
    told = selection.only(stated)
    sums, counts = frame.sums_by(told, grouping, weights), frame.cases_by(told, grouping)
    return [Decimal(total) if count else None for total, count in zip(sums, counts, strict=True)]


def money(evidence: Evidence, grouping: Grouping) -> Amounts:
    """The value of the cases by group, in the reporting currency or, where a rate is missing, in each currency."""
    return amounts(evidence.frame, evidence.selection, grouping, evidence.rates)


def _quantities(family: Family, evidence: Evidence, grouping: Grouping) -> list[Value]:
    weights, _stated = evidence.frame.numbers("base", "line")
    sums = evidence.frame.line_sums_by(evidence.selection, grouping, weights * evidence.frame.quantified(family))
    return [from_base(family, total) for total in sums]


def _own(key: str, evidence: Evidence, grouping: Grouping) -> list[Value]:
    """The sum of an own number in every group, where a case states it."""
    frame, level, scale = evidence.frame, evidence.own.level(key), evidence.own.scale(key)
    told = evidence.behind(key)
    weights = frame.numbers(key, level)[0]
    sums = (frame.sums_by if level == "case" else frame.line_sums_by)(told, grouping, weights)
    counts = frame.cases_by(told, grouping)
    return [Decimal(total) / scale if count else None for total, count in zip(sums, counts, strict=True)]


def _effort(key: str, evidence: Evidence) -> Value:
    if key in evidence.own.shares:
        part, whole = (evidence.done(each.key) for each in evidence.own.shares[key])
        both = part.keys() & whole.keys()
        return percent(_sum(part[place] for place in both), _sum(whole[place] for place in both))
    if key == "hit_rate":
        return percent(Decimal(int(np.count_nonzero(evidence.hits))), _sum(evidence.both.values()))
    told = evidence.done(EXAMINED if key == "examined" else key)
    return _sum(told.values()) if told else None


def _sum(values: Iterable[Decimal]) -> Decimal:
    return sum(values, Decimal(0))


def _reporting(key: str, tally: Tally) -> Value:
    match key:
        case "reporting_rate":
            return percent(Decimal(tally.received), Decimal(tally.expected))
        case "on_time_rate":
            return percent(Decimal(tally.on_time), Decimal(tally.expected))
    members = {
        "members_expected": tally.members_expected,
        "members_reported": tally.members_reported,
        "members_nil": tally.members_nil,
        "members_silent": tally.members_silent,
    }
    return Decimal(len(members[key]))


def percent(part: Decimal, whole: Decimal) -> Value:
    """Of a hundred, to one decimal; None of nothing."""
    return (100 * part / whole).quantize(TENTH, ROUND_HALF_UP) if whole else None
