"""Bars in the order of their length: at most fifteen and the others, small groups among these."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from opsplanner.core.text import Text
from opsplanner.documents.chart import MOST_BARS, OTHERS, UNSAID, Category, Chart, Kind, Series, others
from opsplanner.figures.charts import words
from opsplanner.figures.charts.view import View
from opsplanner.figures.frame import Grouping
from opsplanner.figures.measures import Value


@dataclass(frozen=True, slots=True)
class Bar:
    """A category with its value; without one it is held back (`hidden`), or nobody answered for it (`silent`), or it was not stated."""

    category: Category
    value: Value
    hidden: bool = False
    silent: bool = False


def bars(categories: Iterable[Category], values: Sequence[Value]) -> list[Bar]:
    """The bars there is something to show for, the longest first."""
    found = [Bar(*each) for each in zip(categories, values, strict=True) if each[1]]
    return sorted(found, key=lambda bar: (-(bar.value or Decimal(0)), bar.category.label.to("en")))


def folded(ordered: list[Bar], most: int = MOST_BARS) -> list[Bar]:
    """Fifteen bars and one that gathers the others, when there are more than would fit."""
    if len(ordered) <= most:
        return ordered
    kept, rest = ordered[: most - 1], ordered[most - 1 :]
    return [*kept, Bar(others(len(rest)), _sum(rest))]


def ranked(
    view: View, grouping: Grouping, name: Callable[[str], Category], touching: bool = False, most: int = MOST_BARS
) -> list[Bar]:
    """The groups as bars, longest first; what this reader may not see one by one stands together as the others.

    Nothing, when no bar that stands for something by itself would be left. `touching`: a case may stand in several groups;
    then what the others come to is not shown: cases in two of them would count twice. `most`: more bars are gathered too.
    """
    values, held = view.values(grouping), view.gathered(grouping, touching)
    names = ("", *grouping.names)
    there = [place for place, value in enumerate(values) if value and not held[place]]
    ordered = bars([name(names[place]) for place in there], [values[place] for place in there])
    if view.shut or not ordered:
        return []
    if not held.any():
        return folded(ordered, most)
    rest = [Bar(Category("", UNSAID), values[int(place)]) for place in np.flatnonzero(held)] + ordered[most - 1 :]
    gathered = Bar(others(0), None if touching else _sum(rest), hidden=touching)
    return [*ordered[: most - 1], gathered]


def chart(view: View, key: str, kind: Kind, shown: Sequence[Bar], title: Text, *notes: Text) -> Chart:
    """The chart of one measure over some bars."""
    series = Series(
        view.measure,
        view.definition.label,
        tuple(bar.value for bar in shown),
        frozenset(place for place, bar in enumerate(shown) if bar.hidden),
        silent=frozenset(place for place, bar in enumerate(shown) if bar.silent),
    )
    footnotes = [*view.notes, *notes, *([words.SMALL] if view.reader.suppress else []), *_money_note(view, shown)]
    return Chart(
        key=key,
        kind=kind,
        title=title if title.pairs else view.definition.label,
        subtitle=view.subtitle(key),
        unit=view.unit,
        categories=tuple(bar.category for bar in shown),
        series=(series,) if shown else (),
        decimals=2 if view.measure == "value" else 0,
        footnotes=tuple(dict.fromkeys(footnotes)),
        how_counted=view.how_counted,
        measure=view.measure,
    )


def foremost(shown: Sequence[Bar]) -> Bar | None:
    """The longest bar that stands for something by itself, when no other of these is as long: all that a headline may name."""
    alone = [bar for bar in shown if bar.value and bar.category.code not in ("", OTHERS)]
    top = max(alone, key=lambda bar: bar.value or Decimal(0), default=None)
    return None if top is None or sum(bar.value == top.value for bar in alone) > 1 else top


def _sum(rest: Iterable[Bar]) -> Decimal:
    return sum((bar.value for bar in rest if bar.value is not None), Decimal(0))


def _money_note(view: View, shown: Sequence[Bar]) -> list[Text]:
    return [words.NO_RATE] if view.measure == "value" and not any(bar.value for bar in shown) else []
