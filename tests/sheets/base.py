"""The good row that every odd sheet is made from, and the ways to write rows as a file."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import xlsxwriter

from opsplanner.results.standard import standard_fields

LABELS = {field.key: field.label for field in standard_fields()}
GOOD: dict[str, Any] = {
    "national_ref": "KZ-1",
    "record_kind": "Seizure",
    "detected_on": date(2026, 3, 4),
    "place_name": "Dostyk",
    "direction": "Import",
    "transport_mode": "Road",
    "country_departure": "China",
    "country_destination": "Kazakhstan",
    "detection_basis": "Risk profile",
    "commodity_class": "Drugs",
    "description": "White powder",
    "quantity": 12.5,
    "unit": "kg",
}
Table = list[list[Any]]
Made = Callable[[], bytes]
FILES: dict[str, Made] = {}


def made(name: str) -> Callable[[Made], Made]:
    """Registers what makes the file of that name."""

    def register(make: Made) -> Made:
        FILES[name] = make
        return make

    return register


def several(files: Mapping[str, Made]) -> None:
    """Registers many at once."""
    FILES.update(files)


def rows(*changes: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The good row once for each mapping of changes, each a case of its own."""
    return [{**GOOD, "national_ref": f"KZ-{number}", **change} for number, change in enumerate(changes, 1)]


def grid(*changes: Mapping[str, Any], lang: str = "en", drop: Sequence[str] = ()) -> Table:
    """Headings in a language and the rows; a key that is no field is its own heading."""
    records = rows(*changes)
    keys = [key for key in dict.fromkeys(key for record in records for key in record) if key not in drop]
    heads = [LABELS[key].to(lang) if key in LABELS else key for key in keys]
    return [heads, *([record.get(key, "") for key in keys] for record in records)]


def text(table: Table, encoding: str = "utf-8", **style: Any) -> bytes:
    """A text file; dates as 4 March 2026 is written in most places: 04.03.2026."""
    out = io.StringIO(newline="")
    plain = [[cell.strftime("%d.%m.%Y") if isinstance(cell, date) else cell for cell in row] for row in table]
    csv.writer(out, **style).writerows(plain)
    return out.getvalue().encode(encoding)


def book(*tables: tuple[str, Table], shape: Callable[[Any, Any], None] | None = None, **options: Any) -> bytes:
    """A workbook by xlsxwriter; `shape` may change it before it is closed."""
    out = io.BytesIO()
    made_book = xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "dd/mm/yyyy", **options})
    for name, table in tables:
        sheet = made_book.add_worksheet(name)
        for number, row in enumerate(table):
            sheet.write_row(number, 0, row)
    if shape:
        shape(made_book, made_book.worksheets())
    made_book.close()
    return out.getvalue()


def repacked(content: bytes, change: Callable[[str, bytes], bytes], **added: bytes) -> bytes:
    """An archive with its parts changed, and others added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, change(name, source.read(name)))
        for name, part in added.items():
            target.writestr(name, part)
    return out.getvalue()
