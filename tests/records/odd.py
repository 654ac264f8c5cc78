"""Makes odd but honest files: what other programs, other languages and other habits leave in a spreadsheet."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

from tests.records.support import csv_of, grid, rows, xlsx_of

SHEET = "xl/worksheets/sheet1.xml"
STRICT = {
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": b"http://purl.oclc.org/ooxml/officeDocument/relationships",
}


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


def strict_with_a_false_dimension() -> bytes:
    """ISO/IEC 29500 strict names, and a dimension that says there is only one cell."""

    def change(name: str, part: bytes) -> bytes:
        for transitional, strict in STRICT.items():
            part = part.replace(transitional, strict)
        return re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', part)

    return repacked(xlsx_of({"Results": grid(rows({}, {}, {}))}), change)


def failed_and_never_calculated() -> bytes:
    """Row 2: an error value in D; row 3: a formula without value in D; row 4: a formula with one."""

    def change(part: bytes) -> bytes:
        part = re.sub(rb'<c r="D2"[^>]*><v>\d+</v></c>', b'<c r="D2" t="e"><v>#REF!</v></c>', part)
        part = re.sub(rb'<c r="D3"[^>]*><v>\d+</v></c>', b'<c r="D3"><f>A1</f></c>', part)
        return re.sub(rb'<c r="D4"[^>]*><v>\d+</v></c>', b'<c r="D4" t="str"><f>A1</f><v>Khorgos</v></c>', part)

    return with_sheet(xlsx_of({"Results": grid(rows({}, {}, {}))}), change)


def formatted_to_the_last_row() -> bytes:
    """Thousands of rows with nothing but a format, down to the last row there can be."""
    blank = b"".join(b'<row r="%d"><c r="A%d" s="0"/></row>' % (row, row) for row in [*range(4, 5000), 1048576])
    content = xlsx_of({"Results": grid(rows({}, {}))})
    return with_sheet(content, lambda part: part.replace(b"</sheetData>", blank + b"</sheetData>"))


def with_prefixed_names() -> bytes:
    """Every tag of the sheet with a namespace prefix, as some libraries write them."""

    def change(part: bytes) -> bytes:
        part = re.sub(rb"<(/?)([a-zA-Z])", rb"<\1x:\2", part.replace(b"xmlns=", b"xmlns:x="))
        return part.replace(b"<x:?xml", b"<?xml")

    return with_sheet(xlsx_of({"Results": grid(rows({}, {}))}), change)


def text_file(encoding: str, lang: str, description: str, **style: str) -> bytes:
    """A csv in a language and an encoding."""
    return csv_of(grid(rows({"description": description}, {}), lang), encoding, **style)
