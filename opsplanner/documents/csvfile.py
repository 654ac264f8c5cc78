"""The export as long CSV: one line a number, for machines (commas) or for a person's spreadsheet (their separators)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from decimal import Decimal

from opsplanner.core.text import begins_formula
from opsplanner.documents import numerals, sentences
from opsplanner.documents.document import Document

HEADER = ("chart", "series", "category", "value", "unit")
Line = tuple[str, str, str, Decimal | str | None, str]


def write(document: Document, languages: Sequence[str]) -> bytes:
    """For machines: commas, decimal points, no byte order mark; labels in the first language.

    What is held back is empty, as it is null in JSON: a note names it, and a column of numbers stays one.
    """
    numbers = (
        (*line[:3], None if line[3] == numerals.HIDDEN else line[3], line[4]) for line in lines(document, languages[0])
    )
    return _encode(numbers, ",", ".").encode("utf-8")


def write_for_people(document: Document, languages: Sequence[str]) -> bytes:
    """For a double click: byte order mark, and the separators that a spreadsheet program of that language expects."""
    separator, point = (",", ".") if languages[0] == "en" else (";", ",")
    return _encode(lines(document, languages[0]), separator, point).encode("utf-8-sig")


def lines(document: Document, lang: str) -> Iterator[Line]:
    """The facts (chart "about"), the notes (chart "note", series the chart or measure they are about), key figures ("measures"), then charts.

    A value is a Decimal, empty where nobody reported, and the cross of numerals where it is held back.
    """
    for label, text in sentences.facts_table(document.facts, lang):
        yield "about", label, text, None, ""
    for key, text in sentences.remarks(document, lang):
        yield "note", key, text, None, ""
    for measure in document.measures:
        yield "measures", measure.key, measure.label.to(lang), _value(measure.value, measure.hidden), measure.unit
    for chart in document.charts:
        for series in chart.series:
            for place, category in enumerate(chart.categories):
                shown = _value(series.values[place], place in series.hidden)
                yield chart.key, series.key, category.label.to(lang), shown, chart.unit


def safe(text: str) -> str:
    """Text that no spreadsheet program will run as a formula."""
    return f"'{text}" if begins_formula(text) else text


def _value(amount: Decimal | None, hidden: bool) -> Decimal | str | None:
    return numerals.HIDDEN if hidden else amount


def _encode(entries: Iterator[Line], separator: str, point: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    writer.writerow(HEADER)
    for chart, series, category, amount, unit in entries:
        shown = numerals.plain(amount).replace(".", point) if isinstance(amount, Decimal) else amount
        writer.writerow((chart, safe(series), safe(category), shown, unit))
    return out.getvalue()
