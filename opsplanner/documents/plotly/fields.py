"""Matrices and maps for the browser: more is darker, absence is said, never drawn as zero."""

from __future__ import annotations

from typing import Any

from opsplanner.documents import words
from opsplanner.documents.chart import Chart
from opsplanner.documents.plotly import parts
from opsplanner.documents.plotly.parts import HOVER, MUTED, REST, ROW, SCALE, Figure


def matrix(chart: Chart, lang: str) -> tuple[list[Figure], Figure]:
    """Rows are the categories, columns the series; the number in each cell, its mark where there is none."""
    written = [parts.written(chart, series, lang) for series in chart.series]
    hover = [parts.hover(chart, series, lang) for series in chart.series]
    keys, codes = [series.key for series in chart.series], [category.code for category in chart.categories]
    cells = {
        "type": "heatmap",
        "x": keys,
        "y": codes,
        "z": [parts.floats(row) for _, row in chart.rows()],
        "text": [
            [text if value is not None else "" for text, value in zip(texts, row, strict=True)]
            for texts, (_, row) in zip(zip(*written, strict=True), chart.rows(), strict=True)
        ],
        "customdata": [list(row) for row in zip(*hover, strict=True)],
        "texttemplate": "%{text}",
        "hovertemplate": HOVER,
        "colorscale": SCALE,
        "zmin": 0,
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
    }
    return [cells, *_absences(chart, written)], _matrix_layout(chart, lang)


def _absences(chart: Chart, written: list[list[str]]) -> list[Figure]:
    """The marks of the cells without a number, in a colour that is read on the page itself."""
    absent = [
        (row, at) for row, (_, values) in enumerate(chart.rows()) for at, value in enumerate(values) if value is None
    ]
    marks = {
        "type": "scatter",
        "mode": "text",
        "x": [chart.series[at].key for _, at in absent],
        "y": [chart.categories[row].code for row, _ in absent],
        "text": [written[at][row] for row, at in absent],
        "textfont": {"color": MUTED},
        "hoverinfo": "skip",
    }
    return [marks] if absent else []


def _matrix_layout(chart: Chart, lang: str) -> Figure:
    rows = parts.categories(chart, lang)
    rows["range"], rows["ticks"] = rows["range"][::-1], ""
    keys = [series.key for series in chart.series]
    columns = {
        "type": "category",
        "categoryarray": keys,
        "tickvals": keys,
        "ticktext": [parts.text(series.label.to(lang)) for series in chart.series],
        "side": "top",
        "ticks": "",
        "showgrid": False,
    }
    height = max(160, ROW * len(chart.categories) + 60)
    return {"height": height, "xaxis": columns, "yaxis": rows, "margin": {"t": 40}}


def world(chart: Chart, lang: str) -> tuple[list[Figure], Figure]:
    """Places in five tints, in grey those that did not report; the boundary notice is part of the picture."""
    series = chart.series[0]
    hover, numbers = parts.hover(chart, series, lang), parts.floats(series.values)
    known = [place for place, category in enumerate(chart.categories) if category.place]

    def trace(places: list[int], values: list[float | None], scale: list[list[Any]]) -> Figure:
        return {
            "type": "choropleth",
            "locationmode": "ISO-3",
            "locations": [chart.categories[place].place for place in places],
            "z": values,
            "customdata": [hover[place] for place in places],
            "hovertemplate": HOVER,
            "colorscale": scale,
            "zmin": 0,
            "showscale": False,
        }

    shown = [place for place in known if numbers[place] is not None]
    absent = [place for place in known if numbers[place] is None]
    data = [trace(shown, [numbers[place] for place in shown], SCALE)]
    if absent:
        data.append(trace(absent, [0.0] * len(absent), [[0, REST], [1, REST]]))
    notice = {
        "text": words.BOUNDARIES.to(lang),
        "x": 0,
        "y": 0,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "top",
        "showarrow": False,
        "font": {"size": 11, "color": MUTED},
    }
    geo = {"resolution": 50, "projection": {"type": "natural earth"}, "fitbounds": False}
    return data, {"height": 420, "geo": geo, "annotations": [notice], "margin": {"b": 28}}
