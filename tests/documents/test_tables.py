"""A list as a workbook keeps every value in its own type."""

import io
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

from openpyxl import load_workbook

from opsplanner.documents.lists import Column
from opsplanner.documents.tables import table_xlsx

COLUMNS = (
    Column("Member"),
    Column("Cases", "number"),
    Column("Since", "day"),
    Column("Last seen", "moment"),
    Column("On time"),
)
ROWS = (
    (
        "Kazakhstan",
        Decimal("12.5"),
        date(2026, 3, 8),
        datetime(2026, 3, 8, 23, tzinfo=timezone(timedelta(hours=5))),
        True,
    ),
    ('=HYPERLINK("http://x")', 3, None, None, False),
    ("007", None, date(2026, 3, 9), datetime(2026, 3, 9, 8, tzinfo=UTC), None),
)


def test_values_keep_their_types() -> None:
    sheet = load_workbook(io.BytesIO(table_xlsx(COLUMNS, ROWS, "Members"))).worksheets[0]
    assert sheet.title == "Members"
    assert [cell.value for cell in sheet[1]] == ["Member", "Cases", "Since", "Last seen", "On time"]
    assert [str(cell.value) for cell in sheet[2]] == [
        "Kazakhstan",
        "12.5",
        "2026-03-08 00:00:00",
        "2026-03-08 18:00:00",
        "True",
    ]
    assert [cell.is_date for cell in sheet[2]] == [False, False, True, True, False]
    assert sheet["A3"].data_type == "s"
    assert sheet["A3"].hyperlink is None
    assert sheet["A4"].value == "007"
    assert sheet["B4"].value is None


def test_heads_stay_in_sight_and_can_filter() -> None:
    sheet = load_workbook(io.BytesIO(table_xlsx(COLUMNS, ROWS))).worksheets[0]
    assert sheet.auto_filter.ref == "A1:E4"
    assert sheet.freeze_panes == "B2"


def test_notes_stand_on_a_sheet_behind() -> None:
    book = load_workbook(io.BytesIO(table_xlsx(COLUMNS, ROWS, notes=("As of 8 March 2026", "TLP:GREEN"))))
    assert [cell.value for cell in book["Notes"]["A"]] == ["As of 8 March 2026", "TLP:GREEN"]


def test_an_empty_list_has_its_heads() -> None:
    assert load_workbook(io.BytesIO(table_xlsx(COLUMNS, ()))).worksheets[0]["E1"].value == "On time"


def test_rows_may_come_from_a_generator() -> None:
    sheet = load_workbook(io.BytesIO(table_xlsx((Column("N", "number"),), ((n,) for n in range(500))))).worksheets[0]
    assert sheet.max_row == 501
