"""A map of the world in five tints, grey where nothing was reported, and what the tints mean; its numbers stand beside it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from opsplanner.documents import palette, typeset
from opsplanner.documents import sentences as say
from opsplanner.documents.chart import Chart
from opsplanner.documents.drawing import bars, canvas, geography
from opsplanner.documents.drawing.canvas import SIZE, SWATCH, Drawing

GAP = 24


def draw(chart: Chart, lang: str, width: float) -> Drawing:
    """The map, and under it the greatest places as bars."""
    world, below = places(chart, lang, width), bars.side_by_side(chart.bars(), lang, width)
    return Drawing(world.height + GAP + below.height, (*world.marks, canvas.moved(below, 0, world.height + GAP)))


def places(chart: Chart, lang: str, width: float) -> Drawing:
    """The map alone, with the key of its tints."""
    tints = _tints(chart)
    marks = []
    for country in geography.countries(round(width)):
        fill = tints.get(country.code, palette.CANVAS)
        shape: dict[str, Any] = {"fill": fill, "stroke": palette.CONTEXT, "stroke_width": 0.4}
        if country.path:
            marks.append(canvas.tag("path", d=country.path, **shape))
        if country.dot and country.code in tints:
            marks.append(canvas.tag("circle", cx=country.dot[0], cy=country.dot[1], r=3, **shape))
    high = geography.height(round(width)) + 8
    key = _key(chart, lang, width)
    return Drawing(high + key.height, (*marks, canvas.moved(key, 0, high)))


def _tints(chart: Chart) -> dict[str, str]:
    """The colour of each place by its code on the map."""
    values = chart.series[0].values
    greatest = float(_greatest(chart))
    return {
        category.place: palette.CONTEXT if value is None else palette.SEQUENTIAL[palette.step(float(value), greatest)]
        for category, value in zip(chart.categories, values, strict=True)
        if category.place
    }


def _greatest(chart: Chart) -> Decimal:
    known = zip(chart.categories, chart.series[0].values, strict=True)
    return max((value for category, value in known if category.place and value is not None), default=Decimal(0))


def _key(chart: Chart, lang: str, width: float) -> Drawing:
    """Each tint with the least and the greatest number that really stands under it; one that colours nothing is left out."""
    known = zip(chart.categories, chart.series[0].values, strict=True)
    there = [value for category, value in known if category.place and value is not None]
    greatest = float(_greatest(chart))
    marks: list[str] = []
    x, y = 0.0, 0.0
    for shade, colour in enumerate(palette.SEQUENTIAL):
        inside = [value for value in there if palette.step(float(value), greatest) == shade]
        if not inside:
            continue
        ends = dict.fromkeys(say.value(chart, value, lang) for value in (min(inside), max(inside)))
        text = "–".join(ends)
        needed = SWATCH + 26 + typeset.width(text, SIZE)
        if x and x + needed > width:
            x, y = 0.0, y + 22
        marks += [canvas.rect(x, y + 2, SWATCH, SWATCH, colour), canvas.words(x + SWATCH + 6, y + 13, text)]
        x += needed
    return Drawing(y + 26, tuple(marks))
