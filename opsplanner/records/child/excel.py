"""Excel and OpenDocument workbooks: every part weighed, then read by calamine, or by openpyxl when calamine cannot."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from itertools import repeat
from typing import Any

import python_calamine
from python_calamine import CalamineError, CalamineSheet, PasswordError, SheetTypeEnum, SheetVisibleEnum

from . import scan
from .archive import inflate, parts
from .encode import Patches, encode
from .refusal import ENCRYPTED, MACRO_SHEET, MACROS_IGNORED, UNREADABLE, UNSAFE, Refused

MOST_SHEETS = 255
# Cells in the rectangle around all values; calamine lays it out whole.
MOST_CELLS = 16_000_000
Sheet = dict[str, Any]


def read_zipped(path: str, most_rows: int) -> dict[str, Any]:
    """An .xlsx, .xlsm or .ods file: {"sheets": [...], "notices": [...]}; raises Refused."""
    with open(path, "rb") as file:
        data = file.read()
    found = {part.name: part for part in parts(data)}
    if any(name.lower().startswith("xl/macrosheets/") for name in found):
        raise Refused(MACRO_SHEET)
    looked = scan.Look(most_rows)
    for part in found.values():
        looked.at(part.name, inflate(data, part))
    notices: list[tuple[str, dict[str, str]]] = [(MACROS_IGNORED, {})] if looked.macros else []
    del data
    return {"sheets": sheets(path, most_rows, looked.patches(), looked.hidden_columns()), "notices": notices}


def sheets(path: str, most_rows: int, patches: dict[str, Patches], hidden: dict[str, list[int]]) -> list[Sheet]:
    """All sheets of a workbook, with what calamine does not tell put in from `patches` and `hidden`; raises Refused."""
    try:
        book = python_calamine.load_workbook(path)
        kinds = {each.name: each for each in book.sheets_metadata}
        if any(each.typ == SheetTypeEnum.MacroSheet for each in kinds.values()):
            raise Refused(MACRO_SHEET)
        if len(kinds) > MOST_SHEETS:
            raise Refused(UNSAFE)
        names = [name for name, each in kinds.items() if each.typ == SheetTypeEnum.WorkSheet]
        return [
            _sheet(book.get_sheet_by_name(name), kinds[name].visible, most_rows, patches.get(name, {}))
            | {"hidden_columns": hidden.get(name, [])}
            for name in names
        ]
    except PasswordError:
        raise Refused(ENCRYPTED) from None
    except CalamineError:
        return _second_opinion(path, most_rows)


def _sheet(sheet: CalamineSheet, visible: SheetVisibleEnum, most_rows: int, patches: Patches) -> Sheet:
    """Rows from the sheet's very first one on; columns from the first that holds anything."""
    start, end = sheet.start or (0, 0), sheet.end or (0, -1)
    if (end[0] + 1) * (end[1] + 1) > MOST_CELLS:
        raise Refused(UNSAFE)
    rows: Iterator[list[Any]] = sheet.iter_rows() if sheet.start else iter(())
    columns = encode(_patched(rows, start[1], patches), end[1] - start[1] + 1, most_rows)
    return {
        "name": sheet.name,
        "hidden": visible != SheetVisibleEnum.Visible,
        "left": start[1],
        "length": end[0] + 1 if sheet.start else 0,
        "columns": columns,
        "lines": None,
    }


def _patched(rows: Iterator[list[Any]], left: int, patches: Patches) -> Iterator[list[Any]]:
    """The rows with what calamine does not tell put at its place: error values, formulas never calculated."""
    if not patches:
        return rows
    return (_patch(row, left, patches.get(number)) for number, row in enumerate(rows))


def _patch(row: list[Any], left: int, patch: dict[int, Any] | None) -> list[Any]:
    for column, cell in (patch or {}).items():
        if 0 <= column - left < len(row):
            row[column - left] = cell
    return row


def _second_opinion(path: str, most_rows: int) -> list[Sheet]:
    """Read by openpyxl, which forgives more; loaded only now because that takes longer than most files."""
    sys.modules.setdefault("numpy", None)  # type: ignore[arg-type]  # not needed here, and slow to load
    openpyxl = importlib.import_module("openpyxl")
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
        return [_read_slowly(sheet, most_rows) for sheet in book.worksheets]
    except Refused:
        raise
    except Exception:  # noqa: BLE001 - whatever it trips over, the file could not be read
        raise Refused(UNREADABLE) from None


def _read_slowly(sheet: Any, most_rows: int) -> Sheet:
    sheet.reset_dimensions()
    rows = [list(row) for _, row in zip(range(most_rows + 1), sheet.iter_rows(values_only=True), strict=False)]
    width = max(map(len, rows), default=0)
    level = [[*row, *repeat("", width - len(row))] for row in rows]
    return {
        "name": sheet.title,
        "hidden": sheet.sheet_state != "visible",
        "left": 0,
        "length": len(level),
        "columns": encode(level, width, most_rows),
        "lines": None,
    }
