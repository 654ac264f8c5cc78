"""A marked workbook is sent back as it is: it says what it said, and nothing once its cells are put right."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font, PatternFill

from opsplanner.records.check import Checked, check
from opsplanner.records.guard import Upload, read_sheet
from opsplanner.records.marking import marked_workbook
from opsplanner.records.marks import marks_of
from opsplanner.records.match import match
from opsplanner.records.patches import WHOLE_ROW, Patch, Patches, mend
from opsplanner.records.rewriting import rewrite
from opsplanner.records.sheet import Book
from tests.records.support import EFFORT_ROW, SETTING, TEMPLATE, grid, results, rows
from tests.spreadsheets import csv_of, xlsx_of

MOST = 200_000
WRONG = [
    "",
    "Cocain",
    "СН",
    "-1",
    "a few",
    "12 kg",
    "31/02/2018",
    "2099-01-01",
    "7701",
    "MSC1",
    "#REF!",
    12.5,
    date(2018, 4, 3),
]
FIELDS = [
    "commodity_class",
    "quantity",
    "unit",
    "detected_on",
    "country_departure",
    "place_name",
    "hs_code",
    "container_no",
]


def read(name: str, content: bytes) -> Book:
    book = read_sheet(Upload.of(name, content))
    assert isinstance(book, Book), book
    return book


def checked(book: Book, patches: Patches = Patches()) -> Checked:  # noqa: B008 - never changed
    return check(mend(match(book, TEMPLATE), patches), SETTING)


def told(found: Checked) -> list[str]:
    """Errors and warnings; a text file has no sheet to name."""
    kept = [each for each in found.problems if each.severity != "notice"]
    return sorted(repr((each.code, each.field, each.value, each.cells, each.rows, each.count)) for each in kept)


def marked(name: str, content: bytes, *patches: Patch) -> tuple[str, bytes]:
    book = read(name, content)
    all_of_them = Patches(patches)
    return marked_workbook(Upload.of(name, content), book, checked(book, all_of_them), all_of_them, MOST)


@settings(max_examples=12, deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(WRONG), max_size=4), min_size=1, max_size=5))
def test_sent_back_as_it_is_it_says_what_it_said(changes: list[dict[str, Any]]) -> None:
    content = xlsx_of({"Results": grid(rows(*changes)), "Effort": grid([EFFORT_ROW])})
    form, made = marked("own.xlsx", content)
    assert told(checked(read(f"own.{form}", made))) == told(checked(read("own.xlsx", content)))


@pytest.mark.parametrize("name", ["own.xlsx", "own.csv"])
def test_once_its_cells_are_put_right_it_says_nothing(name: str) -> None:
    table = grid(rows({"commodity_class": "Cocain"}, {"quantity": "a few"}, {"detected_on": "31/02/2018"}))
    content = xlsx_of({"Results": table}) if name.endswith("xlsx") else csv_of(table)
    _form, made = marked(name, content)
    book = openpyxl.load_workbook(io.BytesIO(made))
    places = {heading.value: heading.column for heading in book["Results"][1]}
    book["Results"].cell(2, places["Commodity class"]).value = "Strategic goods"
    book["Results"].cell(3, places["Quantity"]).value = 12.5
    book["Results"].cell(4, places["Date of detection"]).value = datetime(2018, 4, 12)
    out = io.BytesIO()
    book.save(out)
    assert told(checked(read("back.xlsx", out.getvalue()))) == []


def test_what_was_put_right_in_the_browser_is_in_it() -> None:
    table = grid(
        [{**each, "licence_status": ""} for each in rows({"commodity_class": "Cocain"}, {"quantity": "a few"}, {})]
    )
    content = xlsx_of({"Results": table})
    patches = [
        Patch("Results", "commodity_class", "Cocain", "Strategic goods", (2,)),
        Patch("Results", "quantity", "a few", "1 200,5", (3,)),
        Patch("Results", "detected_on", "2018-04-12", "13/04/2018", (3,)),
        Patch("Results", "hs_code", "", "848180", (3,)),
        Patch("Results", WHOLE_ROW, "", "typed twice", (4,)),
    ]
    before = checked(read("own.xlsx", content), Patches(patches))
    form, made = marked("own.xlsx", content, *patches)
    after = checked(read(f"own.{form}", made))
    assert told(after) == told(before) == []
    assert before.results is not None
    assert after.results is not None
    for key in ("quantity", "detected_on", "hs_code", "commodity_class"):
        assert after.results.values(key) == before.results.values(key)


def test_the_members_formatting_stays_and_bad_cells_are_tinted_and_told() -> None:
    book = openpyxl.load_workbook(io.BytesIO(results({"commodity_class": "Cocain"})))
    page = book["Results"]
    page["A2"].font, page["A2"].fill = Font(name="Courier New", italic=True), PatternFill("solid", fgColor="FF00FF00")
    page.column_dimensions["B"].width = 33
    book.create_sheet("Notes")["A1"] = "ours"
    own = io.BytesIO()
    book.save(own)
    form, made = marked("own.xlsx", own.getvalue())
    assert form == "xlsx"
    after = openpyxl.load_workbook(io.BytesIO(made))
    assert after.sheetnames == ["Results", "Notes", "Errors"]
    assert (after["Results"]["A2"].font.name, after["Results"]["A2"].fill.fgColor.rgb) == ("Courier New", "FF00FF00")
    assert after["Results"].column_dimensions["B"].width == 33
    bad = next(cell for cell in after["Results"][2] if cell.value == "Cocain")
    assert bad.fill.fgColor.rgb == "FFFDECEA"
    assert "R-012" in bad.comment.text
    line = [cell.value for cell in after["Errors"][5]]
    assert line[0] == f"Results!{bad.coordinate}"
    assert after["Errors"]["A5"].hyperlink.location == f"'Results'!{bad.coordinate}"


def test_marked_twice_it_carries_only_the_second_marking() -> None:
    content = results({"commodity_class": "Cocain"}, {"quantity": "a few"})
    _form, once = marked("own.xlsx", content)
    _form, twice = marked("own.xlsx", once, Patch("Results", "quantity", "a few", "3", (3,)))
    book = openpyxl.load_workbook(io.BytesIO(twice))
    assert book.sheetnames == ["Results", "Errors"]
    assert sum(1 for row in book["Results"].iter_rows() for cell in row if cell.comment) == 1
    assert book["Errors"].max_row == 5


@pytest.mark.parametrize("lang", ["fr", "ru"])
def test_it_speaks_the_language_of_the_sheet(lang: str) -> None:
    _form, made = marked("own.xlsx", xlsx_of({"Results": grid(rows({"quantity": "?"}), lang)}))
    page = openpyxl.load_workbook(io.BytesIO(made))["Errors"]
    assert page["A4"].value == {"fr": "Cellule", "ru": "Ячейка"}[lang]


def test_a_formula_never_calculated_stays_one() -> None:
    book = openpyxl.load_workbook(io.BytesIO(results({})))
    cell = next(each for each in book["Results"][2] if each.value == "12.5")
    cell.value = "=25/2"
    own = io.BytesIO()
    book.save(own)
    before = checked(read("own.xlsx", own.getvalue()))
    assert [each.code for each in before.of("error")] == ["R-016"]
    form, made = marked("own.xlsx", own.getvalue())
    assert told(checked(read(f"own.{form}", made))) == told(before)


def test_what_cannot_be_kept_is_made_anew_cell_by_cell() -> None:
    lines = grid(rows({"place_name": "=1+1", "quantity": "?"}, {"description": "two\nlines"}, {"quantity": "007"}))
    content = csv_of(lines, delimiter=";")
    form, made = marked("own.csv", content)
    assert form == "xlsx"
    before, after = checked(read("own.csv", content)), checked(read("own.xlsx", made))
    assert [each.code for each in after.problems] == [each.code for each in before.problems]
    assert after.results is not None
    assert before.results is not None
    assert after.results.values("place_name") == before.results.values("place_name")
    assert after.results.values("quantity") == before.results.values("quantity")


@pytest.mark.parametrize(("first", "then"), [("en", "fr"), ("fr", "en"), ("ru", "fr")])
def test_marked_again_in_another_language_it_carries_one_list_of_errors(first: str, then: str) -> None:
    _form, once = marked("own.xlsx", xlsx_of({"Results": grid(rows({"quantity": "?"}), first)}))
    book = openpyxl.load_workbook(io.BytesIO(once))
    for place, label in enumerate(grid(rows({"quantity": "?"}), then)[0], 1):
        book["Results"].cell(1, place).value = label
    out = io.BytesIO()
    book.save(out)
    _form, twice = marked("own.xlsx", out.getvalue())
    again = openpyxl.load_workbook(io.BytesIO(twice))
    assert again.sheetnames == ["Results", "Errors"]
    assert again["Errors"]["A4"].value == {"en": "Cell", "fr": "Cellule"}[then]


def made_anew(book: Book) -> Any:
    """The marked workbook of a file that cannot be kept."""
    return openpyxl.load_workbook(io.BytesIO(rewrite(book, marks_of(checked(book), Patches(), book))))


def test_made_anew_from_a_marked_workbook_it_carries_one_list_of_errors() -> None:
    _form, once = marked("own.xlsx", results({"commodity_class": "Cocain"}))
    assert made_anew(read("own.xlsx", once)).sheetnames == ["Results", "Errors"]


def test_sheets_of_other_programs_get_names_that_a_workbook_takes() -> None:
    own = {"Results": grid(rows({"quantity": "?"})), "errors": [["Our own list"]]}
    book = read("own.xlsx", xlsx_of(own))
    (found, ours) = book.sheets
    long = [replace(found, name="Résultats: janvier/février [définitifs]"), ours]
    made = made_anew(replace(book, sheets=(*long, replace(ours, name=long[0].name + "bis"))))
    assert made.sheetnames == [
        "Résultats_ janvier_février _déf",
        "errors",
        "Résultats_ janvier_février _dé1",
        "Errors1",
    ]
    assert made["Errors1"]["A5"].hyperlink.location.startswith("'Résultats_ janvier_février _déf'!")
