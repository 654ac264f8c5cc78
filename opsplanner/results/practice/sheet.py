"""The practice sheet as a workbook: the very sheet that the operation hands out, filled in with the spoilt rows."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import openpyxl

from opsplanner.records.downloads import write_workbook
from opsplanner.records.stamp import PRACTICE
from opsplanner.records.template import SHEETS, STAMP_SHEET, Template
from opsplanner.results.practice.planted import FIRST_ROW, Row, asked_fields


def compose(template: Template, lang: str, rows: Sequence[Row]) -> bytes:
    """The workbook of a Member, its rows under the labels of the language; its stamp says that it is for practice."""
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(template, lang, references=())))
    page = book[SHEETS.results]
    columns = {cell.value: number for number, cell in enumerate(page[1], start=1)}
    for number, row in enumerate(rows, start=FIRST_ROW):
        for field in asked_fields(template):
            page.cell(number, columns[field.label.to(lang)]).value = _cell(row.get(field.key))
    said = {cells[0].value: cells[1] for cells in book[STAMP_SHEET].iter_rows()}
    said["kind"].value = PRACTICE
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(value: Any) -> Any:
    return datetime.combine(value, datetime.min.time()) if isinstance(value, date) else value
