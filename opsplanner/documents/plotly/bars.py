"""Bars for the browser: horizontal, stacked, upright; from zero, each with its number."""

from __future__ import annotations

import math
from decimal import Decimal

from opsplanner.documents import typeset
from opsplanner.documents.chart import Chart
from opsplanner.documents.plotly import parts
from opsplanner.documents.plotly.parts import HOVER, NAMES, REST, ROW, SIZE, SURFACE, UPRIGHT, Figure

LEAST_SHARE = Decimal("0.08")  # of the longest bar, for a number to stand in its part


def horizontal(chart: Chart, lang: str) -> tuple[list[Figure], Figure]:
    """Horizontal, as given from the top, from zero, each with its number; no value axis."""
    stacked = chart.shape() == "stacked"
    names = parts.categories(chart, lang)
    names["range"] = names["range"][::-1]
    data = [{**_bar(chart, number, lang), "orientation": "h"} for number in range(len(chart.series))]
    for trace in data:
        trace["x"], trace["y"] = trace.pop("values"), trace.pop("codes")
    rows = len(chart.categories) * (1 if stacked else max(1, len(chart.series) * 0.75))
    layout = {
        "barmode": "stack" if stacked else "group",
        "height": max(160, round(ROW * rows) + 60),
        "yaxis": names,
        "xaxis": {"visible": False, "range": [0, float(parts.greatest(chart))]},
        **parts.key(chart),
        **parts.goal(chart, lang, upright=False),
    }
    layout["margin"] = {"r": _label_room(chart, lang), "t": 36 if len(chart.series) > 1 else 24 if chart.target else 8}
    return data, layout


def upright(chart: Chart, lang: str) -> tuple[list[Figure], Figure]:
    """Upright, from zero; each with its number while there is room, else read on the axis."""
    few = len(chart.categories) * len(chart.series) <= NAMES
    data = [_bar(chart, number, lang) for number in range(len(chart.series))]
    for trace in data:
        trace["y"], trace["x"] = trace.pop("values"), trace.pop("codes")
        trace["textposition"] = "outside" if few else "none"
    layout = {
        "height": UPRIGHT,
        "barmode": "group",
        "xaxis": parts.categories(chart, lang, math.ceil(len(chart.categories) / NAMES)),
        "yaxis": {"visible": False, "rangemode": "tozero"} if few else parts.values(chart, lang),
        **parts.key(chart),
    }
    return data, layout | parts.goal(chart, lang, upright=True)


def _bar(chart: Chart, number: int, lang: str) -> Figure:
    series, colour = chart.series[number], parts.colour(chart, number)
    colours = [REST if chart.gathered(place) else colour for place in range(len(chart.categories))]
    return {
        "type": "bar",
        "name": parts.text(series.label.to(lang)),
        "codes": [category.code for category in chart.categories],
        "values": parts.floats(series.values),
        "text": _labels(chart, number, lang),
        "textposition": "inside" if chart.shape() == "stacked" else "outside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "customdata": parts.hover(chart, series, lang),
        "hovertemplate": HOVER,
        "marker": {"color": colours, "line": {"width": 2, "color": SURFACE}},
    }


def _labels(chart: Chart, number: int, lang: str) -> list[str]:
    """The number at each bar; a part of a stacked bar too small for it stays without, its hover says it."""
    series = chart.series[number]
    written = parts.written(chart, series, lang)
    if chart.shape() != "stacked":
        return written
    least = chart.greatest_total() * LEAST_SHARE
    return [
        text if value is not None and value >= least else "" for text, value in zip(written, series.values, strict=True)
    ]


def _label_room(chart: Chart, lang: str) -> int:
    """Pixels right of the longest bar for its number."""
    if chart.shape() == "stacked":
        return 8
    written = (text for series in chart.series for text in parts.written(chart, series, lang))
    return round(max(typeset.width(text, SIZE) for text in written)) + 12
