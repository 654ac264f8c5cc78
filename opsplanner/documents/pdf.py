"""The export as a tagged PDF: facts, key figures, each chart with its table, the method and who reported."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from opsplanner.documents import palette, sentences, svg, typeset, typesetter, words
from opsplanner.documents.chart import Chart
from opsplanner.documents.document import Document
from opsplanner.documents.paper import Block, Bullets, Grid, Heading, Pairs, Paper, Paragraph, Picture, Section
from opsplanner.documents.words import say

COLOURS = {
    "ink": palette.INK,
    "muted": palette.MUTED,
    "line": palette.LINE,
    "paper": palette.PAPER,
    "warning_text": palette.WARNING_TEXT,
    "warning_tint": palette.WARNING_TINT,
    "sequential": palette.SEQUENTIAL,
    "sequential_ink": palette.SEQUENTIAL_INK,
}
MANY_COLUMNS = 13
LEAST_SHARE, MOST_SHARE = 6, 40  # of a column, in characters
WORD_WIDER, MARGIN = 1.35, 3  # a word of capitals is wider than the usual run of text, and a cell has its margins


def write(document: Document, languages: Sequence[str]) -> bytes:
    """The report; in two languages the whole of it in the first, then in the second."""
    facts = document.facts
    papers = [report(document, lang) for lang in languages]
    return set_papers(papers, facts.source.to(languages[0]), facts.instant())


def set_papers(papers: Sequence[Paper], author: str, at: datetime) -> bytes:
    """Papers set one after another into one PDF/UA-1 file that carries the title of the first; `at` is its date."""
    first = papers[0]
    data = {
        "title": f"{first.title} – {first.subtitle}",
        "author": author,
        "keywords": "; ".join(first.notices),
        "colours": COLOURS,
        "papers": [_with_widths(paper.as_dict()) for paper in papers],
    }
    return typesetter.to_pdf("paper.typ", {"data": json.dumps(data, ensure_ascii=False)}, at)


def report(document: Document, lang: str) -> Paper:
    """The document as a paper in one language."""
    facts = document.facts
    return Paper(
        title=facts.name.to(lang),
        subtitle=document.title.to(lang),
        lang=lang,
        blocks=tuple(_blocks(document, lang)),
        notices=tuple(sentences.notices(facts, lang)),
        footer=sentences.footer(facts, lang),
        page_of=say(words.PAGE, lang, n="{n}", of="{of}"),
    )


def _blocks(document: Document, lang: str) -> Iterator[Block | Section]:
    yield Pairs(tuple(sentences.facts_table(document.facts, lang)))
    if document.measures:
        yield Heading(words.KEY_FIGURES.to(lang))
        yield _key_figures(document, lang)
        yield from _notes(sentences.absence_marks(document.measures, lang))
    for chart in document.charts:
        yield from _chart(chart, lang)
    if document.notes:
        yield Heading(words.METHOD.to(lang))
        yield Bullets(tuple(note.to(lang) for note in document.notes))
    if document.rosters:
        yield Heading(words.WHO_REPORTED.to(lang))
    for roster in document.rosters:
        yield Heading(f"{roster.label.to(lang)} ({len(roster.members)})", 2)
        yield Paragraph(", ".join(roster.names(lang)) or words.NOBODY.to(lang))


def _key_figures(document: Document, lang: str) -> Grid:
    heads = (words.MEASURE, words.VALUE, words.TARGET, words.HOW_COUNTED)
    rows = tuple(
        (
            measure.label.to(lang),
            sentences.key_figure(measure, measure.value, lang),
            sentences.goal(measure, lang),
            measure.counted.to(lang),
        )
        for measure in document.measures
    )
    return Grid(tuple(head.to(lang) for head in heads), rows, frozenset({1, 2}))


def _chart(chart: Chart, lang: str) -> Iterator[Block | Section]:
    """Message, picture, how it is counted and what its marks mean together on a page; then the numbers as a table."""
    head: list[Block] = [Heading(chart.title.to(lang).strip() or chart.key), Paragraph(chart.subtitle.to(lang), "note")]
    if chart.kind not in ("table", "matrix"):
        head.append(Picture(svg.bare(chart, lang, svg.PAGE), sentences.alt(chart, lang)))
    head += _notes(sentences.legend(chart, lang))
    if counted := chart.how_counted.to(lang):
        head.append(Paragraph(say(words.COUNTED, lang, text=counted), "note"))
    yield Section(tuple(head))
    if chart.categories and chart.series:
        yield _table(chart, lang)


def _table(chart: Chart, lang: str) -> Grid:
    heads = (words.CATEGORY.to(lang), *(sentences.column(chart, series, lang) for series in chart.series))
    rows = tuple((c.label.to(lang), *sentences.cells(chart, place, lang)) for place, c in enumerate(chart.categories))
    shades = _shades(chart) if chart.kind == "matrix" else {}
    return Grid(heads, rows, frozenset(range(1, len(heads))), shades)


def _shades(chart: Chart) -> Mapping[tuple[int, int], int]:
    greatest = max((float(value) for value in chart.values()), default=0.0)
    return {
        (row, column): palette.step(float(value), greatest)
        for row, (_, values) in enumerate(chart.rows())
        for column, value in enumerate(values, start=1)
        if value is not None
    }


def _notes(lines: Sequence[str]) -> Iterator[Paragraph]:
    if lines:
        yield Paragraph(" · ".join(lines), "note")


def _with_widths(node: object) -> object:
    """Every table gets the shares of its columns from its longest texts, and every text loses what cannot be printed."""
    if isinstance(node, str):
        return typeset.printable(node)
    if isinstance(node, Mapping):
        more = {"widths": _shares(node["heads"], node["rows"])} if node.get("kind") == "grid" else {}
        return {key: _with_widths(value) for key, value in node.items()} | more
    return [_with_widths(value) for value in node] if isinstance(node, (list, tuple)) else node


def _shares(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[float]:
    least = LEAST_SHARE if len(heads) <= MANY_COLUMNS else 3
    return [
        max(min(max(max(map(len, column)), least), MOST_SHARE), _widest(column))
        for column in zip(heads, *rows, strict=True)
    ]


def _widest(column: Sequence[str]) -> float:
    """What a column needs for its longest word, which does not break; a column of words of one letter needs little."""
    return MARGIN + WORD_WIDER * max(len(word) for cell in column for word in (cell.split() or [""]))
