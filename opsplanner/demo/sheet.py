"""A Member's own workbook of the demo: sheets Results and Effort under the labels of a language, with true dates and numbers."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter

from opsplanner.records.field import Field, Level
from opsplanner.records.kinds.registry import kind_of
from opsplanner.records.table import EFFORT, RESULTS
from opsplanner.records.template import SHEETS, Template

Row = Mapping[str, Any]
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
# The file is made of the same bytes whenever the demo is loaded.
MADE = datetime(2014, 1, 1)  # noqa: DTZ001 - a workbook's own date has no zone


def compose(template: Template, lang: str, results: Sequence[Row], effort: Sequence[Row]) -> bytes:
    """The workbook; only columns in which something stands."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS)
    book.set_properties({"created": MADE})
    for name, rows, levels in ((SHEETS.results, results, RESULTS), (SHEETS.effort, effort, EFFORT)):
        if rows:
            _write(book, name, _used(template, rows, levels), rows, lang)
    book.close()
    return out.getvalue()


def _used(template: Template, rows: Sequence[Row], levels: tuple[Level, ...]) -> list[Field]:
    told = {key for row in rows for key, value in row.items() if value not in (None, "", [])}
    return [field for field in template.at(*levels) if field.key in told]


def _write(book: xlsxwriter.Workbook, name: str, fields: Sequence[Field], rows: Sequence[Row], lang: str) -> None:
    sheet = book.add_worksheet(name)
    head, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.freeze_panes(1, 1)
    for column, field in enumerate(fields):
        sheet.set_column(column, column, 22)
        sheet.write_string(0, column, field.label.to(lang), head)
        for number, row in enumerate(rows, start=1):
            value = row.get(field.key)
            if value in (None, "", []):
                continue
            if isinstance(value, date):
                sheet.write_datetime(number, column, datetime.combine(value, datetime.min.time()), day)
            elif field.kind in ("integer", "decimal"):
                sheet.write_number(number, column, float(value))
            else:
                sheet.write_string(number, column, kind_of(field.kind).show(value, lang, field))
