"""What a person says of one file holds for that file: its columns, the row of its headings, what all its rows hold."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsplanner.core.text import clean
from opsplanner.records.check import Checked, check
from opsplanner.records.constant import constant_cell, constant_shown, may_be_constant, read_constant
from opsplanner.records.field import Field
from opsplanner.records.guard import Upload, read_sheet
from opsplanner.records.kinds.base import Reading, read_value
from opsplanner.records.kinds.registry import kind_of
from opsplanner.records.match import every_column, match
from opsplanner.records.problem import Flaw, Problem
from opsplanner.records.said import Said
from opsplanner.records.sentences import sentence
from opsplanner.records.sheet import Book
from tests.records.support import EFFORT_ROW, ROW, SETTING, TEMPLATE, codes, grid, only, rows
from tests.spreadsheets import csv_of, xlsx_of


def book_of(content: bytes, name: str = "results.csv") -> Book:
    book = read_sheet(Upload.of(name, content))
    assert isinstance(book, Book), book
    return book


def taken(content: bytes, said: Said, memory: dict[str, str] | None = None, name: str = "results.csv") -> Checked:
    return check(match(book_of(content, name), TEMPLATE, memory, said=said), SETTING)


def without(*keys: str) -> bytes:
    return csv_of(grid([{key: value for key, value in row.items() if key not in keys} for row in rows({}, {})]))


def test_what_all_rows_hold_stands_for_a_column_and_is_told() -> None:
    checked = taken(without("direction"), Said(constants={"direction": "import"}))
    assert (checked.ok, codes(checked)) == (True, ["R-207"])
    assert checked.results is not None
    assert checked.results.values("direction") == ["import", "import"]
    told = only(checked, "R-207")
    assert (told.field, [each.to("fr") for each in told.params["value"]]) == ("direction", ["Importation"])


def test_what_is_needed_because_of_another_answer_may_be_the_same_for_all_rows() -> None:
    assert codes(taken(without("unit"), Said())) == ["R-206"]
    assert codes(taken(without("unit"), Said(constants={"unit": "KGM"}))) == ["R-207"]


def test_an_error_of_what_all_rows_hold_has_no_cell_in_the_file() -> None:
    problem = only(taken(without("quantity"), Said(constants={"quantity": "0"})), "R-021")
    assert (problem.cells, problem.rows, problem.spot) == ((), (2, 3), "quantity")


def test_what_all_rows_hold_is_not_used_on_another_sheet() -> None:
    table = {"Results": grid(rows({})), "Effort": grid([EFFORT_ROW])}
    said = Said(constants={"direction": "import"})
    assert codes(taken(xlsx_of(table), said, name="both.xlsx")) == []


@pytest.mark.parametrize("number", ["1.234", "1234.5", "0.001"])
def test_a_number_for_all_rows_is_read_alike_whatever_the_file_writes(number: str) -> None:
    records = [{**row, "gross_weight_kg": "1 234,5"} for row in rows({}, {})]
    content = csv_of(grid([{key: value for key, value in row.items() if key != "quantity"} for row in records]))
    checked = taken(content, Said(constants={"quantity": number}))
    assert checked.results is not None
    assert checked.results.values("quantity") == [Decimal(number)] * 2


SAMPLES: list[tuple[str, str, str]] = [
    ("direction", "Importation", "import"),
    ("country_departure", "China", "CN"),
    ("detection_basis", "Risk profile; Random", "risk_profile; random"),
    ("quantity", "12,5", "12.5"),
    ("window_start", "4 March 2026", "2026-03-04"),
    ("hs_code", "8481 80", "848180"),
    ("place_name", " Dostyk  east ", "Dostyk east"),
]


@pytest.mark.parametrize(("key", "typed", "kept"), SAMPLES)
def test_what_is_typed_for_all_rows_is_kept_so_that_it_reads_one_way(key: str, typed: str, kept: str) -> None:
    field = TEMPLATE.by_key[key]
    assert read_constant(field, typed, TEMPLATE, "fr") == kept
    again = read_value(kind_of(field.kind), constant_cell(field, kept, "ru"), Reading(field))
    assert not isinstance(again, Flaw)


PIECES = ["3", "12", ",5", ".", "/", " ", "2026", "-", "seizure", "china", ";", "kg", "8481", "~", "0"]
TYPED = st.text(max_size=30) | st.lists(st.sampled_from(PIECES), max_size=6).map("".join)


@given(st.sampled_from([field for field in TEMPLATE.fields if may_be_constant(field)]), TYPED)
def test_whatever_is_typed_for_all_rows_is_read_again_as_it_was_or_told(field: Field, typed: str) -> None:
    kept = read_constant(field, typed, TEMPLATE, "en") if clean(typed) else ""
    if isinstance(kept, Flaw):
        told = Problem.of(kept.code, field=field.key, value=typed, params={"label": field.label, **kept.params})
        assert sentence(told, "fr")
    elif kept:
        assert read_constant(field, kept, TEMPLATE, "en") == kept
        assert constant_shown(field, kept) not in (None, "")


def test_what_was_remembered_of_another_kind_of_field_is_told_not_stumbled_upon() -> None:
    field = TEMPLATE.by_key["quantity"]
    assert constant_cell(field, "a few", "en") == constant_shown(field, "a few") == "a few"
    assert constant_cell(TEMPLATE.by_key["window_start"], "2026-03-04", "en") == date(2026, 3, 4)
    assert "R-020" in codes(taken(without("quantity"), Said(constants={"quantity": "a few"})))


@pytest.mark.parametrize(("key", "may"), [("national_ref", False), ("detected_on", False), ("container_no", False), ("direction", True)])  # fmt: skip
def test_what_tells_rows_apart_is_never_the_same_for_all(key: str, may: bool) -> None:
    assert may_be_constant(TEMPLATE.by_key[key]) is may


def test_the_row_of_the_headings_is_the_one_that_was_said() -> None:
    table = [["Unit", "Quantity", "Place of detection"], *grid(rows({}))]
    content = csv_of([["2018", "", ""], *table])
    for row, length in ((3, 1), (2, 2)):
        checked = taken(content, Said(rows={"": row}))
        (found,) = checked.matched.tables.values()
        assert (found.header, found.length) == (row, length)


def test_a_row_without_known_headings_is_taken_when_it_is_said() -> None:
    content = csv_of([["1", "2", "3"], ["A", "B", "C"], ["KZ-1", "Import", "12"]])
    checked = taken(content, Said(rows={"": 1}))
    assert [each.heading for each in checked.matched.leftovers] == ["1", "2", "3"]
    assert "R-204" in codes(checked)


def test_a_sheet_whose_headings_were_told_goes_before_its_twin() -> None:
    table = grid(rows({}))
    book = xlsx_of({"One": table, "Two": [["", ""], *table]})
    checked = taken(book, Said(rows={"Two": 2}), name="twins.xlsx")
    assert [each.sheet for each in checked.matched.tables.values()] == ["Two"]


def test_a_recognised_column_is_turned_away_when_that_is_said_of_this_file() -> None:
    content = csv_of(grid(rows({})))
    away = {"direction of movement": ""}
    assert codes(taken(content, Said(away))) == ["R-201"]
    assert codes(taken(content, Said(), away)) == []


def test_what_was_remembered_of_our_own_words_does_not_hold_in_our_own_workbook() -> None:
    memory = {"place of detection": "narrative"}
    stamped = {"Results": grid(rows({})), "_meta": [["operation", TEMPLATE.operation], ["version", 1]]}
    plain = {"Results": grid(rows({}))}
    assert "R-201" in codes(taken(xlsx_of(plain), Said(), memory, "own.xlsx"))
    assert "R-201" not in codes(taken(xlsx_of(stamped), Said(), memory, "ours.xlsx"))
    assert "R-201" in codes(taken(xlsx_of(stamped), Said(memory), name="said.xlsx"))


def test_every_column_is_shown_with_what_it_is_taken_for() -> None:
    content = csv_of(grid(rows({"Obs.": "late", "brand": "A"})))
    found = {each.name: each for each in every_column(book_of(content), TEMPLATE, {"obs": "narrative"}, Said())}
    assert len(found) == len(ROW) + 2
    assert (found["obs"].held, found["obs"].own, found["obs"].answered) == ("narrative", None, True)
    named = found["brand / model / substance"]
    assert (named.held, named.own, named.answered, named.samples) == ("brand", "brand", False, ("A",))
