"""A plain list as a workbook: heads, true types, filter buttons, widths that fit; for contact lists, boards, cases."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

import xlsxwriter

from opsplanner.documents import palette
from opsplanner.documents.lists import Cell, Column

OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "remove_timezone": True}
FORMATS = {"text": {}, "number": {}, "day": {"num_format": "yyyy-mm-dd"}, "moment": {"num_format": "yyyy-mm-dd hh:mm"}}
NARROWEST, WIDEST = 8, 60
MEASURED = 1000  # rows that widths are fitted to


def table_xlsx(
    columns: Sequence[Column], rows: Iterable[Sequence[Cell]], sheet: str = "List", notes: Sequence[str] = ()
) -> bytes:
    """The rows under their heads; `notes` (as of when, who may see it) stand on a sheet of their own.

    Rows are taken one after another and not kept, so a list may be long.
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {**OPTIONS, "constant_memory": True}) as book:
        page = book.add_worksheet(sheet[:31])
        head = book.add_format(
            {"bold": True, "bg_color": palette.CANVAS, "bottom": 1, "text_wrap": True, "valign": "top"}
        )
        forms = [book.add_format({"valign": "top", **FORMATS[column.kind]}) for column in columns]
        widths = [max(column.width, NARROWEST, min(len(column.label) + 4, WIDEST)) for column in columns]
        for at, column in enumerate(columns):
            page.write_string(0, at, column.label, head)
        last = 0
        for last, row in enumerate(rows, start=1):
            for at, value in enumerate(row):
                write_cell(page, last, at, value, forms[at])
                if last <= MEASURED and isinstance(value, str) and columns[at].width == 0:
                    widths[at] = max(widths[at], min(len(value) + 2, WIDEST))
        for at, width in enumerate(widths):
            page.set_column(at, at, width)
        page.autofilter(0, 0, last, max(len(columns) - 1, 0))
        page.freeze_panes(1, 1)
        page.repeat_rows(0)
        page.set_landscape()
        page.fit_to_pages(1, 0)
        if notes:
            write_notes(book, notes)
    return out.getvalue()


def write_cell(page: Any, row: int, column: int, value: Cell, form: Any) -> None:
    """A value in its own type: text stays text whatever it starts with, a moment is told in UTC."""
    if value is None or value == "":
        page.write_blank(row, column, None, form)
    elif isinstance(value, str):
        page.write_string(row, column, value[:32767], form)
    elif isinstance(value, bool):
        page.write_boolean(row, column, value, form)
    elif isinstance(value, datetime):
        page.write_datetime(row, column, value.astimezone(UTC) if value.tzinfo else value, form)
    elif isinstance(value, date):
        page.write_datetime(row, column, value, form)
    else:
        page.write_number(row, column, value, form)


def write_notes(book: Any, notes: Sequence[str]) -> None:
    """What must be known about the list, on a sheet behind it."""
    page = book.add_worksheet("Notes")
    page.set_column(0, 0, 100)
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for row, note in enumerate(notes):
        page.write_string(row, 0, note, wrapped)
