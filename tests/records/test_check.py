"""Cells and cross rules: what is wrong is found at its cell, all in one pass, and what is right is taken exactly."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from opsplanner.records.answers import Setting
from opsplanner.records.check import check
from opsplanner.records.dates import Order, Why
from opsplanner.records.match import match_form
from opsplanner.records.table import EFFORT, RESULTS, table_of
from tests.records.support import EFFORT_ROW, NOW, ROW, SETTING, TEMPLATE, codes, grid, only, rows, take
from tests.spreadsheets import csv_of


def sheet(*changes: dict[str, Any]) -> Any:
    return take(csv_of(grid(rows(*changes))))


def test_a_good_sheet_is_taken_whole() -> None:
    checked = sheet({}, {})
    assert (checked.ok, checked.rows, checked.ready, checked.problems) == (True, 2, 2, ())
    results = checked.results
    assert results is not None
    assert results.values("country_destination") == ["TR", "TR"]
    assert results.values("detected_on") == [date(2018, 4, 12)] * 2
    assert results.values("quantity") == [Decimal("12.5")] * 2
    assert results.values("family") == ["mass", "mass"]
    assert results.values("base") == [12_500_000] * 2
    assert [case.tolist() for case in results.cases()] == [[0], [1]]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"place_name": ""}, "R-010"),
        ({"quantity": "", "unit": ""}, "R-011"),
        ({"commodity_class": "Cocain"}, "R-012"),
        ({"country_departure": "СН"}, "R-013"),
        ({"description": "x" * 301}, "R-014"),
        ({"place_name": "#REF!"}, "R-015"),
        ({"countries_transit": "CN;KZ;UZ;TM;IR;TR;GE"}, "R-018"),
        ({"quantity": "a few"}, "R-020"),
        ({"quantity": "-4"}, "R-021"),
        ({"packages": "2.5"}, "R-022"),
        ({"quantity": "~12"}, "R-023"),
        ({"quantity": "12 kg", "unit": "l"}, "R-025"),
        ({"quantity": "0.0001", "unit": "mg"}, "R-027"),
        ({"quantity": "10000000000", "unit": "t"}, "R-028"),
        ({"value_amount": "1.23456", "value_currency": "EUR"}, "R-029"),
        ({"detected_on": "last week"}, "R-030"),
        ({"detected_on": "31/02/2018"}, "R-031"),
        ({"detected_on": "03/04/2018"}, "R-032"),
        ({"detected_on": "2018-05-17"}, "R-034"),
        ({"hs_code": "84.8"}, "R-050"),
        ({"hs_code": "7701"}, "R-051"),
        ({"container_no": "MSC123"}, "R-060"),
        ({"reach_back_answer": "Pending"}, "R-304"),
        ({"value_amount": "10"}, "R-206"),
    ],
)
def test_an_error_keeps_its_row_back(change: dict[str, Any], code: str) -> None:
    checked = sheet({}, change)
    assert codes(checked, "error") == [code]
    assert checked.ready == 1
    assert only(checked, code).rows == (3,)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"detection_basis": "Alert from another participant"}, "R-303"),
        ({"container_no": "CSQU3054384"}, "R-061"),
        ({"hs_code": "848181"}, "R-052"),
        ({"narrative": "Driver: passport AB1234567"}, "R-070"),
        ({"narrative": "write to someone@example.org"}, "R-070"),
        ({"detected_on": "43202"}, "R-033"),
        ({"packages": "1,234", "quantity": "12"}, "R-024"),
        ({"hs_code": "8481.80.99.90"}, "R-054"),
        ({"detected_on": "2018-03-31"}, "R-035"),
        ({"quantity": "12 kg", "unit": ""}, "R-026"),
    ],
)
def test_a_warning_or_notice_lets_its_row_through(change: dict[str, Any], code: str) -> None:
    checked = take(csv_of(grid([{**ROW, **change}])))
    assert codes(checked) == [code]
    assert (checked.ok, checked.ready) == (True, 1)


def test_a_word_that_is_not_in_the_list_is_one_problem_with_all_its_cells_and_a_suggestion() -> None:
    checked = sheet({}, *[{"commodity_class": "Cocain"}] * 6, {})
    problem = only(checked, "R-012")
    assert (problem.field, problem.value, problem.suggestion) == ("commodity_class", "Cocain", "drugs")
    assert problem.cells == ("J3", "J4", "J5", "J6", "J7", "J8")
    assert (problem.count, checked.ready) == (6, 2)


def test_all_problems_are_found_in_one_pass() -> None:
    checked = sheet({"quantity": "~1"}, {"direction": "sideways"}, {"detected_on": "31.04.2018", "unit": "barrels"})
    assert sorted(codes(checked, "error")) == ["R-012", "R-012", "R-023", "R-031"]


def test_lines_of_one_case_agree() -> None:
    one = {"national_ref": "KZ-7"}
    checked = sheet(one, {**one, "place_name": "Khorgos", "description": "Pumps"})
    problem = only(checked, "R-301")
    assert (problem.field, problem.rows, checked.ready) == ("place_name", (2, 3), 0)


def test_blank_case_cells_of_further_lines_are_filled_from_the_first() -> None:
    one = {"national_ref": "KZ-7"}
    checked = sheet(one, {**one, "place_name": "", "detected_on": "", "description": "Pumps"})
    assert codes(checked) == ["R-305", "R-305"]
    assert checked.results is not None
    assert checked.results.values("place_name") == ["Dostyk", "Dostyk"]
    assert [case.tolist() for case in checked.results.cases()] == [[0, 1]]


def test_a_goods_line_that_stands_twice_is_a_warning() -> None:
    one = {"national_ref": "KZ-7"}
    checked = sheet(one, {**one, "description": "Pumps"}, one, {})
    assert only(checked, "R-302").rows == (2, 4)


def test_references_that_differ_in_capital_letters_alone_are_asked_about() -> None:
    checked = take(csv_of(grid([{**ROW, "national_ref": each} for each in ("GE-402", "ge-402", "GE-403", "ge- 402")])))
    told = [problem for problem in checked.problems if problem.code == "R-315"]
    assert [(problem.rows, problem.params["other"]) for problem in told] == [((3,), "GE-402"), ((5,), "GE-402")]


def test_the_same_reference_of_two_offices_is_two_cases() -> None:
    one = {"national_ref": "KZ-7"}
    checked = sheet({**one, "reporting_unit": "Aktau"}, {**one, "reporting_unit": "Dostyk", "place_name": "Khorgos"})
    assert checked.ok
    assert checked.results is not None
    assert len(checked.results.cases()) == 2


def test_a_blank_country_of_departure_is_right_for_an_internal_movement() -> None:
    assert sheet({"direction": "Internal", "country_departure": ""}).ok


def test_an_ambiguous_column_of_dates_is_asked_once_with_samples_read_both_ways() -> None:
    checked = sheet({"detected_on": "03/04/2018"}, {"detected_on": "05/04/2018"}, {"detected_on": "04/04/2018"})
    problem = only(checked, "R-032")
    assert problem.count == 2
    assert len(problem.params["samples"]) == 2


def test_one_unmistakable_date_decides_for_its_column() -> None:
    checked = sheet({"detected_on": "03/04/2018"}, {"detected_on": "25/04/2018"})
    assert checked.results is not None
    assert checked.results.values("detected_on") == [date(2018, 4, 3), date(2018, 4, 25)]


def test_the_answer_to_the_question_of_dates_is_heeded() -> None:
    content = csv_of(grid(rows({"detected_on": "03/04/2018"})))
    for order, day in ((Order.DAY_FIRST, date(2018, 4, 3)), (Order.MONTH_FIRST, date(2018, 3, 4))):
        checked = take(content, setting=Setting(NOW, {"detected_on": order}))
        assert checked.results is not None
        assert checked.results.values("detected_on") == [day]
        assert only(checked, "R-036").cells == ("C2",)
        proven = take(csv_of(grid(rows({"detected_on": "03/04/2018"}, {"detected_on": "25/04/2018"}))))
        assert "R-036" not in codes(proven)


@pytest.mark.parametrize("lang", ["fr", "ru"])
@pytest.mark.parametrize(("first", "day"), [("03/04/2018", date(2018, 4, 3)), ("05/03/2018", date(2018, 3, 5))])
def test_the_order_that_is_usual_in_the_language_of_a_sheet_is_told(lang: str, first: str, day: date) -> None:
    checked = take(csv_of(grid(rows({"detected_on": first}, {"detected_on": "12.04.2018"}), lang)))
    assert checked.matched.language == lang
    assert checked.results is not None
    assert checked.results.values("detected_on") == [day, date(2018, 4, 12)]
    assert only(checked, "R-040").cells == ("C2",)


@pytest.mark.parametrize("lang", ["fr", "ru"])
@pytest.mark.parametrize("others", [(), ("06/10/2018",), ("03/05/2018",)])
def test_no_order_is_presumed_against_the_action_phase(lang: str, others: tuple[str, ...]) -> None:
    dates = [{"detected_on": each} for each in ("04/10/2018", *others)]
    checked = take(csv_of(grid(rows(*dates), lang)))
    assert only(checked, "R-032").count == len(dates)
    assert not {"R-034", "R-035", "R-040"} & set(codes(checked))
    for order, day in ((Order.DAY_FIRST, date(2018, 10, 4)), (Order.MONTH_FIRST, date(2018, 4, 10))):
        said = take(csv_of(grid(rows(*dates[:1]), lang)), setting=Setting(NOW, {"detected_on": order}))
        assert only(said, "R-036").count == 1
        assert not {"R-032", "R-040"} & set(codes(said))
        if order is Order.MONTH_FIRST:
            assert said.results is not None
            assert said.results.values("detected_on") == [day]


def test_one_day_within_the_action_phase_is_enough_for_the_usual_order() -> None:
    checked = take(csv_of(grid(rows({"detected_on": "04/10/2018"}, {"detected_on": "05/04/2018"}), "fr")))
    assert "R-032" not in codes(checked)
    assert only(checked, "R-040").count == 2


@pytest.mark.parametrize("lang", ["fr", "ru"])
def test_dates_that_can_be_read_one_way_only_are_told_in_no_notice(lang: str) -> None:
    dates = ("25/04/2018", "03/04/2018", "04/04/2018")
    checked = take(csv_of(grid(rows(*({"detected_on": each} for each in dates)), lang)))
    assert not {"R-032", "R-036", "R-040"} & set(codes(checked))


def test_what_is_remembered_of_dates_yields_to_the_action_phase_and_what_is_said_does_not() -> None:
    content = csv_of(grid(rows({"detected_on": "04/05/2018"}, {"detected_on": "04/06/2018"})))
    doubted = only(take(content, setting=Setting(NOW, habits={"detected_on": Order.DAY_FIRST})), "R-032")
    assert doubted.params["remembered"].key == "dmy"
    believed = take(content, setting=Setting(NOW, habits={"detected_on": Order.MONTH_FIRST}))
    assert believed.results is not None
    assert believed.results.orders["detected_on"].why is Why.REMEMBERED
    said = take(content, setting=Setting(NOW, {"detected_on": Order.DAY_FIRST}, {"detected_on": Order.MONTH_FIRST}))
    assert said.results is not None
    assert said.results.orders["detected_on"][:2] == (Order.DAY_FIRST, Why.SAID)


MIXED = ("03/10/2018", "04/10/2018", "23/10/2018", "10/24/2018")


def dated(dates: tuple[str, ...], habit: Order | None = None, said: Order | None = None) -> Any:
    """The check of a sheet with these dates of detection, and with what is remembered and said of them."""
    orders = {"detected_on": said} if said else {}
    habits = {"detected_on": habit} if habit else {}
    return take(csv_of(grid(rows(*({"detected_on": each} for each in dates)))), setting=Setting(NOW, orders, habits))


def test_dates_that_contradict_one_another_are_asked_about_whatever_is_remembered() -> None:
    for habit in (None, *Order):
        asked = only(dated(MIXED, habit), "R-032")
        assert asked.count == 2
        assert [each.params["value"] for each in asked.params["proven"]] == ["23/10/2018", "10/24/2018"]
    assert only(dated(MIXED, Order.MONTH_FIRST, Order.DAY_FIRST), "R-036").count == 2


def test_a_stray_date_does_not_turn_the_others_against_the_phase_or_what_is_remembered() -> None:
    against_phase = ("04/03/2018", "04/05/2018", "24/05/2018")
    assert only(dated(against_phase), "R-032").count == 2
    asked = only(dated(("10/11/2018", "04/24/2018"), Order.DAY_FIRST), "R-032")
    assert asked.params["remembered"].key == "dmy"
    said = dated(against_phase, said=Order.MONTH_FIRST)
    assert said.results is not None
    assert [each.month for each in said.results.values("detected_on")[:2]] == [4, 4]


def test_a_proof_that_the_action_phase_confirms_goes_before_what_is_remembered() -> None:
    checked = dated(("04/03/2018", "04/05/2018", "04/24/2018"), Order.DAY_FIRST)
    assert checked.results is not None
    assert not {"R-032", "R-036", "R-040"} & set(codes(checked))
    assert checked.results.values("detected_on")[0] == date(2018, 4, 3)


def effort(*records: dict[str, str]) -> Any:
    return take(csv_of(grid([{**EFFORT_ROW, **record} for record in records])))


def test_effort_alone_is_a_delivery() -> None:
    checked = effort({}, {"window_start": "2018-04-08", "window_end": "2018-04-14"})
    assert checked.ok
    assert checked.effort is not None
    assert checked.effort.values("consignments_examined") == [40, 40]


def test_effort_windows_must_run_forward_and_not_overlap() -> None:
    backwards = effort({"window_end": "2018-03-30"})
    assert codes(backwards) == ["R-306"]
    nested = effort(
        {"window_end": "2018-04-30"},
        {"window_start": "2018-04-03"},
        {"window_start": "2018-04-20", "window_end": "2018-04-21"},
    )
    assert [problem.rows for problem in nested.problems] == [(2, 3), (2, 4)]
    assert codes(nested) == ["R-307", "R-307"]


def test_more_selected_than_profiled_is_a_warning() -> None:
    assert codes(effort({"consignments_profiled": "40", "consignments_selected": "50"})) == ["R-308"]


@pytest.mark.parametrize(
    "change",
    [{}, {"commodity_class": "Cocain"}, {"quantity": "~12"}, {"detected_on": "31/02/2018"}, {"place_name": ""}],
)
def test_a_form_is_checked_as_a_sheet_of_one_row(change: dict[str, str]) -> None:
    record = {**ROW, **change}
    by_sheet = take(csv_of(grid([record])))
    by_form = check(match_form(TEMPLATE, {RESULTS: table_of([record])}), SETTING)
    assert codes(by_form) == codes(by_sheet)
    assert [problem.value for problem in by_form.problems] == [problem.value for problem in by_sheet.problems]
    for key in record:
        assert by_form.results is not None
        assert by_sheet.results is not None
        assert by_form.results.values(key) == by_sheet.results.values(key)


def test_a_form_of_effort_is_checked_too() -> None:
    checked = check(match_form(TEMPLATE, {EFFORT: table_of([{**EFFORT_ROW, "window_end": "2018-03-01"}])}), SETTING)
    assert codes(checked) == ["R-306"]
