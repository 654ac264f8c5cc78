"""The good row that every odd sheet is made from, and the ways to write rows as a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from opsplanner.results.standard import standard_fields
from tests.spreadsheets import csv_of

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


def several(files: Mapping[str, Made]) -> None:
    """Registers what makes the file of each name."""
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
    plain = [[cell.strftime("%d.%m.%Y") if isinstance(cell, date) else cell for cell in row] for row in table]
    return csv_of(plain, encoding, **style)
