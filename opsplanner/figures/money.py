"""Amounts in several currencies, in the operation's reporting currency at its dated rates, or as they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import numpy as np

from opsplanner.figures.frame import Frame, Grouping, Selection
from opsplanner.figures.frame.columns import Array

SCALE = 10_000
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Rates:
    """What one unit of a currency is worth in `currency`, from a day (since 1970-01-01) on; days ascend."""

    currency: str
    since: Mapping[str, Sequence[tuple[int, Decimal]]] = field(default_factory=dict)

    def of(self, currency: str) -> Sequence[tuple[int, Decimal]]:
        """The rates of a currency; the reporting currency is worth itself on any day."""
        return [(-(2**31), Decimal(1))] if currency == self.currency else self.since.get(currency, ())


@dataclass(frozen=True, slots=True)
class Amounts:
    """One amount a group in each currency that stands by itself: only the reporting one when every rate is known.

    None where no amount was stated.
    """

    by_currency: Mapping[str, list[Decimal | None]]


def amounts(
    frame: Frame, selection: Selection, grouping: Grouping, rates: Rates, field: str = "value_amount"
) -> Amounts:
    """The amounts of the selected cases by group, each case once in every group it touches, to the cent."""
    weights, stated = frame.numbers(field, "case")
    currencies = frame.by("value_currency")
    chosen = selection.only(stated & (currencies.codes > 0))
    windows = [rates.of(name) for name in currencies.names]
    priced = [(name, rate) for name, window in zip(currencies.names, windows, strict=True) for rate in _steps(window)]
    key = "slots", rates.currency, tuple(tuple(window) for window in windows)
    slots = frame.remember(key, lambda: _slots(currencies, windows, frame.days("detected_on")))
    used = np.flatnonzero(np.bincount(slots[chosen.by(grouping.key).cases], minlength=len(priced)))
    missing = any(priced[place][1] is None for place in used)
    found: dict[str, list[Decimal | None]] = {}
    for place in used:
        name, rate = priced[place]
        there = chosen.only(slots == place)
        column = found.setdefault(name if missing else rates.currency, [None] * grouping.groups)
        factor = Decimal(1) if missing or rate is None else rate
        _add(column, frame.sums_by(there, grouping, weights), frame.cases_by(there, grouping), factor)
    return Amounts({name: [_cents(value) for value in column] for name, column in found.items()})


def _steps(window: Sequence[tuple[int, Decimal]]) -> list[Decimal | None]:
    """The rate before the first day (unknown), then those that hold from each day on."""
    return [None, *(rate for _, rate in window)]


def _slots(currencies: Grouping, windows: Sequence[Sequence[tuple[int, Decimal]]], days: Array) -> Array:
    """For each case which pair of currency and rate holds; 0 where no currency was stated, which nobody asks for."""
    slots: Array = np.zeros(len(days), dtype=np.int32)
    first = 0
    for code, window in enumerate(windows, start=1):
        mask = currencies.codes == code
        slots[mask] = first + np.searchsorted(np.array([day for day, _ in window]), days[mask], side="right")
        first += len(window) + 1
    return slots


def _add(column: list[Decimal | None], sums: list[int], counts: list[int], factor: Decimal) -> None:
    for group, (total, count) in enumerate(zip(sums, counts, strict=True)):
        if count:
            column[group] = (column[group] or Decimal(0)) + Decimal(total) / SCALE * factor


def _cents(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(CENT)
