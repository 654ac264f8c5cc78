"""Exports: a deck of eight charts, the other formats, and a list of 100,000 rows against the sheet library alone."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial

import xlsxwriter

from bench.report import Section
from bench.table import Table
from bench.timing import take
from opsplanner.core.text import Text
from opsplanner.documents import writers
from opsplanner.documents.chart import Category, Chart, Kind, Series
from opsplanner.documents.document import Document, Facts, Measure
from opsplanner.documents.lists import Column
from opsplanner.documents.tables import OPTIONS, table_xlsx

KINDS: tuple[Kind, ...] = ("line", "bar", "bar", "column", "stacked", "table", "map", "matrix")
COLUMNS = 22
FACTS = Facts("BENCH", Text.of("Benchmark"), datetime(2026, 3, 14, tzinfo=UTC), "submitted", 41, 50, synthetic=True)


def chart(number: int, kind: Kind) -> Chart:
    """Sixteen categories, three series."""
    label = Text.of(f"Chart {number}", fr=f"Graphique {number}")
    categories = tuple(Category(f"c{n}", Text.of(f"Category number {n}"), f"C{n:02}") for n in range(16))
    series = tuple(
        Series(f"s{s}", Text.of(f"Series {s}"), tuple(Decimal(n * s + 1) for n in range(16))) for s in range(1, 4)
    )
    return Chart(f"chart_{number}", kind, label, label, "count", categories, series, measure="cases")


def document(charts: int) -> Document:
    """That many charts, in every kind."""
    measures = tuple(Measure(f"m{n}", Text.of(f"M {n}"), "count", Decimal(n), Text.of("d")) for n in range(8))
    shown = tuple(chart(number, KINDS[number % len(KINDS)]) for number in range(charts))
    return Document(FACTS, Text.of("Results", fr="Résultats"), measures, shown)


def cells(rows: int) -> Iterator[list[str | int]]:
    """Rows of text and numbers in turn."""
    for row in range(rows):
        yield [row if column % 2 else f"text {row} {column}" for column in range(COLUMNS)]


def bare_sheet(rows: int) -> bytes:
    """The same rows by the library alone."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {**OPTIONS, "in_memory": True}) as book:
        page = book.add_worksheet()
        for number, row in enumerate(cells(rows)):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    page.write_string(number, column, value)
                else:
                    page.write_number(number, column, value)
    return out.getvalue()


def our_sheet(rows: int) -> bytes:
    """The rows as a list with heads, types and widths."""
    columns = [Column(f"Column {n}", "number" if n % 2 else "text") for n in range(COLUMNS)]
    return table_xlsx(columns, cells(rows))


def exports(quick: bool) -> Table:
    """Every format of a document of one, eight and sixteen charts."""
    table = Table("One document, by number of charts", against="pptx, English")
    for size in (1, 8) if quick else (1, 8, 16):
        whole = document(size)
        work: dict[str, Callable[[], object]] = {
            "pptx, English": partial(writers.write, "pptx", whole, ["en"]),
            "pptx, English and French": partial(writers.write, "pptx", whole, ["en", "fr"]),
            "xlsx": partial(writers.write, "xlsx", whole, ["en"]),
            "pdf": partial(writers.write, "pdf", whole, ["en"]),
        }
        for name, once in work.items():
            once()
            table.add(name, size, take(once))
    return table


def lists(quick: bool) -> Table:
    """A long list, ours and the library's."""
    table = Table(f"A list of {COLUMNS} columns as a workbook, by rows", against="xlsxwriter alone")
    for size in (1_000,) if quick else (1_000, 10_000, 100_000):
        runs = 3 if size == 100_000 else 5
        table.add("xlsxwriter alone", size, take(partial(bare_sheet, size), runs=runs))
        table.add("table_xlsx", size, take(partial(our_sheet, size), runs=runs))
    return table


def run(quick: bool) -> Section:
    """Both tables."""
    promise = "A deck of eight charts takes at most one second; a workbook of 100,000 rows at most 1.5 times the library alone."
    return Section("Documents", promise, [exports(quick), lists(quick)], ["Libraries loaded, first run not counted."])
