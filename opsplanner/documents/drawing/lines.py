"""Lines over time: a gap where nobody reported, the name of each series at its end."""

from __future__ import annotations

from decimal import Decimal

from opsplanner.documents import numerals, palette, typeset
from opsplanner.documents import sentences as say
from opsplanner.documents.chart import Chart, Series
from opsplanner.documents.drawing import axes, canvas
from opsplanner.documents.drawing.axes import Axes
from opsplanner.documents.drawing.canvas import SIZE, Drawing

MARKERS_UP_TO = 40
LABEL_LEADING = 18


def draw(chart: Chart, lang: str, width: float) -> Drawing:
    """One line a series; a lone point is still seen by its marker."""
    ends = [_end(chart, series, lang, width * 0.24) for series in chart.series]
    room = max((typeset.width(line, SIZE, bold=True) for lines in ends for line in lines), default=0) + 16
    place = axes.axes(chart, lang, width, 20, room)
    marks = axes.grid(chart, lang, place)
    for number, series in enumerate(chart.series):
        marks += _line(series, lang, place, palette.series_colour(chart, number))
    names, height = axes.names([category.label.to(lang) for category in chart.categories], place)
    marks += [*names, *axes.target(chart, lang, place), *_labels(chart, ends, place)]
    return Drawing(20 + axes.PLOT + height, tuple(marks))


def _line(series: Series, lang: str, place: Axes, colour: str) -> list[str]:
    """The pieces between gaps, then the markers, then the marks of what is not there."""
    steps: list[str] = []
    joined = False
    for at, amount in enumerate(series.values):
        if amount is not None:
            steps.append(f"{'L' if joined else 'M'}{place.x(at):.2f} {place.y(amount):.2f}")
        joined = amount is not None
    marks = (
        [canvas.tag("path", d="".join(steps), fill="none", stroke=colour, stroke_width=2.5, stroke_linejoin="round")]
        if steps
        else []
    )
    for at, amount in enumerate(series.values):
        if amount is None:
            mark = numerals.cell(None, lang, hidden=at in series.hidden)
            marks.append(canvas.words(place.x(at), place.y(Decimal(0)) - 5, mark, 12, anchor="middle", fill=colour))
        elif len(series.values) <= MARKERS_UP_TO or _alone(series, at):
            marks.append(
                canvas.tag(
                    "circle",
                    cx=place.x(at),
                    cy=place.y(amount),
                    r=4,
                    fill=colour,
                    stroke=palette.PAPER,
                    stroke_width=1.5,
                )
            )
    return marks


def _alone(series: Series, at: int) -> bool:
    around = (series.values[place] for place in (at - 1, at + 1) if 0 <= place < len(series.values))
    return all(value is None for value in around)


def _last(series: Series) -> Decimal | None:
    return next((value for value in reversed(series.values) if value is not None), None)


def _end(chart: Chart, series: Series, lang: str, room: float) -> list[str]:
    """What stands at the end of the line: its name and its last value."""
    last = _last(series)
    name = series.label.to(lang)
    return typeset.wrap(name if last is None else f"{name} {say.value(chart, last, lang)}", SIZE, room, 3, bold=True)


def _labels(chart: Chart, ends: list[list[str]], place: Axes) -> list[str]:
    """The labels at the height of their ends, pushed down where they would touch."""
    order = sorted(range(len(ends)), key=lambda number: place.y(_last(chart.series[number]) or Decimal(0)))
    marks: list[str] = []
    free = 0.0
    for number in order:
        series = chart.series[number]
        y = max(place.y(_last(series) or Decimal(0)) + 5 - LABEL_LEADING * (len(ends[number]) - 1) / 2, free)
        marks += canvas.block(
            place.right + 10, y, ends[number], SIZE, LABEL_LEADING, fill=palette.series_colour(chart, number), bold=True
        )
        free = y + LABEL_LEADING * len(ends[number])
    return marks
