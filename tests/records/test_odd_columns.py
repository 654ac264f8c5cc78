"""Columns of honest people: matched where that is certain, asked about where it is not."""

from typing import Any

from opsplanner.records.check import Checked
from tests.records.support import ROW, codes, csv_of, grid, only, rows, take


def values(checked: Checked, key: str) -> list[Any]:
    assert checked.results is not None, checked.problems
    return checked.results.values(key)


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


def test_a_missing_required_column_is_named_and_nothing_else_is_said() -> None:
    records = [{key: value for key, value in row.items() if key != "detected_on"} for row in rows({"quantity": "~1"})]
    checked = take(csv_of(grid(records)))
    assert codes(checked) == ["R-201"]
    assert only(checked, "R-201").params["label"].to("fr") == "Date de détection"
