"""A Member's own headings that we do not know are found as the row above the data, never a row of data."""

import pytest

from tests.records.support import take
from tests.spreadsheets import csv_of

DATA = ["J-00{n}", "Seizure", "0{n}/10/2017", "Aktau", "Import", "AE", "Strategic goods", "Valves {n}", "12,5", "KG"]
# Nothing in it that any list of ours holds, but what would be near one of our headings.
FOREIGN = ["{n}", "ჩამორთმევა", "4520{n}", "Plaace", "იმპორტი", "ჩინეთი", "Descriptionn", "ტუმბო", "7.5", "kg"]
GEORGIAN = [
    "ნომერი",
    "შედეგი",
    "თარიღი",
    "ადგილი",
    "მიმართულება",
    "საიდან",
    "საქონელი",
    "აღწერა",
    "რაოდენობა",
    "ერთეული",
]
DUTCH = ["Nr dossier", "Wat gebeurd", "Dagtekening", "Plek", "I/E", "Van", "Soort goed", "Goed", "Hoev.", "Eenh."]
TITLE = ["State Revenue Committee - Journal", *[""] * 9]


@pytest.mark.parametrize("data", [DATA, FOREIGN], ids=["our codes", "own words"])
@pytest.mark.parametrize("headings", [GEORGIAN, DUTCH], ids=["Georgian", "Dutch"])
@pytest.mark.parametrize("above", [0, 3])
def test_the_row_above_the_data_is_taken_for_headings(data: list[str], headings: list[str], above: int) -> None:
    rows = [[cell.format(n=n) for cell in data] for n in range(1, 7)]
    checked = take(csv_of([*[TITLE] * above, headings, *rows]))
    table = checked.matched.tables["case", "line"]
    assert (table.header, table.length) == (above + 1, len(rows))
    assert not checked.matched.headless


def test_a_single_row_of_our_codes_is_no_heading() -> None:
    checked = take(csv_of([GEORGIAN, [cell.format(n=1) for cell in DATA]]))
    assert checked.matched.tables["case", "line"].header == 1
