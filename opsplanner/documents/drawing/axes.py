"""The value axis and the category axis of columns and lines: from zero, few round steps, labels that never touch."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from opsplanner.documents import palette, typeset
from opsplanner.documents import sentences as say
from opsplanner.documents.chart import Chart
from opsplanner.documents.drawing import canvas

PLOT = 280
STEPS = 4
SIZE = 12
WHOLE_NAME = 70  # a longer name is set in several lines


@dataclass(frozen=True, slots=True)
class Axes:
    """The plot between `left` and `right`, `top` and `top` + PLOT, of `count` bands; `ticks` are the round values of its axis."""

    left: float
    right: float
    top: float
    count: int
    ticks: tuple[Decimal, ...]

    def x(self, place: int) -> float:
        """The middle of a band."""
        return self.left + self.band() * (place + 0.5)

    def band(self) -> float:
        """How wide a band is."""
        return (self.right - self.left) / max(self.count, 1)

    def y(self, amount: Decimal) -> float:
        """The height of a value on the page; nothing is drawn under zero."""
        return self.top + PLOT * (1 - float(max(amount, Decimal(0)) / self.ticks[-1]))


def round_steps(greatest: Decimal, whole: bool) -> tuple[Decimal, ...]:
    """From zero to at least `greatest` in three to five steps of 1, 2, 2.5 or 5 times a power of ten; whole numbers for counts."""
    if greatest <= 0:
        return Decimal(0), Decimal(1)
    power = Decimal(10) ** math.floor((greatest / STEPS).log10())
    sizes = [power * size for size in (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))]
    step = next(size for size in sizes if size * STEPS >= greatest)
    if whole:
        step = max(step.to_integral_value(rounding="ROUND_CEILING"), Decimal(1))
    return tuple(step * number for number in range(math.ceil(greatest / step) + 1))


def steps(chart: Chart) -> tuple[Decimal, ...]:
    """The round values of a chart's axis, its target included."""
    return round_steps(
        max([*chart.values(), chart.target or Decimal(0)], default=Decimal(0)), whole=chart.decimals == 0
    )


def last(values: Sequence[object]) -> int | None:
    """Where the last value is."""
    return next((place for place in range(len(values) - 1, -1, -1) if values[place] is not None), None)


def ends(chart: Chart) -> list[float]:
    """How far under the top of the axis each line ends, as a share of its height; a line without a value at the top."""
    top = steps(chart)[-1]
    found = [next((value for value in reversed(series.values) if value is not None), top) for series in chart.series]
    return [float(1 - value / top) for value in found]


def apart(heights: Sequence[float], least: float) -> list[float]:
    """How far down each label must move so that none is nearer than `least` to another; in the unit of the heights."""
    shifts, free = [0.0] * len(heights), float("-inf")
    for number in sorted(range(len(heights)), key=lambda number: heights[number]):
        shifts[number] = max(0.0, free - heights[number])
        free = heights[number] + shifts[number] + least
    return shifts


def axes(chart: Chart, lang: str, width: float, top: float, right_room: float, *, numbered: bool = True) -> Axes:
    """Room for the numbers on the left when there are any, `right_room` on the right."""
    ticks = steps(chart)
    left = max(typeset.width(say.value(chart, tick, lang), SIZE) for tick in ticks) + 10 if numbered else 0
    return Axes(left, width - right_room, top, len(chart.categories), ticks)


def grid(chart: Chart, lang: str, place: Axes) -> list[str]:
    """A hairline and a number for each round value; the one at zero is darker."""
    marks: list[str] = []
    for tick in place.ticks:
        y = place.y(tick)
        marks.append(canvas.line(place.left, y, place.right, y, palette.LINE if tick else palette.MUTED))
        marks.append(
            canvas.words(place.left - 8, y + 4, say.value(chart, tick, lang), SIZE, anchor="end", fill=palette.MUTED)
        )
    return marks


def baseline(place: Axes) -> str:
    """The line at zero alone, where every value is labelled."""
    return canvas.line(place.left, place.top + PLOT, place.right, place.top + PLOT, palette.MUTED)


def names(labels: Sequence[str], place: Axes) -> tuple[list[str], float]:
    """The names under the bands, every second or tenth when all would touch; with the height they take."""
    if not labels:
        return [], 0.0
    band = place.band()
    longest = max(typeset.width(label, SIZE) for label in labels)
    if longest > WHOLE_NAME:
        longest = max(typeset.width(word, SIZE) for label in labels for word in label.split(" "))
    every = max(1, math.ceil((longest + 8) / band))
    room = band * every - 8
    lines = [typeset.wrap(label, SIZE, room, 3) for label in labels]
    marks = [
        canvas.words(_inside(place, number, text), place.top + PLOT + 18 + row * 15, text, SIZE, anchor="middle")
        for number in range(0, len(labels), every)
        for row, text in enumerate(lines[number])
    ]
    return marks, 12 + 15 * max(len(lines[number]) for number in range(0, len(labels), every))


def _inside(place: Axes, number: int, text: str) -> float:
    """The middle of a name: under its band, but never beyond the end of the axis."""
    half = typeset.width(text, SIZE) / 2
    return max(min(place.x(number), place.right - half), half)


def target(chart: Chart, lang: str, place: Axes) -> list[str]:
    """The dashed line of the target with its label above it."""
    if chart.target is None:
        return []
    y = place.y(chart.target)
    return [
        canvas.goal(place.left, y, place.right, y),
        canvas.over(place.left + 4, y - 6, say.target(chart, chart.target, lang), SIZE),
    ]
