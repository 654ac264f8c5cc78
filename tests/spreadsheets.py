"""Spreadsheet files made of rows, and workbooks changed part by part as other programs would have written them."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import xlsxwriter

SHEET = "xl/worksheets/sheet1.xml"
STRICT = {
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": b"http://purl.oclc.org/ooxml/officeDocument/relationships",
}
Shape = Callable[[Any, Any], None]


def csv_of(table: Sequence[Sequence[Any]], encoding: str = "utf-8", **style: Any) -> bytes:
    """A csv file."""
    text = io.StringIO(newline="")
    csv.writer(text, **style).writerows(table)
    return text.getvalue().encode(encoding)


def xlsx_of(sheets: Mapping[str, Sequence[Sequence[Any]]], shape: Shape | None = None, **options: Any) -> bytes:
    """A workbook with these sheets; dates are written as dates; `shape` may change it before it is closed."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "dd/mm/yyyy", **options})
    for name, table in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(table):
            sheet.write_row(number, 0, row)
    if shape:
        shape(book, book.worksheets())
    book.close()
    return out.getvalue()


def repacked(content: bytes, change: Callable[[str, bytes], bytes], **added: bytes) -> bytes:
    """A workbook with its parts changed, and others added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, change(name, source.read(name)))
        for name, part in added.items():
            target.writestr(name, part)
    return out.getvalue()


def with_sheet(content: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """A workbook whose first sheet's XML is changed."""
    return repacked(content, lambda name, part: change(part) if name == SHEET else part)


def strict_with_a_false_dimension(content: bytes) -> bytes:
    """The same workbook with ISO/IEC 29500 strict names, and a dimension that says there is only one cell."""

    def change(_name: str, part: bytes) -> bytes:
        for transitional, strict in STRICT.items():
            part = part.replace(transitional, strict)
        return re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', part)

    return repacked(content, change)


def failed_and_never_calculated(content: bytes) -> bytes:
    """Of three rows with a text in D: row 2 has an error value there, row 3 a formula without value, row 4 one with a value."""

    def change(part: bytes) -> bytes:
        part = re.sub(rb'<c r="D2"[^>]*><v>\d+</v></c>', b'<c r="D2" t="e"><v>#REF!</v></c>', part)
        part = re.sub(rb'<c r="D3"[^>]*><v>\d+</v></c>', b'<c r="D3"><f>A1</f></c>', part)
        return re.sub(rb'<c r="D4"[^>]*><v>\d+</v></c>', b'<c r="D4" t="str"><f>A1</f><v>Khorgos</v></c>', part)

    return with_sheet(content, change)


def formatted_to_the_last_row(content: bytes) -> bytes:
    """Two rows, then thousands with nothing but a format, down to the last row there can be."""
    blank = b"".join(b'<row r="%d"><c r="A%d" s="0"/></row>' % (row, row) for row in [*range(4, 5000), 1048576])
    return with_sheet(content, lambda part: part.replace(b"</sheetData>", blank + b"</sheetData>"))


def with_prefixed_names(content: bytes) -> bytes:
    """Every tag of the sheet with a namespace prefix, as some libraries write them."""

    def change(part: bytes) -> bytes:
        part = re.sub(rb"<(/?)([a-zA-Z])", rb"<\1x:\2", part.replace(b"xmlns=", b"xmlns:x="))
        return part.replace(b"<x:?xml", b"<?xml")

    return with_sheet(content, change)
