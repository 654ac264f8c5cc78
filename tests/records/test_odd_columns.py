"""Columns of honest people: matched where that is certain, asked about where it is not."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from opsplanner.records.check import Checked
from opsplanner.records.guard import Upload, read_sheet
from opsplanner.records.headings import normal
from opsplanner.records.match import every_column
from opsplanner.records.said import NOTHING_SAID, Said
from opsplanner.records.sheet import Book
from opsplanner.records.taken import FileColumn
from tests.records.support import ROW, TEMPLATE, codes, grid, only, rows, take
from tests.spreadsheets import csv_of


def values(checked: Checked, key: str) -> list[Any]:
    assert checked.results is not None, checked.problems
    return checked.results.values(key)


def columns(
    content: bytes, memory: Mapping[str, str] | None = None, said: Said = NOTHING_SAID
) -> tuple[FileColumn, ...]:
    book = read_sheet(Upload.of("results.csv", content), 200)
    assert isinstance(book, Book)
    return every_column(book, TEMPLATE, memory, said)


def test_columns_are_matched_by_key_label_alias_in_any_order_and_case() -> None:
    names = {
        "national_ref": "CASE NO.",
        "record_kind": "nature du resultat",
        "country_departure": "country_departure *",
    }
    table = grid(rows({}))
    header = [names.get(key, label) for key, label in zip(ROW, table[0], strict=True)]
    turned = [list(reversed(row)) for row in (header, *table[1:])]
    checked = take(csv_of(turned))
    assert (checked.ok, checked.matched.matched) == (True, len(ROW))


def test_an_unknown_column_is_named_with_samples_and_remembered_when_told() -> None:
    table = grid(rows({"Obs.": "late"}, {"Obs.": "night"}))
    checked = take(csv_of(table))
    assert [leftover.heading for leftover in checked.matched.leftovers] == ["Obs."]
    assert only(checked, "R-203").params["samples"] == ("late", "night")
    told = take(csv_of(table), memory={"obs.": "narrative"})
    assert values(told, "narrative") == ["late", "night"]
    assert codes(take(csv_of(table), memory={"obs.": ""})) == []


def test_a_nearly_known_column_is_suggested() -> None:
    problem = only(take(csv_of(grid(rows({"Concealmant": "None"})))), "R-203")
    assert problem.suggestion == "concealment_method"


def test_a_doubled_column_is_asked_and_never_guessed() -> None:
    table = grid(rows({}))
    checked = take(csv_of([[*table[0], "Quantity"], [*table[1], "7"]]))
    assert (checked.ok, only(checked, "R-202").params["columns"]) == (False, ("L", "O"))
    assert checked.matched.matched == len(next(iter(checked.matched.tables.values())).columns)


def test_a_column_without_heading_is_asked() -> None:
    table = grid(rows({}))
    checked = take(csv_of([[*table[0], ""], [*table[1], "x"]]))
    assert codes(checked) == ["R-205"]


def test_a_missing_required_column_is_named_in_one_pass_with_the_problems_of_the_cells() -> None:
    records = [{key: value for key, value in row.items() if key != "detected_on"} for row in rows({"quantity": "~1"})]
    checked = take(csv_of(grid(records)))
    assert codes(checked) == ["R-201", "R-023"]
    assert only(checked, "R-201").params["label"].to("fr") == "Date de détection"
    assert (checked.ok, checked.rows, checked.ready) == (False, 1, 0)


def leftovers(table: list[list[Any]], **more: Any) -> dict[str, tuple[str | None, str]]:
    found = take(csv_of(table), **more).matched.leftovers
    return {each.name: (each.proposal.field, each.proposal.by) for each in found}


@pytest.mark.parametrize(
    ("heading", "values", "field", "by"),
    [
        ("Откуда", ("Китай", "Турция"), "country_departure", "heading"),
        ("Куда", ("Китай", "Турция"), "country_destination", "heading"),
        ("Наименование", ("Клапаны", "Насосы"), "description", "heading"),
        ("Poids total", ("12", "3"), "gross_weight_kg", "heading"),
        ("Qnt", ("12", "3"), "quantity", "heading"),
        ("Origin of goods", ("China", "Iran"), "country_origin", "heading"),
        ("Port of entry", ("Dostyk", "Aktau"), "place_name", "heading"),
        ("5. Дата выявления (дд.мм.гггг)", ("12.04.2018", "13.04.2018"), "detected_on", "heading"),
        ("Страны отправления товара", ("KZ", "CN"), "country_departure", "heading"),
        ("F7", ("China", "Iran", "Allemagne", "?"), "country_departure", "values"),
        ("F7", ("kg", "Stück", "litres"), "unit", "values"),
        ("F7", ("12/04/2018", "3 May 2018"), "detected_on", "values"),
        ("F7", ("CSQU3054383", "MSCU6639870"), "container_no", "values"),
        ("F7", ("848180", "8413.70", "720449"), "hs_code", "values"),
        ("F7", ("Import", "transit"), "direction", "values"),
        ("F7", ("Seizure", "Saisie", "Retenue"), "record_kind", "values"),
        ("F7", ("1", "2"), None, ""),
        ("F7", ("Peter", "Paul"), None, ""),
        ("Date of report", ("Peter", "Paul"), None, ""),
    ],
)
def test_a_column_is_proposed_by_its_heading_or_its_values(
    heading: str, values: tuple[str, ...], field: str | None, by: str
) -> None:
    own = [["Ref", heading], *([f"KZ-{number}", value] for number, value in enumerate(values))]
    assert leftovers(own)[normal(heading)] == (field, by)


def test_no_field_is_proposed_twice_nor_one_that_has_its_column() -> None:
    lines = [
        ["Ref", "Дата", "A", "B", "C"],
        *([f"KZ-{n}", "12.04.2018", "China", "Iran", "13.04.2018"] for n in range(3)),
    ]
    assert leftovers(lines) == {
        "a": ("country_departure", "values"),
        "b": ("country_destination", "values"),
        "c": (None, ""),
    }


def test_two_columns_that_answer_to_one_field_are_settled_by_what_was_said_and_a_lone_one_is_never_lost() -> None:
    table = grid(rows({}))
    twice = csv_of([[*table[0], "Qty", "Quantity"], [*table[1], "7", "8"]])
    assert [each.name for each in columns(twice) if each.doubled] == ["quantity", "qty", "quantity #2"]
    said = {"quantity": "", "qty": "", "quantity #2": "quantity"}
    settled = take(twice, memory=said)
    assert values(settled, "quantity") == [8]
    assert not any(each.doubled for each in columns(twice, said))
    assert [each.settled for each in settled.matched.leftovers] == [True, True]
    assert values(take(csv_of(table), memory=said), "quantity") == [Decimal("12.5")]


def test_a_column_without_heading_is_named_by_its_letter_and_may_be_given_a_meaning() -> None:
    table = grid(rows({}))
    blank = csv_of([[*table[0], ""], [*table[1], "late"]])
    (leftover,) = take(blank).matched.leftovers
    assert (leftover.name, leftover.samples) == ("#o", ("late",))
    assert values(take(blank, memory={"#o": "narrative"}), "narrative") == ["late"]
    assert codes(take(blank, memory={"#o": ""})) == []


def test_headings_of_an_own_sheet_are_found_below_its_title() -> None:
    lines = [
        ["Таможня", "", ""],
        ["апрель 2018", "", ""],
        [],
        ["№ протокола", "Откуда", "Куда"],
        ["1", "Китай", "Иран"],
    ]
    found = {each.heading: each.proposal.field for each in take(csv_of(lines)).matched.leftovers}
    assert found == {"№ протокола": "national_ref", "Откуда": "country_departure", "Куда": "country_destination"}
