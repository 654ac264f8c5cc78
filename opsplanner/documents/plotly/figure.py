"""From a chart to the plain figure value that plotly.js draws."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from opsplanner.documents.chart import Chart, Kind
from opsplanner.documents.plotly import bars, fields, lines
from opsplanner.documents.plotly.parts import Figure

SEPARATORS = {"en": ".,", "fr": ",\u202f", "ru": ",\u00a0"}
FIGURES: Mapping[Kind, Callable[[Chart, str], tuple[list[Figure], Figure]]] = {
    "bar": bars.horizontal,
    "stacked": bars.horizontal,
    "column": bars.upright,
    "line": lines.lines,
    "matrix": fields.matrix,
    "map": fields.world,
}


def figure(chart: Chart, lang: str) -> Figure:
    """{"data": [...], "layout": {...}} for plotly.js 4, its style and its settings left to the page.

    Every number that is read stands in it as text, exact and in the language; the plotted ones are floats. A chart that
    is only a table, or has no values, has no traces.
    """
    make = FIGURES.get(chart.shape())
    if make is None or not chart.values():
        return {"data": [], "layout": {}}
    data, layout = make(chart, lang)
    common = {"separators": SEPARATORS.get(lang, SEPARATORS["en"]), "showlegend": False}
    return {"data": data, "layout": {**common, **layout}}
