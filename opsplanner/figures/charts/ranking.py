"""Bars in the order of their length: at most fifteen and the others, small counts of others held back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from opsplanner.core.text import Text
from opsplanner.documents.chart import MOST_BARS, OTHERS, Category, Chart, Kind, Series
from opsplanner.figures.charts import words
from opsplanner.figures.charts.view import View
from opsplanner.figures.measures import Value
from opsplanner.figures.reader import held_back


@dataclass(frozen=True, slots=True)
class Bar:
    """A category with its value, and how many cases of others are behind it."""

    category: Category
    value: Value
    others: int = 0
    hidden: bool = False


def bars(view: View, categories: Iterable[Category], values: Sequence[Value], others: Sequence[int]) -> list[Bar]:
    """The bars there is something to show for, the longest first."""
    found = [Bar(*each) for each in zip(categories, values, others, strict=True) if each[1] or each[2]]
    return sorted(found, key=lambda bar: (-(bar.value or Decimal(0)), bar.category.label.to("en")))


def folded(ordered: list[Bar]) -> list[Bar]:
    """Fifteen bars and one that gathers the others, when there are more than would fit."""
    if len(ordered) <= MOST_BARS:
        return ordered
    kept, rest = ordered[: MOST_BARS - 1], ordered[MOST_BARS - 1 :]
    values = [bar.value for bar in rest if bar.value is not None]
    label = words.fill(words.OTHERS, n=len(rest))
    gathered = Bar(Category(OTHERS, label), sum(values, Decimal(0)), sum(bar.others for bar in rest))
    return [*kept, gathered]


def shielded(view: View, ordered: list[Bar]) -> list[Bar]:
    """Without what this reader must not see; hidden bars stand behind the others by name, so that no order tells their size.

    Nothing, when no bar that stands for something by itself would be left.
    """
    if not view.reader.suppress:
        return ordered
    held = held_back([bar.others for bar in ordered])
    if held.everything:
        return []
    shown = [bar for place, bar in enumerate(ordered) if place not in held.places]
    hidden = [replace(bar, value=None, hidden=True) for place, bar in enumerate(ordered) if place in held.places]
    if not any(bar.category.code != OTHERS for bar in shown):
        return []
    return [*shown, *sorted(hidden, key=lambda bar: (bar.category.code == OTHERS, bar.category.label.to("en")))]


def chart(view: View, key: str, kind: Kind, shown: Sequence[Bar], title: Text, *notes: Text) -> Chart:
    """The chart of one measure over some bars."""
    series = Series(
        view.measure,
        view.definition.label,
        tuple(bar.value for bar in shown),
        frozenset(place for place, bar in enumerate(shown) if bar.hidden),
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


def first(shown: Sequence[Bar]) -> Bar | None:
    """The longest bar that stands for something by itself."""
    for bar in shown:
        if bar.value and bar.category.code not in ("", OTHERS):
            return bar
    return None


def foremost(shown: Sequence[Bar]) -> Bar | None:
    """The longest bar, when no other is as long."""
    top = first(shown)
    return None if top is None or sum(bar.value == top.value for bar in shown) > 1 else top


def _money_note(view: View, shown: Sequence[Bar]) -> list[Text]:
    return [words.NO_RATE] if view.measure == "value" and not any(bar.value for bar in shown) else []
