"""The export as a workbook: a summary, one sheet a chart with its exact data and a native chart, and the method."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Container, Iterator, Sequence
from typing import Any

import xlsxwriter

from opsplanner.core.text import Text, in_alphabet
from opsplanner.documents import numerals, palette, sentences, words, workbook_charts
from opsplanner.documents.chart import Chart
from opsplanner.documents.document import Document, Measure
from opsplanner.documents.tables import OPTIONS, WIDEST, write_cell

DATA_ROW = 4
LINE, PIXELS, NUMBER_WIDTH = 15, 20, 18
HEAD = {"bold": True, "bg_color": palette.CANVAS, "bottom": 1, "text_wrap": True, "valign": "bottom"}


def write(document: Document, languages: Sequence[str]) -> bytes:
    """The workbook; in two languages every label stands in both, the numbers once."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {**OPTIONS, "in_memory": True}) as book:
        writer = Writer(book, document, languages)
        writer.properties()
        writer.summary()
        for chart in document.charts:
            writer.chart(chart)
        writer.method()
    return out.getvalue()


class Writer:
    """A workbook being filled."""

    def __init__(self, book: Any, document: Document, languages: Sequence[str]) -> None:
        self.book, self.document, self.languages = book, document, languages
        self.title = book.add_format({"bold": True, "font_size": 16, "font_color": palette.INK})
        self.topic = book.add_format({"font_size": 11, "font_color": palette.MUTED})
        self.notice = book.add_format({"bold": True, "font_color": palette.WARNING_TEXT})
        self.head = book.add_format({**HEAD, "align": "left", "indent": 1})
        self.number_head = book.add_format({**HEAD, "align": "right"})
        self.plain = book.add_format({"valign": "top", "align": "left", "indent": 1})
        self.wrapped = book.add_format({"valign": "top", "text_wrap": True, "align": "left", "indent": 1})
        self.absent = book.add_format({"valign": "top", "align": "right"})

    def both(self, text: Text) -> str:
        """The text in every language of the workbook."""
        return " / ".join(dict.fromkeys(text.to(lang) for lang in self.languages))

    def number(self, decimals: int) -> Any:
        """A format with so many decimals; the separators are those of whoever opens it."""
        return self.book.add_format(
            {"valign": "top", "num_format": "#,##0" + ("." + "0" * decimals if decimals else "")}
        )

    def properties(self) -> None:
        """Title, source and moment of the file; the same document gives the same file."""
        facts, lang = self.document.facts, self.languages[0]
        self.book.set_properties(
            {
                "title": f"{facts.operation} – {self.document.title.to(lang)}",
                "author": facts.source.to(lang),
                "keywords": "; ".join(sentences.notices(facts, lang)),
                "created": facts.instant().replace(tzinfo=None),
            }
        )

    def heading(self, page: Any, title: str, topic: str) -> None:
        """Title, topic and notices, in the first three rows of every sheet."""
        page.hide_gridlines(2)
        page.set_landscape()
        page.fit_to_pages(1, 0)
        page.write_string(0, 0, title, self.title)
        page.write_string(1, 0, topic, self.topic)
        notices = [" · ".join(sentences.notices(self.document.facts, lang)) for lang in self.languages]
        if notices[0]:
            page.write_string(2, 0, " / ".join(dict.fromkeys(notices)), self.notice)

    def summary(self) -> None:
        """The facts, then the key figures with their definitions."""
        page = self.book.add_worksheet(words.SUMMARY.to(self.languages[0]))
        self.heading(page, self.both(self.document.facts.name), self.both(self.document.title))
        page.set_column(0, 0, 36)
        page.set_column(1, 3, 18)
        page.set_column(4, 4, 70)
        row = DATA_ROW
        for lang in self.languages:
            for label, text in sentences.facts_table(self.document.facts, lang):
                page.write_string(row, 0, label, self.plain)
                page.write_string(row, 1, text, self.plain)
                row += 1
        if self.document.measures:
            heads = (words.MEASURE, words.VALUE, words.UNIT, words.TARGET, words.HOW_COUNTED)
            self.table(page, row + 1, [self.both(head) for head in heads], self.measures(), (1, 3), "key_figures")

    def measures(self) -> Iterator[list[tuple[Any, Any]]]:
        """One row a key figure, each cell with its format."""
        for m in self.document.measures:
            form = self.number(decimals(m))
            aim = self.number(numerals.places(m.target)) if m.target is not None else form
            unit = " / ".join(dict.fromkeys(words.unit(m.unit, lang) for lang in self.languages))
            shown = (numerals.HIDDEN, self.absent) if m.hidden else (m.value, form)
            yield [
                (self.both(m.label), self.plain), shown, (unit, self.plain), (m.target, aim), (self.both(m.counted), self.wrapped)
            ]  # fmt: skip

    def table(
        self,
        page: Any,
        row: int,
        heads: Sequence[str],
        rows: Iterator[list[tuple[Any, Any]]],
        numbers: Container[int],
        name: str,
    ) -> int:
        """Heads, as high as the longest needs, and rows, as a table of this name; `numbers` are set to the right.

        Answers the row after the last.
        """
        lines = [math.ceil((len(head) + 2) / NUMBER_WIDTH) for at, head in enumerate(heads) if at in numbers]
        page.set_row(row, LINE * max(lines, default=1))
        told, named = list(rows), apart(heads)
        for at, head in enumerate(named):
            page.write_string(row, at, head, self.number_head if at in numbers else self.head)
        if told:
            forms = [self.number_head if at in numbers else self.head for at in range(len(named))]
            columns = [{"header": head, "header_format": form} for head, form in zip(named, forms, strict=True)]
            frame = {"name": name, "columns": columns, "style": None, "autofilter": False}
            page.add_table(row, 0, row + len(told), len(heads) - 1, frame)
        for cells in told:
            row += 1
            for at, (value, form) in enumerate(cells):
                write_cell(page, row, at, value, form)
        return row + 1

    def chart(self, chart: Chart) -> None:
        """Data on the left, the native chart on the right, what must be known under the data."""
        page = self.book.add_worksheet(chart.key[:31])
        self.heading(page, self.both(chart.title), self.both(chart.subtitle))
        first = 1 + len(self.languages)
        numbers = range(first, first + len(chart.series) + chart.aims())
        page.set_column(0, 0, 14)
        page.set_column(1, first - 1, label_width(chart, self.languages))
        page.set_column(first, max(first, numbers.stop - 1), NUMBER_WIDTH)
        units = [Text.of(**{lang: sentences.column(chart, s, lang) for lang in self.languages}) for s in chart.series]
        labels = [words.CATEGORY.to(lang) for lang in self.languages]
        shown = chart.ordered() if chart.kind == "map" else chart
        units += [words.TARGET] if chart.aims() else []
        heads = [self.both(words.CODE), *labels, *(self.both(unit) for unit in units)]
        end = self.table(page, DATA_ROW, heads, self.values(shown), numbers, table_name(chart.key))
        page.freeze_panes(DATA_ROW + 1, 0)
        if chart.categories and chart.series and chart.kind not in ("table", "matrix"):
            folded, head_row = chart.bars(), DATA_ROW
            if len(folded.categories) < len(shown.categories):
                head_row, end = (
                    end + 1,
                    self.table(page, end + 1, heads, self.values(folded), numbers, f"{table_name(chart.key)}_drawn"),
                )
            drawn, high = workbook_charts.make(self.book, page, folded, head_row, 1, first)
            alt = " / ".join(sentences.alt(chart, lang) for lang in self.languages)
            page.insert_chart(DATA_ROW, numbers.stop + 1, drawn, {"description": alt, "object_position": 3})
            end = max(end, DATA_ROW + math.ceil(high / PIXELS))
        for number, line in enumerate(self.remarks(chart)):
            page.write_string(end + 1 + number, 0, line, self.topic)

    def values(self, chart: Chart) -> Iterator[list[tuple[Any, Any]]]:
        """One row a category: code, label in each language, exact values; empty where nobody reported."""
        form = self.number(
            max((numerals.places(value, chart.decimals) for value in chart.values()), default=chart.decimals)
        )
        for place, category in enumerate(chart.categories):
            labels = [(category.label.to(lang), self.plain) for lang in self.languages]
            shown = [
                (numerals.HIDDEN, self.absent) if place in s.hidden else (s.values[place], form) for s in chart.series
            ]  # fmt: skip
            target = [(chart.target, form)] if chart.aims() else []
            yield [(category.code, self.plain), *labels, *shown, *target]

    def remarks(self, chart: Chart) -> Iterator[str]:
        """Under the data: absences, target, footnotes, how it is counted, the facts."""
        for lang in self.languages:
            yield from sentences.absences(chart, lang)
            if counted := chart.how_counted.to(lang):
                yield words.say(words.COUNTED, lang, text=counted)
            yield sentences.footer(self.document.facts, lang, chart.measure)

    def method(self) -> None:
        """Notes on the method, then the lists of Members side by side."""
        page = self.book.add_worksheet(words.METHOD.to(self.languages[0]))
        self.heading(page, self.both(words.METHOD_TITLE), self.both(self.document.facts.name))
        page.set_column(0, max(len(self.document.rosters) - 1, 0), 40)
        row = DATA_ROW
        for lang in self.languages:
            for note in self.document.notes:
                page.write_string(row, 0, note.to(lang), self.plain)
                row += 1
        for at, roster in enumerate(self.document.rosters):
            page.write_string(row + 1, at, f"{self.both(roster.label)} ({len(roster.members)})", self.head)
            members = sorted(roster.members, key=lambda each: in_alphabet(each.to(self.languages[0])))
            for number, member in enumerate(members):
                page.write_string(row + 2 + number, at, self.both(member), self.plain)


def apart(heads: Sequence[str]) -> list[str]:
    """The heads of a table, which no two columns may share: one that stands there already gets its place."""
    seen: set[str] = set()
    told = []
    for place, head in enumerate(heads, start=1):
        name = f"{head} ({place})" if not head or head.casefold() in seen else head
        seen.add(name.casefold())
        told.append(name)
    return told


def table_name(key: str) -> str:
    """A name as spreadsheet programs take them for tables, the same in every language: formulas hold on to it."""
    return f"chart_{re.sub('[^A-Za-z0-9_]', '_', key)}"


def label_width(chart: Chart, languages: Sequence[str]) -> int:
    """So wide that the longest name is seen whole, within reason."""
    longest = max((len(category.label.to(lang)) for category in chart.categories for lang in languages), default=0)
    return min(max(longest + 2, 16), WIDEST)


def decimals(measure: Measure) -> int:
    """So many that the value is shown whole."""
    return measure.decimals if measure.value is None else numerals.places(measure.value, measure.decimals)
