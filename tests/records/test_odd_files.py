"""Odd files of honest people: each is read with the right values, or answered at the right cell."""

import io
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from opsplanner.records.check import Checked, check
from opsplanner.records.guard import Upload, read_sheet
from opsplanner.records.match import match
from opsplanner.records.sheet import Book
from tests import spreadsheets
from tests.records.support import EFFORT_ROW, ROW, SETTING, TEMPLATE, codes, grid, only, results, rows, take
from tests.spreadsheets import csv_of, xlsx_of

SHEETS = Path(__file__).parent / "sheets"


def values(checked: Checked, key: str) -> list[Any]:
    assert checked.results is not None, checked.problems
    return checked.results.values(key)


def test_dates_of_the_1904_system_are_read_as_excel_shows_them() -> None:
    record = {**ROW, "detected_on": date(2018, 4, 12)}
    content = xlsx_of({"Results": grid([record])}, date_1904=True)
    assert values(take(content, "a.xlsx"), "detected_on") == [date(2018, 4, 12)]


@pytest.mark.parametrize(
    ("encoding", "lang", "description", "guessed"),
    [
        ("cp1251", "ru", "Датчики давления из никелевого сплава", "cp1251"),
        ("cp866", "ru", "Датчики давления из никелевого сплава", "cp866"),
        ("cp1252", "fr", "Éléments d’étanchéité à vérifier, déjà contrôlés", "cp1252"),
        ("cp1256", "en", "صمامات من سبائك النيكل", "cp1256"),
        ("cp1250", "en", "Zawory ciśnieniowe ze stopu niklu, część świeża", "cp1250"),
        ("cp1254", "en", "Nikel alaşımlı basınç vanaları, düğüm ağı", "cp1254"),
        ("utf-16", "fr", "Éléments d’étanchéité", None),
        ("utf-16-le", "en", "Valves", None),
        ("utf-16-be", "en", "Valves", None),
        ("utf-8-sig", "ru", "Датчики давления", None),
    ],
)
def test_a_text_file_in_any_encoding_has_the_rows_of_its_utf8_twin(
    encoding: str, lang: str, description: str, guessed: str | None
) -> None:
    checked = take(csv_of(grid(rows({"description": description}, {}), lang), encoding))
    assert values(checked, "description") == [description, ROW["description"]]
    assert codes(checked) == (["R-123"] if guessed else [])
    assert guessed is None or only(checked, "R-123").params["encoding"] == guessed


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_any_delimiter_and_line_end_gives_the_same_rows(delimiter: str, end: str) -> None:
    checked = take(csv_of(grid(rows({}, {"description": "a; b, c"}, {})), delimiter=delimiter, lineterminator=end))
    assert (checked.ok, checked.rows) == (True, 3)
    assert values(checked, "description")[1] == "a; b, c"


def test_a_file_that_says_its_delimiter_is_believed_and_its_lines_are_counted_with_it() -> None:
    content = b"sep=;\r\n" + csv_of(grid(rows({}, {"quantity": "~1"})), delimiter=";")
    assert only(take(content), "R-023").cells == ("L4",)


def test_line_numbers_are_those_of_the_file_when_a_cell_spans_lines() -> None:
    checked = take(csv_of(grid(rows({"description": "two\nlines"}, {"quantity": "~1"}))))
    assert only(checked, "R-023").cells == ("L4",)


def test_a_header_in_row_seven_is_found() -> None:
    above: list[list[Any]] = [["Customs of Kazakhstan"], [], ["Operation", "COSMO 2"], [], ["Date", "May 2018"], []]
    checked = take(xlsx_of({"Sheet1": [*above, *grid(rows({}, {"quantity": "~1"}))]}), "a.xlsx")
    assert (checked.rows, checked.ready) == (2, 1)
    assert only(checked, "R-023").cells == ("L9",)


def test_a_header_of_two_rows_with_merged_cells_is_put_together() -> None:
    table = grid(rows({}))
    upper, lower = list(table[0]), [""] * len(table[0])
    first = upper.index("Quantity")
    lower[first : first + 2] = upper[first : first + 2]
    upper[first : first + 2] = ["Amount found", ""]
    checked = take(xlsx_of({"Results": [upper, lower, *table[1:]]}), "a.xlsx")
    assert (checked.ok, checked.rows, checked.problems) == (True, 1, ())


def test_rows_with_totals_and_blank_rows_are_left_out_with_a_notice() -> None:
    table = grid(rows({}, {}))
    total = ["TOTAL", *[""] * (len(table[0]) - 1)]
    total[11] = "25"
    checked = take(xlsx_of({"Results": [*table, [], total, [" "], []]}), "a.xlsx")
    assert (checked.ok, checked.rows, codes(checked)) == (True, 2, ["R-128"])
    assert only(checked, "R-128").rows == (5,)


def test_a_place_called_total_in_a_row_with_a_reference_is_data() -> None:
    assert take(csv_of(grid(rows({"place_name": "Total"})))).rows == 1


def test_thousands_of_formatted_blank_rows_are_not_rows() -> None:
    checked = take(spreadsheets.formatted_to_the_last_row(results({}, {})), "a.xlsx")
    assert (checked.ok, checked.rows) == (True, 2)


def test_error_values_and_formulas_never_calculated_are_told_at_their_cells() -> None:
    checked = take(spreadsheets.failed_and_never_calculated(results({}, {}, {})), "a.xlsx")
    assert (only(checked, "R-015").cells, only(checked, "R-015").value) == (("D2",), "#REF!")
    assert only(checked, "R-016").cells == ("D3",)
    assert values(checked, "place_name") == ["Khorgos"]


def test_a_strict_workbook_with_a_false_dimension_is_read_whole() -> None:
    checked = take(spreadsheets.strict_with_a_false_dimension(results({}, {}, {})), "a.xlsx")
    assert (checked.ok, checked.rows) == (True, 3)


def test_prefixed_names_are_read() -> None:
    assert take(spreadsheets.with_prefixed_names(results({}, {})), "a.xlsx").rows == 2


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("12/04/2018", date(2018, 4, 12)),
        ("12.04.2018", date(2018, 4, 12)),
        ("12.4.18", date(2018, 4, 12)),
        ("2018-04-12", date(2018, 4, 12)),
        ("2018/4/12 10:30", date(2018, 4, 12)),
        ("20180412", date(2018, 4, 12)),
        ("12 April 2018", date(2018, 4, 12)),
        ("12-Apr-18", date(2018, 4, 12)),
        ("April 12, 2018", date(2018, 4, 12)),
        ("12 avril 2018", date(2018, 4, 12)),
        ("1er avr. 2018", date(2018, 4, 1)),
        ("12 апреля 2018 г.", date(2018, 4, 12)),
        ("١٢/٠٤/٢٠١٨", date(2018, 4, 12)),
    ],
)
def test_dates_as_text_are_read_where_they_are_certain(written: str, day: date) -> None:
    companion = {} if "/" not in written else {"detected_on": "25/04/2018"}
    assert values(take(csv_of(grid(rows({"detected_on": written}, companion)))), "detected_on")[0] == day


@pytest.mark.parametrize(
    ("written", "proof", "number"),
    [
        ("1.234,56", "", "1234.56"),
        ("1 234,56", "", "1234.56"),
        ("1\u00a0234,56", "", "1234.56"),
        ("1\u202f234,5", "", "1234.5"),
        ("1'234.56", "", "1234.56"),
        ("1,234.56", "", "1234.56"),
        ("1,234", "7,5", "1.234"),
        ("1,234", "7.5", "1234"),
        ("1.234", "7,5", "1234"),
        ("١٢٫٥", "", "12.5"),
        ("12 kg", "", "12"),
        ("0,750", "", "0.750"),
        ("1.234.567", "", "1234567"),
    ],
)
def test_numbers_as_text_are_read_by_a_vote_over_the_file(written: str, proof: str, number: str) -> None:
    checked = take(csv_of(grid(rows({"quantity": written}, {"quantity": proof or "3"}))))
    assert values(checked, "quantity")[0] == Decimal(number)


def test_a_french_sheet_reads_a_lone_comma_as_decimal() -> None:
    checked = take(csv_of(grid(rows({"quantity": "1,234"}), "fr"), delimiter=";"))
    assert values(checked, "quantity") == [Decimal("1.234")]
    assert codes(checked) == ["R-024"]


def test_hs_codes_that_a_spreadsheet_took_for_numbers_are_put_right() -> None:
    checked = take(results({"hs_code": 40220}, {"hs_code": 8481.8}, {"hs_code": 848180}), "a.xlsx")
    assert values(checked, "hs_code") == ["040220", "848180", "848180"]
    assert "R-053" in codes(checked, "warning")


def test_odd_spaces_and_marks_are_no_difference() -> None:
    change = {
        "direction": "\u200fTran\u00adsit\u200b",
        "place_name": " Dos\u200dtyk\u00a0\u202fPort ",
        "unit": "к\u200bг",
    }
    checked = take(csv_of(grid(rows(change))))
    assert checked.ok
    assert values(checked, "place_name") == ["Dostyk Port"]
    assert values(checked, "unit") == ["KGM"]


def hidden(*names: str) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_of({"One": grid(rows({})), "Old": [["x"], ["y"]]})))
    book.create_sheet("Cover")
    book["Cover"].append(["Cover page"])
    for name in names:
        book[name].sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_hidden_sheets_are_named_and_not_read() -> None:
    checked = take(hidden("Old"), "a.xlsx")
    assert (checked.rows, only(checked, "R-121").params["sheets"]) == (1, ("Old",))


def test_our_own_sheet_is_read_though_it_is_hidden_beside_another() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_of({"Effort": grid([EFFORT_ROW]), "Results": grid(rows({}))})))
    book["Results"].sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    checked = take(out.getvalue(), "a.xlsx")
    assert (checked.rows, only(checked, "R-122").params["name"]) == (2, "Results")


def test_a_hidden_sheet_is_read_when_it_is_the_only_match() -> None:
    checked = take(hidden("One"), "a.xlsx")
    assert (checked.rows, codes(checked)) == (1, ["R-122"])


def test_two_sheets_with_the_same_columns_are_told() -> None:
    checked = take(xlsx_of({"April": grid(rows({}, {})), "May": grid(rows({}))}), "a.xlsx")
    assert (checked.rows, only(checked, "R-124").params["sheets"]) == (2, ("May",))


def test_macros_are_ignored_with_a_notice() -> None:
    content = spreadsheets.repacked(results({}), lambda _, part: part, **{"xl/vbaProject.bin": b"macro"})
    checked = take(content, "a.xlsm")
    assert (checked.rows, codes(checked)) == (1, ["R-120"])


@pytest.mark.parametrize("name", ["results.xls", "results.ods"])
def test_other_programs_files_are_read(name: str) -> None:
    checked = take((SHEETS / name).read_bytes(), name)
    assert checked.rows == 3
    assert values(checked, "detected_on")[:2] == [date(2018, 4, 12), date(2018, 4, 13)]
    assert values(checked, "quantity")[:2] == [Decimal("12.5"), Decimal("0.75")]
    assert only(checked, "R-012").cells == ("J4",)


def test_a_sheet_without_known_headings_says_so_and_offers_its_columns() -> None:
    checked = take(csv_of([["a", "b"], ["1", "2"]]))
    assert "R-204" in codes(checked, "error")
    assert [leftover.heading for leftover in checked.matched.leftovers] == ["a", "b"]


@pytest.mark.parametrize(("content", "found"), [(results({}), "xlsx"), (csv_of(grid(rows({}))), "csv")])
@pytest.mark.parametrize("name", ["results", "results.", ".results"])
def test_a_name_without_an_ending_is_read_by_its_content_and_said_so(name: str, content: bytes, found: str) -> None:
    checked = take(content, name)
    assert (checked.ok, checked.rows, checked.matched.format) == (True, 1, found)
    assert only(checked, "R-131").params == {"found": found}


def test_a_name_without_an_ending_whose_content_is_no_sheet_is_named_by_its_content() -> None:
    assert only(take(b"%PDF-1.7", "results"), "R-103").params == {"found": "PDF"}


def test_rows_beyond_the_limit_are_refused_with_the_limit() -> None:
    assert only(take(csv_of(grid(rows({}, {}, {}))), most_rows=2), "R-111").params == {"most": 2}


@pytest.mark.parametrize("name", ["failed.xls", "failed.ods"])
def test_error_values_of_other_formats_are_not_lost(name: str) -> None:
    book = read_sheet(Upload.of(name, (SHEETS / name).read_bytes()))
    assert isinstance(book, Book)
    (sheet,) = book.sheets
    assert [[column.cell(row) for column in sheet.columns] for row in range(sheet.length)] == [
        ["h", "i", "j", "k"],
        ["#DIV/0!", "#NAME?", 2.0, ""],
        ["#N/A", "#REF!", "#DIV/0!", "#NAME?"],
    ]


def test_an_archive_with_wide_sizes_is_read() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(results({}))) as source, zipfile.ZipFile(out, "w") as wide:
        for name in source.namelist():
            with wide.open(name, "w", force_zip64=True) as part:
                part.write(source.read(name))
    assert take(out.getvalue(), "a.xlsx").ok


def test_a_file_as_read_can_be_kept_and_taken_up_again() -> None:
    book = read_sheet(Upload.of("a.csv", csv_of(grid(rows({}, {"quantity": "~1"})))))
    assert isinstance(book, Book)
    again = check(match(Book.from_bytes(book.to_bytes()), TEMPLATE), SETTING)
    assert codes(again) == ["R-023"]
