"""Corrections lie over the file: what is checked is what would be checked had the file been typed so."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from opsplanner.records.check import Checked, check
from opsplanner.records.guard import Upload, read_sheet
from opsplanner.records.match import Matched, match
from opsplanner.records.patches import WHOLE_ROW, Patch, Patches, held, holding, mend
from opsplanner.records.sheet import Book
from opsplanner.records.table import RESULTS, Table
from tests.records.support import SETTING, TEMPLATE, grid, rows
from tests.spreadsheets import csv_of


def matched(records: list[dict[str, Any]]) -> Matched:
    book = read_sheet(Upload.of("a.csv", csv_of(grid(records))))
    assert isinstance(book, Book)
    return match(book, TEMPLATE)


def table(found: Matched) -> Table:
    return found.tables[RESULTS]


def mended(records: list[dict[str, Any]], *patches: Patch) -> Matched:
    found = matched(records)
    sheet = table(found).sheet
    return mend(found, Patches(Patch(sheet, each.field, each.old, each.new, each.rows) for each in patches))


def patch(field: str, old: str, new: str, *places: int) -> Patch:
    return Patch("", field, old, new, places)


def told(checked: Checked) -> list[str]:
    said = [(each.code, each.field, each.value, each.cells, each.rows) for each in checked.problems]
    return sorted(map(repr, said))


def test_a_cell_put_right_is_read_as_if_it_had_stood_in_the_file() -> None:
    wrong = rows({"commodity_class": "Cocain"}, {}, {"commodity_class": "Cocain", "quantity": "a few"})
    right = rows({}, {}, {})
    fixes = [
        patch("commodity_class", "Cocain", "Strategic goods", 2, 4),
        patch("quantity", "a few", "12.5", 4),
    ]
    assert told(check(mended(wrong, *fixes), SETTING)) == told(check(matched(right), SETTING)) == []


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["quantity", "unit", "place_name", "country_departure", "licence_status"]),
            st.integers(2, 5),
            st.sampled_from(["", "12", "kg", "Cocain", "China", "-1", "valid", "1 200"]),
        ),
        max_size=8,
    )
)
def test_patches_say_what_a_file_typed_so_would_say(edits: list[tuple[str, int, str]]) -> None:
    # Every field that is edited has its column, and no text of the file tells how numbers are written.
    records = [{**each, "quantity": "12", "licence_status": ""} for each in rows({}, {}, {}, {})]
    typed = [dict(each) for each in records]
    fixes = []
    for field, row, text in edits:
        fixes.append(patch(field, str(typed[row - 2][field]), text, row))
        typed[row - 2][field] = text
    assert told(check(mended(records, *fixes), SETTING)) == told(check(matched(typed), SETTING))


def test_the_file_alone_tells_how_its_numbers_are_written() -> None:
    records = rows({"quantity": "1,5"}, {"quantity": "2,250"}, {"quantity": "?"})
    checked = check(mended(records, patch("quantity", "?", "3.75", 4)), SETTING)
    assert checked.results is not None
    assert [str(each) for each in checked.results.values("quantity")] == ["1.5", "2.250", "3.75"]


def test_a_field_without_a_column_may_be_answered() -> None:
    records = [{key: text for key, text in each.items() if key != "strategic_class"} for each in rows({})]
    assert [each.code for each in check(matched(records), SETTING).of("error")] == ["R-206"]
    assert check(mended(records, patch("strategic_class", "", "Other dual-use", 2)), SETTING).ok


def test_a_row_left_out_is_not_checked_and_comes_back() -> None:
    out = patch(WHOLE_ROW, "", "typed by mistake", 3)
    records = rows({}, {"quantity": "a few"}, {})
    checked = check(mended(records, out), SETTING)
    assert checked.ok
    assert checked.results is not None
    assert checked.results.table.rows.tolist() == [2, 4]
    back = Patch("", WHOLE_ROW, "typed by mistake", "", (3,))
    assert not check(mended(records, out, back), SETTING).ok


def test_a_cell_that_is_as_in_the_file_again_is_no_correction() -> None:
    fixed = Patch("S", "unit", "kgs", "kg", (2, 3))
    both = Patches([fixed, fixed.inverse])
    assert not both
    assert next(iter(Patches([fixed]).fixed())) == ("S", 2, "unit", "kgs", "kg")
    assert Patch.read(json.loads(json.dumps(fixed.as_list()))) == fixed


def test_what_cells_hold_and_which_rows_hold_it() -> None:
    found = table(matched(rows({"unit": "kg"}, {"unit": "l"}, {"unit": "kg"})))
    assert held(found, "unit", [4, 3, 9]) == ["kg", "l", ""]
    assert holding(found, "unit", "kg") == [2, 4]
    assert holding(found, "licence_status", "") == [2, 3, 4]
