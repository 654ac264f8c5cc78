"""A marked workbook made anew from what was read, where the Member's own file cannot be kept: text files, .xls, .ods, very large ones."""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from itertools import chain, count
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from opsplanner.records.child.marking import TINTS, WIDTHS
from opsplanner.records.choose import lists_errors
from opsplanner.records.marks import Marks, SheetMarks
from opsplanner.records.sheet import Book, Cell, Sheet, Special
from opsplanner.records.template import SHEETS, STAMP_SHEET

OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
# Colours with their opacity before them, as the other writer wants them.
LOOKS = {"": {}, **{name: {"bg_color": f"#{color[2:]}"} for name, color in TINTS.items()}}
DAY, MOMENT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm"
NO_MARKS = SheetMarks()
# What the name of a sheet may not hold, and how long it may be.
UNFIT, LONGEST = re.compile(r"[\[\]:*?/\\]"), 31


def rewrite(book: Book, marks: Marks) -> bytes:
    """The sheets as they were read, each cell at its address, with what is marked; the list of errors last, instead of an earlier one."""
    kept = [sheet for sheet in book.sheets if not lists_errors(sheet)]
    names: dict[str, str] = {}
    for sheet in kept:
        names[sheet.name] = _free(sheet.name, names.values())
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as made:
        formats = {
            (tint, form): made.add_format({**look, **({"num_format": form} if form else {})})
            for tint, look in LOOKS.items()
            for form in ("", DAY, MOMENT)
        }
        for sheet in kept:
            page = made.add_worksheet(names[sheet.name])
            if sheet.name == STAMP_SHEET:
                page.very_hidden()
            elif sheet.hidden:
                page.hide()
            _write(page, sheet, marks.sheets.get(sheet.name, NO_MARKS), formats)
        bold, wrapped = made.add_format({"bold": True}), made.add_format({"text_wrap": True})
        _list(made.add_worksheet(_free(marks.name, names.values())), marks, names, bold, wrapped)
    return out.getvalue()


def _free(name: str, taken: Collection[str]) -> str:
    """A name for a sheet that a workbook takes: short, of plain signs, and not met yet."""
    plain = UNFIT.sub("_", name).strip("'")[:LONGEST] or SHEETS.results
    met = {each.casefold() for each in taken}
    numbered = (f"{plain[: LONGEST - len(str(n))]}{n}" for n in count(1))
    return next(each for each in chain([plain], numbered) if each.casefold() not in met)


def _write(page: Worksheet, sheet: Sheet, marks: SheetMarks, formats: Mapping[tuple[str, str], Format]) -> None:
    """Row by row, as the writer wants it; rows of a text file keep the order they have, whatever their line numbers."""
    places = {sheet.row_number(row): row for row in range(sheet.length)} if sheet.lines is not None else None

    def at(row: int) -> int:
        return row - 1 if places is None else places[row]

    tints = {(at(row), column - 1): (severity, text) for row, column, severity, text in marks.told}
    put = {(at(row), column - 1): (kind, value) for row, column, kind, value in marks.put}
    cleared = set(map(at, marks.cleared))
    by_row: dict[int, dict[int, tuple[str, Any]]] = {}
    for (row, column), given in put.items():
        by_row.setdefault(row, {})[column] = given
    told_in: dict[int, set[int]] = {}
    for row, column in tints:
        told_in.setdefault(row, set()).add(column)
    for row in range(sheet.length):
        cells = dict(_cells(sheet, row)) if row not in cleared else {}
        cells |= {column: _value(*given) for column, given in by_row.get(row, {}).items()}
        for column in sorted({*cells, *told_in.get(row, ())}):
            severity, text = tints.get((row, column), ("", ""))
            _cell(page, row, column, cells.get(column), severity, formats)
            if text:
                page.write_comment(row, column, text, {"x_scale": 2, "y_scale": 1.5})


def _cells(sheet: Sheet, row: int) -> Iterator[tuple[int, Cell]]:
    for number, column in enumerate(sheet.columns, sheet.left):
        cell = column.cell(row)
        if cell not in (None, ""):
            yield number, cell


def _value(kind: str, value: Any) -> Cell:
    return date.fromisoformat(value) if kind == "day" else value


def _cell(
    page: Worksheet, row: int, column: int, cell: Cell, tint: str, formats: Mapping[tuple[str, str], Format]
) -> None:
    plain = formats[tint, ""]
    match cell:
        case None | "":
            page.write_blank(row, column, None, plain)
        case bool():
            page.write_boolean(row, column, cell, plain)
        case Special():
            # As it was: a formula that no program has worked out.
            page.write_formula(row, column, "=NA()", plain, "")
        case datetime():
            page.write_datetime(row, column, cell, formats[tint, MOMENT])
        case date():
            page.write_datetime(row, column, cell, formats[tint, DAY])
        case int() | float():
            page.write_number(row, column, cell, plain)
        case _:
            page.write_string(row, column, cell, plain)


def _list(page: Worksheet, marks: Marks, names: Mapping[str, str], bold: Format, wrapped: Format) -> None:
    for column, width in enumerate(WIDTHS):
        page.set_column(column, column, width)
    words = marks.words
    for row, text in enumerate((words["title"], words["how"], words["more"])):
        page.write_string(row, 0, text, bold if row == 0 else None)
    for column, word in enumerate(("cell", "found", "rule", "what")):
        page.write_string(3, column, words[word], bold)
    for row, (sheet, address, found, rule, what) in enumerate(marks.lines, 4):
        name = names.get(sheet, sheet).replace("'", "''")
        place = f"{sheet}!{address}" if sheet and address else sheet or address
        if address:
            page.write_url(row, 0, f"internal:'{name}'!{address}", string=place)
        else:
            page.write_string(row, 0, place)
        for column, text in enumerate((found, rule, what), 1):
            page.write_string(row, column, text, wrapped)
    page.freeze_panes(4, 0)
