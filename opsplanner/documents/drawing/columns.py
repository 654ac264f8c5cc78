"""Upright bars for few ordered categories, each labelled when there is room, else read on the axis."""

from __future__ import annotations

from opsplanner.documents import numerals, palette, typeset
from opsplanner.documents import sentences as say
from opsplanner.documents.chart import Chart
from opsplanner.documents.drawing import axes, canvas
from opsplanner.documents.drawing.canvas import Drawing

SHARE = 0.7
WIDEST = 120


def draw(chart: Chart, lang: str, width: float) -> Drawing:
    """One bar a series in each category, side by side."""
    marks: list[str] = []
    top = 24.0
    if len(chart.series) > 1:
        key = canvas.key(chart, lang, width)
        marks, top = list(key.marks), key.height + 24
    written = (say.value(chart, amount, lang) for amount in chart.values())
    longest = max((typeset.width(text, 12, bold=True) for text in written), default=0)
    labelled = longest * len(chart.series) <= width / len(chart.categories)
    place = axes.axes(chart, lang, width, top, 0, numbered=not labelled)
    thick = min(place.band() * SHARE / len(chart.series), WIDEST)
    marks += [axes.baseline(place)] if labelled else axes.grid(chart, lang, place)
    for number, series in enumerate(chart.series):
        for at, amount in enumerate(series.values):
            left = place.x(at) - thick * len(chart.series) / 2 + thick * number
            middle = left + thick / 2
            if amount is None:
                mark = numerals.cell(None, lang, hidden=at in series.hidden)
                marks.append(canvas.words(middle, place.y(place.ticks[0]) - 6, mark, 12, anchor="middle"))
                continue
            colour = palette.CONTEXT if chart.gathered(at) else palette.series_colour(chart, number)
            y = place.y(amount)
            marks.append(canvas.rect(left + 1, y, thick - 2, place.y(place.ticks[0]) - y, colour))
            if labelled:
                marks.append(
                    canvas.words(middle, y - 6, say.value(chart, amount, lang), 12, anchor="middle", bold=True)
                )
    names, height = axes.names([category.label.to(lang) for category in chart.categories], place)
    return Drawing(top + axes.PLOT + height, (*marks, *names, *axes.target(chart, lang, place)))
