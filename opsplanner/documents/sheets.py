"""Sheets of plain cells as one workbook: nothing formatted but days, no formula, no link."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime

import xlsxwriter

from opsplanner.documents.lists import Cell
from opsplanner.documents.tables import OPTIONS, write_cell


def sheets_xlsx(sheets: Iterable[tuple[str, Iterable[Sequence[Cell]]]]) -> bytes:
    """Each sheet by its name and rows, as .xlsx; rows are taken one after another and not kept."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {**OPTIONS, "constant_memory": True}) as book:
        plain = book.add_format()
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        for name, rows in sheets:
            page = book.add_worksheet(name[:31])
            for number, row in enumerate(rows):
                for at, value in enumerate(row):
                    form = moment if isinstance(value, datetime) else day if isinstance(value, date) else plain
                    write_cell(page, number, at, value, form)
    return out.getvalue()
