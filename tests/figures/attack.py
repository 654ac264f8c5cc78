"""Somebody who wants to know more than the figures say: all views there are, as equations, and what follows from them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import chain, combinations, product
from types import SimpleNamespace
from typing import Any

import numpy as np

from opsplanner.core.text import Text
from opsplanner.figures import charts
from opsplanner.figures.filters import Asked
from opsplanner.figures.frame import Delivery
from opsplanner.figures.reader import PUBLIC, Reader
from opsplanner.figures.services import reading
from opsplanner.figures.services.presenting import key_figures
from tests.figures import rows
from tests.figures.rows import START, Line, Row, Sent

PERIODS = {1: (date(2026, 3, 1), date(2026, 3, 10)), 2: (date(2026, 3, 11), date(2026, 3, 20)), 3: (date(2026, 3, 21), date(2026, 3, 31))}  # fmt: skip
KINDS, MODES, CLASSES, PLACES = (
    ("seizure", "detention", "licence_query"),
    ("1", "3"),
    (("drugs",), ("strategic",), ("drugs", "strategic")),
    ("KZ", "UZ"),
)
MEMBERS = (1, 2, 3, 4)
Type = tuple[int, str, str, tuple[str, ...], str, bool]
TYPES: list[Type] = list(product(PERIODS, KINDS, MODES, CLASSES, PLACES, (False, True)))
Holds = Callable[[Type], bool]


@dataclass(frozen=True)
class Case:
    """A case as far as figures tell it apart."""

    member: int
    type: Type


@dataclass(frozen=True)
class Equation:
    """A number that was told, and the kinds of cases it counts."""

    counts: tuple[bool, ...]
    value: int


def stage(monkeypatch: Any, cases: list[Case]) -> Any:
    """An operation with these cases, one submission a Member, that the real reading of figures reads."""
    sent = [Sent(member, member, "accepted", START) for member in MEMBERS]
    for number, case in enumerate(cases, start=1):
        sent[case.member - 1].rows.append(_row(number, case))
    frame = rows.frame(sent)
    loaded = SimpleNamespace(frame=frame, effort=())
    board = SimpleNamespace(participations=[_member(each) for each in MEMBERS], returns={})
    monkeypatch.setattr(reading.cache, "load", lambda _operation: loaded)
    monkeypatch.setattr(reading, "read_board", lambda _operation, _moment: board)
    monkeypatch.setattr(reading, "participations", lambda _ids: board.participations)
    periods = [
        SimpleNamespace(id=number, number=number, kind="window", starts_on=first, ends_on=last)
        for number, (first, last) in PERIODS.items()
    ]
    return SimpleNamespace(
        id=1, periods=periods, template=None, time_zone="UTC", currency="EUR", rates=[], objectives=[],
        starts_on=date(2026, 3, 1), ends_on=date(2026, 3, 31),
    )  # fmt: skip


def told(operation: Any, reader: Reader) -> list[Equation]:
    """Every number of cases that a reader can get, whatever it asks."""
    found: set[Equation] = set()
    different = {str(kept): asked for asked in _requests() if (kept := reading.permitted(reader, asked, {}))}
    for asked in different.values():
        seen = reading.read(operation, reader, asked)
        shown = {window.number for window in seen.view.windows}
        inside: Holds = lambda each, shown=shown: each[0] in shown  # type: ignore[misc]  # noqa: E731
        found.update(_of_totals(operation, seen, inside))
        for key in charts.available(seen.view):
            found.update(_of_chart(charts.draw(key, seen.view), inside))
    return list(found)


def follows(equations: list[Equation], cases: list[Case], own: int | None) -> list[str]:
    """What somebody who knows all cases of one Member finds out of the others: groups of one or two cases."""
    if not equations:
        return []
    there = np.array([sum(case.type == each for case in cases) for each in TYPES])
    for each in equations:
        assert int(np.array(each.counts, dtype=np.int64) @ there) == each.value, "the equation is not what was told"
    others = np.array([sum(case.member != own and case.type == each for case in cases) for each in TYPES])
    sets = np.array([each.counts for each in equations], dtype=np.int64)
    known = {tuple(row): int(row @ others) for row in sets}
    return [*_by_subtraction(np.array(list(known)), np.array(list(known.values()))), *_by_algebra(sets, others)]


def _by_subtraction(sets: Any, values: Any) -> Iterator[str]:
    """Numbers themselves, one less another, one less two others, where that leaves a group of cases."""
    for place in np.flatnonzero((values == 1) | (values == 2)):
        yield f"told as it is: {values[place]} of {_named(sets[place])}"
    if not len(sets):
        return
    lesser = [(first,) for first in range(len(sets))] + list(combinations(range(len(sets)), 2))
    sums = np.array([sets[list(places)].sum(axis=0) for places in lesser])
    amounts = np.array([values[list(places)].sum() for places in lesser])
    kept = sums.max(axis=1) <= 1
    sums, amounts = sums[kept], amounts[kept]
    for whole, value in zip(sets, values, strict=True):
        left = value - amounts
        for place in np.flatnonzero((left == 1) | (left == 2)):
            rest = whole - sums[place]
            if rest.min() >= 0 and rest.any():
                yield f"by subtraction: {left[place]} of {_named(rest)}"


def _by_algebra(sets: Any, others: Any) -> Iterator[str]:
    """Any group of up to three properties that all numbers together determine, empty kinds of cases taken as known empty."""
    empty = sets[(sets @ others) == 0].any(axis=0) if len(sets) else np.zeros(len(TYPES), dtype=bool)
    basis = np.linalg.svd(sets[:, ~empty].astype(float), full_matrices=False)
    rank = int((basis.S > 1e-9).sum())
    for group, name in _groups():
        count = int(group @ others)
        if count not in (1, 2):
            continue
        target = group[~empty].astype(float)
        rest = target - basis.Vh[:rank].T @ (basis.Vh[:rank] @ target)
        if np.abs(rest).max(initial=0) < 1e-7:
            yield f"by algebra: {count} of {name}"


@cache
def _groups() -> list[tuple[Any, str]]:
    found: list[tuple[Any, str]] = []
    tests: list[list[tuple[Holds, str]]] = [
        [(lambda each, at=at, word=word: each[at] == word, f"{word}") for word in words]
        for at, words in enumerate((list(PERIODS), KINDS, MODES, CLASSES, PLACES, (False, True)))
    ]
    for chosen in chain.from_iterable(combinations(tests, many) for many in (1, 2, 3)):
        for parts in product(*chosen):
            group = [all(holds(each) for holds, _name in parts) for each in TYPES]
            found.append((np.array(group), " and ".join(name for _holds, name in parts)))
    return found


def _requests() -> Iterator[Asked]:
    """What one may put into an address; what is not for the reader is passed over by the reading itself."""
    filters: list[dict[str, tuple[str, ...]]] = [{}]
    filters += [{"record_kind": (each,)} for each in KINDS] + [{"transport_mode": (each,)} for each in MODES]
    filters += [{"commodity_class": ("drugs",)}, {"country_departure": ("KZ",)}, {"transport_mode": ("1", "3")}]
    periods: list[dict[str, tuple[str, ...]]] = [{}, *({"period": (str(each),)} for each in PERIODS)]
    periods += [{"period": ("1", "2")}]
    for more, period in product(filters, periods):
        yield Asked(chosen={**period, **more})
    yield from (Asked(basis="accepted"), Asked(measure="seizures"), Asked(measure="goods_lines"))


def _of_totals(operation: Any, seen: Any, inside: Holds) -> Iterator[Equation]:
    kinds: dict[str, Holds] = {
        "cases": lambda each: True,
        "detections": lambda each: each[1] != "licence_query",
        "seizures": lambda each: each[1] == "seizure",
        "strategic_outcomes": lambda each: "strategic" in each[3],
    }
    for measure in key_figures(operation, seen):
        if measure.key in kinds and measure.value is not None:
            red = seen.totals.behind(measure.key) is not seen.totals.charted
            counts: Holds = lambda each, test=kinds[measure.key], red=red: test(each) and (red or not each[5])  # type: ignore[misc]  # noqa: E731
            yield _equation(lambda each, counts=counts: inside(each) and counts(each), measure.value)  # type: ignore[misc]


def _of_chart(chart: Any, inside: Holds) -> Iterator[Equation]:
    tests: dict[str, Callable[[Type, str], bool]] = {
        "by_mode": lambda each, code: each[2] == code,
        "by_class": lambda each, code: code in each[3],
        "map": lambda each, code: each[4] == code,
        "routes": lambda each, code: f"{each[4]}>GE" == code,
        "over_time": lambda each, code: str(each[0]) == code,
        "by_basis": lambda each, code: code == "random",
    }
    if chart.key not in tests:
        return
    shown = [category.code for category, _values in chart.rows() if category.code != "others"]
    for category, values in chart.rows():
        if values[0] is None:
            continue
        if category.code == "others":
            test: Holds = lambda each: not any(tests[chart.key](each, code) for code in shown)  # noqa: E731
        else:
            test = lambda each, code=category.code: tests[chart.key](each, code)  # type: ignore[misc]  # noqa: E731
        yield _equation(lambda each, test=test: inside(each) and not each[5] and test(each), values[0])


def _equation(holds: Holds, value: Decimal) -> Equation:
    return Equation(tuple(holds(each) for each in TYPES), int(value))


def _named(counts: Any) -> str:
    chosen = [each for each, there in zip(TYPES, counts, strict=True) if there]
    return f"{len(chosen)} kinds of cases, as {chosen[0]}"


def _row(number: int, case: Case) -> Row:
    period, kind, mode, classes, place, red = case.type
    return Row(
        number, period, kind, mode, ["random"], PERIODS[period][0], None, place, "GE",
        [Line(each, None, None, None) for each in classes], handling="RED" if red else "AMBER",
    )  # fmt: skip


def _member(number: int) -> Any:
    code = f"M{number}"
    office = SimpleNamespace(code=code, name=Text.of(code), wco_region="", country=None)
    return SimpleNamespace(id=number, role="member", organisation=office)


def readers(own: int) -> list[Reader]:
    """As what one Member may look: as itself, and at whatever is published for all."""
    member = Reader(members=frozenset(), own=frozenset({own}), suppress=True, board=True)
    return [member, replace(member, board=False), PUBLIC]


__all__ = [
    "CLASSES",
    "KINDS",
    "MEMBERS",
    "MODES",
    "PERIODS",
    "PLACES",
    "Case",
    "Delivery",
    "follows",
    "readers",
    "stage",
    "told",
]
