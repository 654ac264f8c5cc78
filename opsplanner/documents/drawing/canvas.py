"""The few marks a drawing is made of, as SVG text; what a user wrote is always escaped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from opsplanner.documents import palette, typeset
from opsplanner.documents.chart import Chart

SIZE = 14
SWATCH = 12


@dataclass(frozen=True, slots=True)
class Drawing:
    """Marks and the height they need; the width was given."""

    height: float
    marks: tuple[str, ...]


def tag(name: str, content: str = "", **attributes: str | float) -> str:
    """One element; `content` is markup already, attribute names take - for _, an empty attribute is left out."""
    written = "".join(
        f" {key.replace('_', '-')}={quoteattr(_attribute(value))}" for key, value in attributes.items() if value != ""
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def plain(text: str) -> str:
    """A user's text as XML text, without the characters that XML does not know."""
    return escape(typeset.printable(text))


def rect(x: float, y: float, width: float, height: float, fill: str) -> str:
    """A filled rectangle."""
    return tag("rect", x=x, y=y, width=max(width, 0), height=max(height, 0), fill=fill)


def line(x1: float, y1: float, x2: float, y2: float, stroke: str, thick: float = 1, dashed: bool = False) -> str:
    """A straight line."""
    dash = "6 4" if dashed else ""
    return tag("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=stroke, stroke_width=thick, stroke_dasharray=dash)


def words(
    x: float,
    y: float,
    text: str,
    size: float = SIZE,
    *,
    anchor: str = "start",
    fill: str = palette.INK,
    bold: bool = False,
) -> str:
    """One line of text on its baseline."""
    where = "" if anchor == "start" else anchor
    weight = "700" if bold else ""
    return tag("text", plain(text), x=x, y=y, font_size=size, fill=fill, text_anchor=where, font_weight=weight)


def over(x: float, y: float, text: str, size: float = SIZE, *, anchor: str = "start") -> str:
    """One line of text with a white edge, readable on top of other marks."""
    where = "" if anchor == "start" else anchor
    shown = tag(
        "text", plain(text), x=x, y=y, font_size=size, fill=palette.INK, text_anchor=where, paint_order="stroke"
    )
    return tag("g", shown, stroke=palette.PAPER, stroke_width=4, stroke_linejoin="round")


def goal(x1: float, y1: float, x2: float, y2: float) -> str:
    """The dashed line of a target, with a white edge so that it is seen across a dark bar."""
    return line(x1, y1, x2, y2, palette.PAPER, 3.5) + line(x1, y1, x2, y2, palette.INK, 1.5, dashed=True)


def block(
    x: float,
    y: float,
    lines: Sequence[str],
    size: float,
    leading: float,
    *,
    fill: str = palette.INK,
    bold: bool = False,
) -> list[str]:
    """Several lines of text, the first on baseline `y`."""
    return [words(x, y + number * leading, text, size, fill=fill, bold=bold) for number, text in enumerate(lines)]


def key(chart: Chart, lang: str, room: float) -> Drawing:
    """Coloured squares with the names of the series, in their order; wrapped to the room."""
    marks: list[str] = []
    x, y = 0.0, 0.0
    for place, series in enumerate(chart.series):
        shown = typeset.cut(series.label.to(lang), SIZE, room - SWATCH - 6)
        needed = SWATCH + 6 + typeset.width(shown, SIZE)
        if x and x + needed > room:
            x, y = 0.0, y + 22
        colour = palette.series_colour(chart, place)
        marks += [rect(x, y + 2, SWATCH, SWATCH, colour), words(x + SWATCH + 6, y + 13, shown)]
        x += needed + 20
    return Drawing(y + 26, tuple(marks))


def moved(drawing: Drawing, x: float, y: float) -> str:
    """The drawing at another place."""
    return tag("g", "".join(drawing.marks), transform=f"translate({_attribute(x)} {_attribute(y)})")


def _attribute(value: str | float) -> str:
    return typeset.printable(value) if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip(".")
