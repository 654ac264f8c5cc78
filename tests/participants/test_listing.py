"""Of a list as a table one column is read: the one that names Members."""

from __future__ import annotations

import csv
import io
import re

import openpyxl
import pytest
from flask import Flask
from flask.testing import FlaskClient

from opsplanner.core.access import Role
from opsplanner.core.text import Text
from opsplanner.participants import services
from opsplanner.participants.listing import Listing, pasted_table
from tests import factories as make

MEMBERS = {
    "DE": "Germany", "FR": "France", "CI": "Côte d'Ivoire", "NO": "Norway", "IN": "India", "AT": "Austria", "IS": "Iceland",
}  # fmt: skip
ASKED = [["No", "Country name", "Answered"], [1, "Germany", "no"], [2, "France", "yes"], [3, "Côte d’Ivoire", "no"], [4, "Atlantis", "no"]]  # fmt: skip
ADD = "/operations/OP1/participants/add"
EMPTY = {"names": "", "network": "", "region": "", "role": ""}


@pytest.fixture
def planner(app_context: Flask, sign_in) -> FlaskClient:
    operation = make.operation()
    for code, name in MEMBERS.items():
        make.organisation(code, name=Text.of(name), search_en=name.lower())
    return sign_in(make.seated("p@wco.example", operation, Role.PLANNER, "WCO"))


def listed(*rows: list[str]) -> tuple[Listing, list[str], list[tuple[int, str]]]:
    """The table, whom its likeliest column names, and the rows not understood."""
    numbered = [(number, row) for number, row in enumerate(rows, start=1)]
    listing = Listing.of(services.index(), [chr(65 + at) for at in range(len(rows[0]))], numbered)
    found = listing.read(services.index(), listing.likeliest)
    named = [one.organisation.code for one in found if one.organisation]
    return listing, named, [(one.row, one.entry) for one in found if not one.organisation]


def letter(listing: Listing) -> str:
    return listing.columns[listing.likeliest].letter


def sent(rows: list[list[object]]) -> dict[str, object]:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return {**EMPTY, "file": (io.BytesIO(out.getvalue()), "list.xlsx")}


def ticked(page: str) -> set[str]:
    numbers = re.findall(r'name="organisation" value="(\d+)" checked', page)
    return {code for code in MEMBERS if str(make.organisation(code).id) in numbers}


def test_the_words_no_and_yes_are_no_members(planner: FlaskClient):
    page = planner.post(ADD, data=sent(ASKED)).text
    assert ticked(page) == {"DE", "FR", "CI"}
    assert "1 entry is not understood" in page
    assert "Atlantis" in page
    assert "row 5" in page
    assert "Column B, “Country name”" in page
    assert "Read this column" not in page


def test_the_same_table_pasted_is_read_with_the_same_care(planner: FlaskClient):
    page = planner.post(ADD, data={**EMPTY, "names": "\n".join("\t".join(map(str, row)) for row in ASKED)}).text
    assert ticked(page) == {"DE", "FR", "CI"}
    assert "row 5" in page


def test_in_doubt_another_column_can_be_read_without_sending_the_file_again(planner: FlaskClient):
    rows = [["Host country", "Country"], ["Germany", "France"], ["Austria", "India"], ["Atlantis", "Norway"]]
    page = planner.post(ADD, data=sent(rows)).text
    assert ticked(page) == {"FR", "IN", "NO"}
    (table,) = re.findall(r'name="table" value="([^"]+)"', page)
    again = planner.post(ADD, data={**EMPTY, "table": table, "column": "0"}).text
    assert ticked(again) == {"DE", "AT"}
    assert "Column A, “Host country”" in again
    assert "Atlantis" in again
    assert planner.post(ADD, data={**EMPTY, "table": table[:-4] + "abcd"}).status_code == 422


def test_codes_are_read_where_a_column_is_mostly_codes(planner: FlaskClient):
    listing, named, unknown = listed(["Code", "Contact"], ["DE", "A. Person"], ["FR", "B. Person"], ["ZZ", "C. Person"])
    assert (letter(listing), named, unknown) == ("A", ["DE", "FR"], [(4, "ZZ")])


def test_answers_in_capitals_are_one_answer_repeated(planner: FlaskClient):
    listing, named, _ = listed(["NO", "YES", "DE"], ["1", "NO", "FR"], ["2", "NO", "AT"], ["3", "NO", "IN"])
    assert (letter(listing), named) == ("C", ["DE", "FR", "AT", "IN"])


def test_titles_above_the_headings_are_no_rows(planner: FlaskClient):
    rows = ["Participating countries", ""], ["NOTE", "MEMBER"], ["late", "GERMANY"], ["new", ""], ["", "FRANCE"]
    listing, named, unknown = listed(*rows)
    assert (letter(listing), named, unknown) == ("B", ["DE", "FR"], [(4, "")])


def test_a_list_without_headings_loses_no_row(planner: FlaskClient):
    assert listed(["Germany"], ["Atlantis"], ["no"])[1:] == (["DE"], [(2, "Atlantis"), (3, "no")])


def test_a_text_is_a_table_when_two_of_its_lines_have_cells():
    assert pasted_table("Germany\tFrance\nAustria") == []
    assert pasted_table("1\tGermany\n\n2\tFrance\tyes") == [(1, ["1", "Germany", ""]), (3, ["2", "France", "yes"])]


def test_a_text_file_is_read_by_its_lines(planner: FlaskClient):
    out = io.StringIO()
    csv.writer(out).writerows(ASKED)
    file = (io.BytesIO(out.getvalue().encode()), "list.csv")
    page = planner.post(ADD, data={**EMPTY, "file": file}).text
    assert ticked(page) == {"DE", "FR", "CI"}
    assert "row 5" in page


@pytest.mark.parametrize("total", ["Total: 20", "TOTAL", "Total 20 Members", "Sous-total : 3", "Итого: 20"])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_the_row_of_the_sums_names_nobody_and_is_no_entry(planner: FlaskClient, total: str, place: int):
    last = ["", "", ""]
    last[place] = total
    _listing, named, unread = listed(
        ["No", "Country", "Remark"], ["1", "Germany", "agreed"], ["2", "France", "-"], last
    )
    assert (named, unread) == (["DE", "FR"], [])


def test_a_row_with_a_number_and_a_remark_only_is_told_as_naming_nobody(planner: FlaskClient):
    rows = [["No", "Country", "Remark"], [1, "Germany", ""], [2, "France", ""], [3, "", "to be confirmed"]]
    page = planner.post(ADD, data=sent(rows)).text
    assert ticked(page) == {"DE", "FR"}
    assert "1 row names nobody" in page
    assert "row 4: to be confirmed" in page
    assert "not understood" not in page
