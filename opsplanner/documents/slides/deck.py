"""The order of a deck: cover, key figures, one idea a slide, and last the method with who reported and who did not."""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from pptx import Presentation
from pptx.util import Pt

from opsplanner.documents import palette, sentences, typeset, typesetter, words
from opsplanner.documents.chart import OTHERS, Chart
from opsplanner.documents.document import Document, Measure
from opsplanner.documents.slides import page as pages
from opsplanner.documents.slides import plots, tables
from opsplanner.documents.slides.page import Page
from opsplanner.documents.words import say

TEMPLATE = typesetter.HERE / "layouts" / "deck.pptx"
TEXT_HEIGHT = 325  # points of the body of a slide of text
ROOMY = 8  # so many rows may be set larger
TEXT_SIZES = (14, 12, 11, 10, 9, 8)
Slide = Callable[[Any, str], None]


def write(document: Document, languages: Sequence[str]) -> bytes:
    """The deck; in two languages every slide stands in the first, then in the second, with the same numbers."""
    deck = Presentation(str(TEMPLATE))
    _properties(deck, document, languages)
    for slide in _slides(document):
        for lang in languages:
            slide(deck, lang)
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def _slides(document: Document) -> Iterator[Slide]:
    """The slides in their order, each to be made in a language."""
    yield partial(_cover, document)
    rounds = math.ceil(len(document.measures) / tables.MOST_ROWS)
    for number in range(rounds):
        yield partial(_key_figures, document, number, rounds)
    for chart in document.charts:
        yield partial(_chart, document, chart)
    if document.notes or document.rosters:
        yield partial(_method, document)


def _properties(deck: Any, document: Document, languages: Sequence[str]) -> None:
    facts, core = document.facts, deck.core_properties
    core.title = f"{facts.operation} – {document.title.to(languages[0])}"
    core.author = facts.source.to(languages[0])
    core.language = " ".join(languages)
    core.keywords = "; ".join(sentences.notices(facts, languages[0]))
    core.created = core.modified = facts.instant().replace(tzinfo=None)


def _cover(document: Document, deck: Any, lang: str) -> None:
    page = Page(deck, "Title", lang)
    facts = document.facts
    page.text(pages.TITLE, facts.name.to(lang))
    page.text(pages.TOPIC, document.title.to(lang))
    page.text(pages.NOTICES, " · ".join(sentences.notices(facts, lang)))
    page.lines(pages.CONTENT, [words.pair(label, text, lang) for label, text in sentences.facts_table(facts, lang)], 14)
    page.finish()


def _key_figures(document: Document, at: int, rounds: int, deck: Any, lang: str) -> None:
    shown = document.measures[at * tables.MOST_ROWS : (at + 1) * tables.MOST_ROWS]
    page = Page(deck, "Table", lang)
    heads = [text.to(lang) for text in (words.MEASURE, words.VALUE, words.TARGET, words.HOW_COUNTED)]
    rows = [_measure(measure, lang) for measure in shown]
    alt = "; ".join(f"{row[0]} {row[1]}" for row in rows)
    tables.insert(page, alt, [heads, *rows], (27, 16, 14, 43), {1, 2}, 14 if len(rows) <= ROOMY else 12)
    title = words.KEY_FIGURES.to(lang)
    numbered = title if rounds == 1 else say(words.CONTINUED, lang, title=title, n=at + 1, of=rounds)
    page.frame(numbered, document.facts.name.to(lang), sentences.absence_marks(shown, lang), document.facts)
    page.finish("\n".join([alt, sentences.footer(document.facts, lang)]))


def _measure(measure: Measure, lang: str) -> list[str]:
    return [
        measure.label.to(lang),
        sentences.key_figure(measure, measure.value, lang),
        sentences.goal(measure, lang),
        measure.counted.to(lang),
    ]


def _chart(document: Document, chart: Chart, deck: Any, lang: str) -> None:
    legend: list[str] = []
    if not chart.categories or not chart.series:
        page = Page(deck, "Text", lang)
        page.lines(pages.CONTENT, [words.NO_VALUES.to(lang)], 14)
    elif chart.kind in ("table", "matrix"):
        page, legend = _table(chart, deck, lang)
    else:
        page = Page(deck, "Chart", lang)
        frame = plots.insert(page.place(pages.CONTENT), chart.bars(), lang, sentences.alt(chart, lang))
        if chart.kind == "map":
            plots.beside_map(page.slide, frame, chart, lang)
        legend = sentences.absences(chart, lang, target_drawn=chart.shape() == "line")
        if len(chart.series) > 1 and chart.shape() != "line":
            page.key(chart)
    page.frame(chart.title.to(lang), chart.subtitle.to(lang), legend, document.facts, chart.measure)
    page.finish(sentences.speaker_notes(document, chart, lang))


def _table(chart: Chart, deck: Any, lang: str) -> tuple[Page, list[str]]:
    """The first rows of a table or matrix, the gathered others last; its legend says how many more there are."""
    whole, gathers = chart, bool(chart.categories) and chart.categories[-1].code == OTHERS
    chart = whole.folded(tables.MOST_ROWS) if gathers else whole
    page = Page(deck, "Table", lang)
    heads = [words.CATEGORY.to(lang), *(sentences.column(chart, series, lang) for series in chart.series)]
    rows = [
        [category.label.to(lang), *sentences.cells(chart, place, lang)]
        for place, category in enumerate(chart.categories)
    ]
    columns = len(chart.series)
    size = 12 if columns <= 8 else 10 if columns <= 16 else 8
    numbers = set(range(1, columns + 1))
    alt = sentences.alt(chart, lang)
    table = tables.insert(
        page, alt, [heads, *rows[: tables.MOST_ROWS]], (max(3, columns * 0.3), *[1] * columns), numbers, size
    )
    if chart.kind == "matrix":
        _tint(table, chart)
    legend = sentences.legend(chart, lang)
    more = len(whole.categories) - tables.MOST_ROWS
    if more > 0:
        legend.insert(0, say(words.MORE_APART if gathers else words.MORE_ROWS, lang, n=more))
    return page, legend


def _tint(table: Any, chart: Chart) -> None:
    greatest = max((float(value) for value in chart.values()), default=0.0)
    for row, (_, values) in enumerate(list(chart.rows())[: tables.MOST_ROWS], start=1):
        for column, value in enumerate(values, start=1):
            if value is not None:
                tables.tint(table.cell(row, column), palette.step(float(value), greatest))


def _method(document: Document, deck: Any, lang: str) -> None:
    """Notes on the method, then every list of Members in full, in the largest size that holds them."""
    page = Page(deck, "Text", lang)
    parts = [("", note.to(lang)) for note in document.notes]
    for roster in document.rosters:
        names = ", ".join(roster.names(lang)) or words.NOBODY.to(lang)
        parts.append((say(words.ROSTER_HEAD, lang, label=roster.label.to(lang), n=len(roster.members)), names))
    size = next((size for size in TEXT_SIZES if _height(parts, size) <= TEXT_HEIGHT), TEXT_SIZES[-1])
    frame = page.place(pages.CONTENT).text_frame
    for number, (head, text) in enumerate(parts):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.space_before = Pt(size / 2)
        if head:
            page.write(paragraph, head + " ", size, bold=True)
        page.write(paragraph, text, size)
    title = words.METHOD_TITLE if document.rosters else words.METHOD
    page.frame(title.to(lang), document.facts.name.to(lang), [], document.facts)
    page.finish()


def _height(parts: list[tuple[str, str]], size: int) -> float:
    lines = sum(len(typeset.wrap(f"{head} {text}", size, pages.ROOM, 10**6)) for head, text in parts)
    return lines * size * 1.2 + len(parts) * size / 2
