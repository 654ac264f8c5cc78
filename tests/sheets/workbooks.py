"""Workbooks: sheets, headings, dates, hidden and hurt cells, as several programs leave them."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from tests import spreadsheets
from tests.sheets.base import FILES, Table, grid, several

FOLDER = Path(__file__).parent / "made"
ABOVE: Table = [["Customs of Kazakhstan"], [], ["Operation", "OP1"], [], ["Month", "March"], []]


def book(*sheets: tuple[str, Table], **options: Any) -> bytes:
    """A workbook of sheets in that order."""
    return spreadsheets.xlsx_of(dict(sheets), **options)


def results(*changes: dict[str, Any], **options: Any) -> bytes:
    """A workbook of one sheet."""
    return book(("Results", grid(*changes)), **options)


def saved(change: Any, *sheets: tuple[str, Table]) -> bytes:
    """A workbook changed and saved by openpyxl."""
    loaded = openpyxl.load_workbook(io.BytesIO(book(*sheets)))
    change(loaded)
    out = io.BytesIO()
    loaded.save(out)
    return out.getvalue()


def hide(name: str) -> Any:
    """Hides one sheet."""

    def change(loaded: Any) -> None:
        loaded.create_sheet("Cover", 0).append(["Cover page"])
        loaded[name].sheet_state = "hidden"

    return change


def hide_column(made_book: Any, sheets: Any) -> None:
    """Column L is not seen."""
    sheets[0].set_column("L:L", None, None, {"hidden": True})


def merged_heads(made_book: Any, sheets: Any) -> None:
    """Quantity and unit stand under one merged heading."""
    sheets[0].merge_range("L1:M1", "Amount found")
    sheets[0].write_row("L2", ["Quantity", "Unit"])


def two_rows_of_heads() -> bytes:
    """The headings in row 1, but for quantity and unit, which are in row 2."""
    table = grid({})
    table[0][11:] = ["", ""]
    return book(("Results", [table[0], [""] * 13, *table[1:]]), shape=merged_heads)


def with_stamp(operation: str, member: str) -> bytes:
    """A workbook that says whose it is."""
    entries = {"operation": operation, "member": member, "version": "1", "language": "en", "kind": "results"}
    return book(("Results", grid({})), ("_meta", [[key, value] for key, value in entries.items()]))


several(
    {
        "plain.xlsx": lambda: results({}, {"detected_on": date(2026, 3, 5), "quantity": 0.75}),
        "dates_1904.xlsx": lambda: results({}, date_1904=True),
        "inline_texts.xlsx": lambda: results({}, constant_memory=True),
        "hs_as_number.xlsx": lambda: results({"hs_code": 40220}, {"hs_code": 8481.8}),
        "header_in_row_7.xlsx": lambda: book(("Sheet1", [*ABOVE, *grid({}, {"quantity": "~1"})])),
        "two_header_rows.xlsx": two_rows_of_heads,
        "french_labels.xlsx": lambda: book(("Résultats", grid({"unit": "kilogrammes"}, lang="fr"))),
        "russian_labels.xlsx": lambda: book(("Лист1", grid({"unit": "кг"}, lang="ru"))),
        "cover_first.xlsx": lambda: book(("Cover", [["Dear colleagues"], ["Please find below"]]), ("Data", grid({}))),
        "two_alike.xlsx": lambda: book(("March", grid({}, {})), ("April", grid({}))),
        "hidden_sheet.xlsx": lambda: saved(hide("Old"), ("One", grid({})), ("Old", [["x"], ["y"]])),
        "only_match_hidden.xlsx": lambda: saved(hide("One"), ("One", grid({}))),
        "hidden_column.xlsx": lambda: results({}, shape=hide_column),
        "total_row.xlsx": lambda: book(("Results", [*grid({}, {}), [], ["Total", *[""] * 10, 25]])),
        "prefilled_only.xlsx": lambda: book(("Results", [*grid({}), ["KZ-2"], ["KZ-3"]])),
        "columns_begin_at_c.xlsx": lambda: book(("Results", [["", "", *row] for row in grid({"quantity": "~1"})])),
        "macros.xlsm": lambda: spreadsheets.repacked(
            results({}), lambda _, part: part, **{"xl/vbaProject.bin": b"macro"}
        ),
        "other_operation.xlsx": lambda: with_stamp("OP2", "KZ"),
        "other_member.xlsx": lambda: with_stamp("OP1", "GE"),
        "right_stamp.xlsx": lambda: with_stamp("OP1", "KZ"),
        "results_and_effort.xlsx": lambda: book(
            ("Results", grid({})),
            (
                "Effort",
                [["Period from", "Period to", "Consignments examined"], [date(2026, 3, 2), date(2026, 3, 8), "many"]],
            ),
        ),
        "strict_false_dimension.xlsx": lambda: spreadsheets.strict_with_a_false_dimension(results({}, {}, {})),
        "failed_formulas.xlsx": lambda: spreadsheets.failed_and_never_calculated(results({}, {}, {})),
        "formatted_to_the_end.xlsx": lambda: spreadsheets.formatted_to_the_last_row(results({}, {})),
        "prefixed_names.xlsx": lambda: spreadsheets.with_prefixed_names(results({}, {})),
    }
)


several({path.name: path.read_bytes for path in sorted(FOLDER.glob("libreoffice*"))})
several({"results": FILES["plain.xlsx"], "results.": lambda: results({})})
