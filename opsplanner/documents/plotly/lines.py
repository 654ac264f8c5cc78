"""Lines for the browser: a gap where nobody reported, the name of each series at its end."""

from __future__ import annotations

import math
from decimal import Decimal

from opsplanner.documents import typeset
from opsplanner.documents.chart import Chart
from opsplanner.documents.drawing import axes
from opsplanner.documents.plotly import parts
from opsplanner.documents.plotly.parts import HOVER, NAMES, SIZE, SURFACE, UPRIGHT, Figure

LABEL, PLOT = 20, UPRIGHT - 60  # pixels: of an end label, of the plot inside its margins


def lines(chart: Chart, lang: str) -> tuple[list[Figure], Figure]:
    """A line a series, a gap where nobody reported, the name and last value at its end."""
    data: list[Figure] = []
    notes: list[Figure] = []
    shifts = axes.apart(axes.ends(chart), LABEL / PLOT)
    for number, series in enumerate(chart.series):
        data.append(_line(chart, number, lang))
        if (last := axes.last(series.values)) is not None:
            label = f"{parts.text(series.label.to(lang))} {parts.written(chart, series, lang)[last]}"
            notes.append(
                _end(
                    chart.categories[last].code, series.values[last], label, parts.colour(chart, number), shifts[number]
                )
            )
    room = max((typeset.width(note["text"], SIZE, bold=True) for note in notes), default=0)
    layout = {
        "height": UPRIGHT,
        "xaxis": parts.categories(chart, lang, math.ceil(len(chart.categories) / NAMES)),
        "yaxis": parts.values(chart, lang),
        "annotations": notes,
        "margin": {"r": min(round(room) + 12, 260)},
    }
    goal = parts.goal(chart, lang, upright=True)
    return data, {**layout, **goal, "annotations": notes + goal.get("annotations", [])}


def _line(chart: Chart, number: int, lang: str) -> Figure:
    series = chart.series[number]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": parts.text(series.label.to(lang)),
        "x": [category.code for category in chart.categories],
        "y": parts.floats(series.values),
        "connectgaps": False,
        "customdata": parts.hover(chart, series, lang),
        "hovertemplate": HOVER,
        "line": {"color": parts.colour(chart, number), "width": 2.5},
        "marker": {"color": parts.colour(chart, number), "size": 7, "line": {"width": 1.5, "color": SURFACE}},
        "cliponaxis": False,
    }


def _end(code: str, value: Decimal | None, text: str, colour: str, shift: float) -> Figure:
    return {
        "x": code,
        "y": float(value or 0),
        "text": f"<b>{text}</b>",
        "font": {"color": colour, "size": SIZE},
        "showarrow": False,
        "xanchor": "left",
        "xshift": 10,
        "yshift": -round(shift * PLOT),
    }
