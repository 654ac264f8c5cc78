"""The Member's side of the sheet: the downloaded workbook filled in, or a text file of its own, as people do it."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from openpyxl import load_workbook

from opsplanner.results.standard import standard_fields

Row = Mapping[str, object]


def said(row: Row, lang: str) -> Row:
    """The row with its codes as people choose them from the lists of that language."""
    lists = {field.key: field.options for field in standard_fields() if field.options}
    return {key: lists[key].label(str(value), lang) if key in lists else value for key, value in row.items()}


def heading(key: str, lang: str) -> str:
    """The heading of a standard column; a column of the Member's own is called as it is."""
    return next((field.label.to(lang) for field in standard_fields() if field.key == key), key)


def headings(book: bytes, sheet: str = "Results") -> list[str]:
    """The first row of a sheet."""
    return [str(cell.value) for cell in load_workbook(io.BytesIO(book))[sheet][1]]


def filled(book: bytes, lang: str, rows: Sequence[Row], sheet: str = "Results") -> bytes:
    """The downloaded workbook with these rows typed into it, from the second row on; everything else of it stays."""
    opened = load_workbook(io.BytesIO(book))
    page = opened[sheet]
    places = {str(cell.value): cell.column for cell in page[1]}
    for number in range(2, page.max_row + 1):
        for cell in page[number]:
            cell.value = None
    for number, row in enumerate(rows, 2):
        for key, value in row.items():
            page.cell(number, places[heading(key, lang)], value)
    out = io.BytesIO()
    opened.save(out)
    return out.getvalue()


def text(lang: str, rows: Sequence[Row], encoding: str) -> bytes:
    """The same rows as a text file with semicolons, as spreadsheet programs write it in that language."""
    keys = list(dict.fromkeys(key for row in rows for key in row))
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(heading(key, lang) for key in keys)
    for row in rows:
        writer.writerow(row.get(key, "") for key in keys)
    return out.getvalue().encode(encoding)
