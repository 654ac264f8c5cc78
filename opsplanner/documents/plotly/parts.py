"""What the figures of the browser share: words, numbers, axes, targets."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from html import escape
from typing import Any

from opsplanner.documents import numerals, palette, sentences, typeset
from opsplanner.documents.chart import Chart, Series
from opsplanner.documents.drawing import axes

Figure = dict[str, Any]
INK, MUTED, REST, SURFACE = "var(--ink)", "var(--muted)", "var(--rest)", "var(--surface)"
SIZE, ROW, UPRIGHT, NAMES = 13, 34, 320, 10
NAME_ROOM = 230
HOVER = "%{customdata}<extra></extra>"
SCALE = [[n / (len(palette.SEQUENTIAL) - 1), f"var(--sequence-{n + 1})"] for n in range(len(palette.SEQUENTIAL))]


def text(text: str) -> str:
    """A user's words as plotly.js shows them: not as markup."""
    return escape(typeset.printable(text), quote=False)


def floats(values: Sequence[Decimal | None]) -> list[float | None]:
    """For drawing; what is read stands beside them as text."""
    return [None if value is None else float(value) for value in values]


def written(chart: Chart, series: Series, lang: str) -> list[str]:
    """Each value of the series with its unit, or its mark of absence."""
    return [
        numerals.cell(None, lang, hidden=place in series.hidden)
        if value is None
        else sentences.value(chart, value, lang)
        for place, value in enumerate(series.values)
    ]


def hover(chart: Chart, series: Series, lang: str) -> list[str]:
    """What a pointer over each value says: category, series where there are several, value."""
    name = f"{text(series.label.to(lang))}: " if len(chart.series) > 1 else ""
    labels = (text(category.label.to(lang)) for category in chart.categories)
    return [f"<b>{label}</b><br>{name}{text}" for label, text in zip(labels, written(chart, series, lang), strict=True)]


def categories(chart: Chart, lang: str, every: int = 1) -> Figure:
    """The axis of the categories, by code, so that two of one name stay two; one without any value shows why."""
    names = []
    for place, category in enumerate(chart.categories):
        gone = all(series.values[place] is None for series in chart.series)
        mark = numerals.cell(None, lang, hidden=any(place in series.hidden for series in chart.series)) if gone else ""
        lines = typeset.wrap(category.label.to(lang), SIZE, NAME_ROOM, 2)
        names.append(f"{'<br>'.join(map(text, lines))} {mark}".strip())
    codes = [category.code for category in chart.categories]
    return {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": codes,
        "range": [-0.5, len(codes) - 0.5],
        "tickvals": codes[::every],
        "ticktext": names[::every],
        "showgrid": False,
    }


def colour(chart: Chart, number: int) -> str:
    """The token of the series at this place."""
    if tone := chart.series[number].tone:
        return f"var(--tone-{tone})"
    return f"var(--series-{number + 1})" if number < len(palette.CATEGORICAL) else "var(--series-other)"


def greatest(chart: Chart) -> Decimal:
    """How far the axis must reach: the longest bar or the target; never nothing."""
    longest = chart.greatest_total() if chart.shape() == "stacked" else max(chart.values(), default=Decimal(0))
    return max(longest, chart.target or Decimal(0)) or Decimal(1)


def values(chart: Chart, lang: str) -> Figure:
    """The value axis: from zero, few round steps, written as everywhere else."""
    steps = axes.steps(chart)
    return {
        "range": [0, float(steps[-1]) * 1.05],
        "tickvals": floats(steps),
        "ticktext": [sentences.value(chart, step, lang) for step in steps],
    }


def key(chart: Chart) -> Figure:
    """The names of the series over the bars, where colour tells them apart."""
    if len(chart.series) < 2:
        return {}
    legend = {"orientation": "h", "x": 0, "y": 1, "xanchor": "left", "yanchor": "bottom", "traceorder": "normal"}
    return {"showlegend": True, "legend": legend, "margin": {"t": 36}}


def goal(chart: Chart, lang: str, *, upright: bool) -> Figure:
    """The target: a dashed line with its label."""
    if chart.target is None:
        return {}
    at, along = ("y", "x") if upright else ("x", "y")
    value = float(chart.target)
    line = {"color": INK, "width": 1.5, "dash": "dash"}
    shape = {
        "type": "line",
        f"{at}0": value,
        f"{at}1": value,
        f"{along}0": 0,
        f"{along}1": 1,
        f"{along}ref": "paper",
        "line": line,
    }
    label = {
        "text": sentences.target(chart, chart.target, lang),
        at: value,
        along: 0 if upright else 1,
        f"{along}ref": "paper",
        "showarrow": False,
        "xanchor": "left" if upright else "center",
        "yanchor": "bottom",
        "font": {"color": INK, "size": 12},
        "bgcolor": "var(--surface)",
    }
    return {"shapes": [shape], "annotations": [label]}
