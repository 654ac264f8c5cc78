"""One chart as a self-contained SVG picture: message, topic, drawing, and the line that says what it is."""

from __future__ import annotations

from collections.abc import Sequence

from opsplanner.documents import palette, sentences, typeset
from opsplanner.documents.chart import Chart
from opsplanner.documents.document import Document, Facts
from opsplanner.documents.drawing import canvas, draw, maps
from opsplanner.documents.drawing.canvas import Drawing

WIDTH, MARGIN = 960, 32
PAGE = 720  # as wide as the text of a sheet of A4
ROOM = WIDTH - 2 * MARGIN
DRAWN_TARGETS = ("bar", "column", "line", "stacked", "map")
FONTS = "'Noto Sans', 'Segoe UI', Roboto, Arial, 'Noto Naskh Arabic', sans-serif"


def write(document: Document, languages: Sequence[str]) -> bytes:
    """The document's one chart, framed by its facts, in the first language."""
    return framed(document.charts[0], document.facts, languages[0]).encode("utf-8")


def framed(chart: Chart, facts: Facts, lang: str) -> str:
    """The chart as a picture that may travel alone."""
    head = _head(chart, facts, lang)
    plot = draw(chart, lang, ROOM)
    foot = _foot(chart, facts, lang)
    height = MARGIN + head.height + plot.height + foot.height + MARGIN
    parts = [(head, MARGIN), (plot, MARGIN + head.height), (foot, MARGIN + head.height + plot.height)]
    return _picture(chart, lang, WIDTH, height, [canvas.moved(part, MARGIN, y) for part, y in parts])


def bare(chart: Chart, lang: str, width: float = ROOM) -> str:
    """The drawing alone, for a page that sets title and facts itself; the narrower, the larger its text on the page."""
    plot = draw(chart, lang, width)
    return _picture(chart, lang, width, plot.height, list(plot.marks))


def map_alone(chart: Chart, lang: str) -> str:
    """The map without the bars under it, for a slide that has them beside it."""
    plot = maps.places(chart, lang, WIDTH)
    return _picture(chart, lang, WIDTH, plot.height, list(plot.marks))


def _picture(chart: Chart, lang: str, width: float, height: float, marks: list[str]) -> str:
    described = [
        canvas.tag("title", canvas.plain(chart.title.to(lang)), id="title"),
        canvas.tag("desc", canvas.plain(sentences.alt(chart, lang)), id="desc"),
        canvas.rect(0, 0, width, height, palette.PAPER),
    ]
    return canvas.tag(
        "svg",
        "".join([*described, *marks]),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width:g} {height:g}",
        width=width,
        height=height,
        lang=lang,
        role="img",
        aria_labelledby="title desc",
        font_family=FONTS,
    )


def _head(chart: Chart, facts: Facts, lang: str) -> Drawing:
    """Notices in a tinted band, the title in at most two lines, the subtitle under it."""
    marks: list[str] = []
    y = 0.0
    if notices := sentences.notices(facts, lang):
        lines = typeset.wrap(" · ".join(notices), 13, ROOM - 20, 3, bold=True)
        marks.append(canvas.rect(0, 0, ROOM, 10 + 18 * len(lines), palette.WARNING_TINT))
        marks += canvas.block(10, 19, lines, 13, 18, fill=palette.WARNING_TEXT, bold=True)
        y = 10 + 18 * len(lines) + 14
    size = typeset.fit(chart.title.to(lang), (24, 22, 20, 18), ROOM, 2, bold=True)
    title = typeset.wrap(chart.title.to(lang), size, ROOM, 2, bold=True)
    marks += canvas.block(0, y + size, title, size, size * 1.3, bold=True)
    y += size * 1.3 * len(title) + 4
    topic = typeset.wrap(chart.subtitle.to(lang), 15, ROOM, 2)
    marks += canvas.block(0, y + 15, topic, 15, 20, fill=palette.MUTED)
    return Drawing(y + 20 * len(topic) + 18, tuple(marks))


def _foot(chart: Chart, facts: Facts, lang: str) -> Drawing:
    """What the marks mean, footnotes, then source, as of, n of N, filters."""
    lines = [
        line
        for text in sentences.legend(chart, lang, target_drawn=chart.kind in DRAWN_TARGETS)
        for line in typeset.wrap(text, 12, ROOM, 3)
    ]
    facts_lines = typeset.wrap(sentences.footer(facts, lang, chart.measure), 12, ROOM, 4)
    start = 14 + 17 * len(lines) + (8 if lines else 0)
    marks = canvas.block(0, 26, lines, 12, 17)
    marks.append(canvas.line(0, start, ROOM, start, palette.LINE))
    marks += canvas.block(0, start + 20, facts_lines, 12, 17, fill=palette.MUTED)
    return Drawing(start + 8 + 17 * len(facts_lines), tuple(marks))
