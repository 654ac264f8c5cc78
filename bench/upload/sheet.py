"""The workbook of the upload benchmark: plausible rows, the same at every run, and the lists that their answers come from."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain
from typing import Any

import xlsxwriter

from opsplanner.core.text import Text
from opsplanner.records.field import Field
from opsplanner.results.standard import standard_template

FIRST = date(2026, 3, 1)
COLUMNS = [
    "national_ref",
    "record_kind",
    "detected_on",
    "place_name",
    "direction",
    "transport_mode",
    "country_departure",
    "country_destination",
    "detection_basis",
    "commodity_class",
    "description",
    "quantity",
    "unit",
    "strategic_class",
    "hs_code",
    "control_entry",
    "licence_status",
    "country_suspected",
    "end_use_concern",
    "reach_back",
    "reach_back_answer",
    "container_no",
]

QUANTITY, UNIT = COLUMNS.index("quantity"), COLUMNS.index("unit")


def rows(count: int, bad: float) -> Iterator[list[str | float | date]]:
    """Plausible rows, the same at every run; `bad` is the share of cells that cannot be stored."""
    dice = random.Random(7)
    for number in range(count):
        row: list[str | float | date] = [
            f"KZ-{number:06d}",
            dice.choice(("seizure", "detention", "checked_released", "Licence query")),
            FIRST + timedelta(days=dice.randrange(31)),
            dice.choice(("Almaty", "Aktau", "Khorgos", "Dostyk")),
            dice.choice(("import", "export", "transit")),
            dice.choice(("road", "rail", "air", "sea")),
            dice.choice(("CN", "RU", "Germany", "TR", "UZ")),
            dice.choice(("KZ", "KG", "France", "PL")),
            dice.choice(("risk_profile", "random")),
            "strategic",
            f"Pump parts, lot {number}",
            round(dice.uniform(0.1, 900), 3),
            dice.choice(("kg", "KGM", "pieces")),
            dice.choice(("CHE", "CON", "NUC")),
            dice.choice(("848180", "841370", "8481.80.99.10")),
            dice.choice(("2B350", "3A001", "")),
            dice.choice(("", "missing", "valid")),
            dice.choice(("", "SY", "KP")),
            "",
            "",
            "",
            dice.choice(("", "CSQU3054383")),
        ]
        if row[UNIT] == "pieces":
            row[QUANTITY] = float(number % 900 + 1)
        yield [_spoilt(value, dice, bad) for value in row] if bad else row


def _spoilt(value: str | float | date, dice: random.Random, bad: float) -> str | float | date:
    return "?!" if dice.random() < bad else value


def workbook(count: int, bad: float = 0.0) -> bytes:
    """The rows as .xlsx, written as Excel would."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        page = book.add_worksheet("Results")
        page.write_row(0, 0, COLUMNS)
        for number, row in enumerate(rows(count, bad), start=1):
            page.write_row(number, 0, row)
    return out.getvalue()


def rules() -> dict[str, Any]:
    """What the peers check by: for every column its level, kind, limits and when it is required, and the code of every word of its list."""
    template = standard_template("BENCH", Text.of("Benchmark"), blocks=("short", "strategic", "container"))
    return {name: _rule(template.by_key[name]) for name in COLUMNS}


def _rule(field: Field) -> dict[str, Any]:
    words: dict[str, str] = {}
    for code in field.options.codes.values() if field.options else ():
        words |= {" ".join(text.split()).casefold(): code.code for text in chain(*code.spellings())}
    needed = field.required
    return {
        "level": field.level,
        "kind": field.kind,
        "length": field.limits.length,
        "needed": [str(needed.word), list(needed.keys), sorted(needed.codes)],
        "words": words,
    }
