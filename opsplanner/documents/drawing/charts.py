"""Which drawing shows which kind of chart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from opsplanner.documents.chart import OTHERS, Chart, Kind
from opsplanner.documents.drawing import bars, columns, grids, lines
from opsplanner.documents.drawing.canvas import Drawing

MOST_BARS = 16
DRAWINGS: dict[Kind, Callable[[Chart, str, float], Drawing]] = {
    "bar": bars.side_by_side,
    "map": bars.side_by_side,
    "stacked": bars.stacked,
    "column": columns.draw,
    "line": lines.draw,
    "matrix": grids.matrix,
    "table": grids.table,
}


def draw(chart: Chart, lang: str, width: float) -> Drawing:
    """The chart in the given width. A map is drawn as the bars of its greatest places: a printed page carries no boundaries."""
    return DRAWINGS[chart.kind](greatest(chart) if chart.kind == "map" else chart, lang, width)


def greatest(chart: Chart, most: int = MOST_BARS) -> Chart:
    """The chart with its `most` greatest categories alone, greatest first, the gathered others last."""

    def rank(place: int) -> tuple[bool, Decimal]:
        amounts = [series.values[place] for series in chart.series]
        return chart.categories[place].code == OTHERS, -sum(
            (amount for amount in amounts if amount is not None), Decimal(0)
        )

    kept = sorted(range(len(chart.categories)), key=rank)[:most]
    series = tuple(
        replace(
            s,
            values=tuple(s.values[place] for place in kept),
            hidden=frozenset(new for new, place in enumerate(kept) if place in s.hidden),
        )
        for s in chart.series
    )
    return replace(chart, categories=tuple(chart.categories[place] for place in kept), series=series)
