"""Horizontal bars, side by side or stacked: from zero, each labelled with its number, so that no axis is needed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from opsplanner.documents import numerals, palette, typeset
from opsplanner.documents import sentences as say
from opsplanner.documents.chart import Chart, Series
from opsplanner.documents.drawing import canvas
from opsplanner.documents.drawing.canvas import SIZE, Drawing

BAR, GAP, ROW_GAP, LEADING = 20, 2, 12, 17


@dataclass(frozen=True, slots=True)
class Scale:
    """From a number to a place on the page."""

    start: float
    length: float
    greatest: Decimal

    def at(self, amount: Decimal) -> float:
        """Where the bar of this number ends; nothing is drawn left of zero."""
        if self.greatest <= 0 or amount <= 0:
            return self.start
        return self.start + self.length * float(amount / self.greatest)


def side_by_side(chart: Chart, lang: str, width: float) -> Drawing:
    """One bar a series in each category."""
    greatest = max([*chart.values(), chart.target or Decimal(0)], default=Decimal(0))
    return _rows(chart, lang, width, greatest, stacked=False)


def stacked(chart: Chart, lang: str, width: float) -> Drawing:
    """One bar a category, the series behind one another with a white gap, the total at its end."""
    return _rows(chart, lang, width, max(chart.greatest_total(), chart.target or Decimal(0)), stacked=True)


def _rows(chart: Chart, lang: str, width: float, greatest: Decimal, *, stacked: bool) -> Drawing:
    labels = [category.label.to(lang) for category in chart.categories]
    name_room = min(max((typeset.width(text, SIZE) for text in labels), default=0) + 4, width * 0.4)
    value_room = typeset.width(say.value(chart, greatest, lang), SIZE, bold=True) + 10
    scale = Scale(name_room + 12, width - name_room - 12 - value_room, greatest)
    marks: list[str] = []
    y = 0.0
    if len(chart.series) > 1:
        key = canvas.key(chart, lang, width)
        marks, y = list(key.marks), key.height + 4
    y += 26 if chart.target is not None else 0
    top = y
    for place, label in enumerate(labels):
        lines = typeset.wrap(label, SIZE, name_room, 2)
        bars = BAR if stacked or len(chart.series) == 1 else (BAR - 4 + GAP) * len(chart.series) - GAP
        height = max(bars, LEADING * len(lines))
        middle = y + height / 2
        first = middle - LEADING * (len(lines) - 1) / 2 + 5
        marks += [canvas.words(name_room, first + n * LEADING, text, anchor="end") for n, text in enumerate(lines)]
        draw = _stack if stacked else _bars
        marks += draw(chart, place, lang, scale, middle - bars / 2)
        y += height + ROW_GAP
    marks.append(canvas.line(scale.start, top - 4, scale.start, max(y - ROW_GAP, top) + 4, palette.MUTED))
    return Drawing(y, (*marks, *_target(chart, lang, scale, top, y - ROW_GAP, width)))


def _bars(chart: Chart, place: int, lang: str, scale: Scale, y: float) -> list[str]:
    marks: list[str] = []
    thick = BAR if len(chart.series) == 1 else BAR - 4
    for number, series in enumerate(chart.series):
        top = y + number * (thick + GAP)
        amount = series.values[place]
        colour = palette.CONTEXT if chart.gathered(place) else palette.series_colour(chart, number)
        end = scale.start
        if amount is not None:
            end = scale.at(amount)
            marks.append(canvas.rect(scale.start, top, end - scale.start, thick, colour))
        marks.append(
            canvas.words(end + 6, top + thick / 2 + 5, _written(chart, series, place, lang), bold=amount is not None)
        )
    return marks


def _stack(chart: Chart, place: int, lang: str, scale: Scale, y: float) -> list[str]:
    marks: list[str] = []
    total = Decimal(0)
    for number, series in enumerate(chart.series):
        amount = series.values[place]
        if amount is None or amount <= 0:
            continue
        start, end = scale.at(total), scale.at(total + amount)
        total += amount
        marks.append(canvas.rect(start, y, end - start - GAP, BAR, palette.series_colour(chart, number)))
        text = numerals.number(amount, lang, chart.decimals)
        if typeset.width(text, 12, bold=True) + 8 <= end - start - GAP:
            ink = palette.segment_ink(chart, number)
            marks.append(canvas.words((start + end - GAP) / 2, y + 15, text, 12, anchor="middle", fill=ink, bold=True))
    gaps = sorted(
        {numerals.cell(None, lang, hidden=place in s.hidden) for s in chart.series if s.values[place] is None}
    )
    text = " ".join(([] if gaps and not total else [say.value(chart, total, lang)]) + gaps)
    return [*marks, canvas.words(scale.at(total) + 6, y + 15, text, bold=True)]


def _written(chart: Chart, series: Series, place: int, lang: str) -> str:
    amount = series.values[place]
    return (
        numerals.cell(None, lang, hidden=place in series.hidden) if amount is None else say.value(chart, amount, lang)
    )


def _target(chart: Chart, lang: str, scale: Scale, top: float, bottom: float, width: float) -> list[str]:
    if chart.target is None:
        return []
    x, text = scale.at(chart.target), say.target(chart, chart.target, lang)
    room = typeset.width(text, 12) / 2
    middle = min(max(x, room), width - room)
    return [
        canvas.goal(x, top - 6, x, bottom + 4),
        canvas.words(middle, top - 10, text, 12, anchor="middle"),
    ]
