"""Every rule sentence and every condition of result-fields.csv is a coded rule: a bad example is met by it, a good one is not."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from typing import Any

import pytest

from opsplanner.records.catalogue import rules
from opsplanner.records.check import Checked, check
from opsplanner.records.match import match_form
from opsplanner.records.table import EFFORT, RESULTS, table_of
from opsplanner.results.standard import FOLDER
from tests.records.support import EFFORT_ROW, ROW, SETTING, TEMPLATE, grid, take
from tests.spreadsheets import csv_of

Row = Mapping[str, Any]
Case = tuple[str, str, Row, Row]
COUNTRIES = ("country_departure", "country_destination", "country_suspected", "country_origin")
WHOLE = (
    "consignments_examined", "consignments_profiled", "consignments_scanned", "passengers_checked", "vehicles_checked",
    "parcels_checked", "officers_engaged", "licence_checks", "reach_back_requests",
)  # fmt: skip
MONEY = {"value_currency": "EUR"}

# The field whose rule it is, the code that holds it, what it finds wrong, and the like of it that is right.
SENTENCES: list[Case] = [
    ("detected_on", "R-034", {"detected_on": "2018-05-17"}, {"detected_on": "2018-05-16"}),
    ("detected_on", "R-035", {"detected_on": "2018-03-31"}, {"detected_on": "2018-04-01"}),
    ("detected_on", "R-037", {"detected_on": "0018-04-12"}, {"detected_on": "1900-04-12"}),
    ("detected_on", "R-038", {"detected_on": "1926-04-12"}, {"detected_on": "2014-04-12"}),
    *((key, "R-012", {key: "Nowhere"}, {key: right}) for key, right in zip(COUNTRIES, ("KAZ", "ZZ", "XK", "EU"), strict=True)),
    ("detection_basis", "R-303", {"detection_basis": "alert"}, {"detection_basis": "alert", "alert_ref": "A-7"}),
    ("quantity", "R-021", {"quantity": "0"}, {"quantity": "0.001"}),
    ("quantity", "R-039", {"quantity": "2.5", "unit": "pieces"}, {"quantity": "0.5", "unit": "pairs"}),
    ("unit", "R-012", {"unit": "barrels"}, {"unit": "кг"}),
    ("strategic_class", "R-310", {"hs_code": "930320"}, {"hs_code": "930320", "strategic_class": "CON"}),
    ("strategic_class", "R-311", {"hs_code": "291524", "strategic_class": "CHE"}, {"hs_code": "291529", "strategic_class": "CHE"}),
    ("hs_code", "R-050", {"hs_code": "848"}, {"hs_code": "84.81 80"}),
    ("hs_code", "R-051", {"hs_code": "7701"}, {"hs_code": "76"}),
    ("hs_code", "R-052", {"hs_code": "848181"}, {"hs_code": "848180"}),
    ("hs_code", "R-054", {"hs_code": "8481809990"}, {"hs_code": "848180"}),
    ("country_suspected", "R-012", {"country_suspected": "Atlantis"}, {"country_suspected": "Россия"}),
    ("reach_back_answer", "R-304", {"reach_back_answer": "Pending"}, {"reach_back": "national", "reach_back_answer": "Pending"}),
    ("container_no", "R-060", {"container_no": "MSC123"}, {"container_no": "CSQU3054383; MSKU9070323"}),
    ("container_no", "R-061", {"container_no": "CSQU3054384"}, {"container_no": "CSQU3054383"}),
    ("conveyance_id", "R-070", {"conveyance_id": "01KG123ABC"}, {"conveyance_id": "KC 123"}),
    ("countries_transit", "R-018", {"countries_transit": "CN;KZ;UZ;TM;IR;TR;GE"}, {"countries_transit": "CN;KZ;UZ;TM;IR;TR"}),
    ("declared_hs", "R-050", {"declared_hs": "84.8"}, {"declared_hs": "84"}),
    ("declared_hs", "R-051", {"declared_hs": "9901"}, {"declared_hs": "9701"}),
    ("declared_hs", "R-052", {"declared_hs": "848181"}, {"declared_hs": "848180"}),
    ("declared_hs", "R-054", {"declared_hs": "8481809990"}, {"declared_hs": "848180"}),
    ("risk_indicators", "R-012", {"risk_indicators": "9"}, {"risk_indicators": "1; 2"}),
    *((key, "R-021", {key: "-1"}, {key: "0"}) for key in ("persons_arrested", "persons_other", "companies_involved", "packages")),
    ("commodity_type", "R-012", {"commodity_type": "pump"}, {"commodity_type": "Vannes"}),
    ("commodity_type", "R-314", {"commodity_type": "Vannes", "commodity_class": "drugs"}, {"commodity_type": "Vannes"}),
    ("gross_weight_kg", "R-021", {"gross_weight_kg": "0"}, {"gross_weight_kg": "0.5"}),
    ("value_amount", "R-021", {"value_amount": "0", **MONEY}, {"value_amount": "0.01", **MONEY}),
    ("value_amount", "R-011", {"value_amount": "10", "value_currency": ""}, {"value_amount": "10", **MONEY}),
    ("value_currency", "R-012", {"value_amount": "10", "value_currency": "XYZ"}, {"value_amount": "10", **MONEY}),
    ("revenue_evaded", "R-021", {"revenue_evaded": "-1", **MONEY}, {"revenue_evaded": "0", **MONEY}),
    ("revenue_evaded", "R-011", {"revenue_evaded": "10", "value_currency": ""}, {"revenue_evaded": "10", **MONEY}),
    ("narrative", "R-070", {"narrative": "ask ncp@customs.example"}, {"narrative": "Found behind a false wall."}),
    ("narrative", "R-070", {"narrative": "passport N 1234567"}, {"narrative": "TIR carnet XR12345678"}),
    ("handling", "R-012", {"handling": "PINK"}, {"handling": "RED"}),
    ("embargo_until", "R-037", {"embargo_until": "9999-12-31"}, {"embargo_until": "2100-12-31"}),
    ("embargo_until", "R-030", {"embargo_until": "soon"}, {"embargo_until": "2030-01-31"}),
]  # fmt: skip
EFFORT_SENTENCES: list[Case] = [
    ("window_end", "R-034", {"window_end": "2018-05-17"}, {"window_end": "2018-05-16"}),
    ("window_start", "R-037", {"window_start": "0001-01-01"}, {"window_start": "2018-04-01"}),
    ("window_end", "R-306", {"window_end": "2018-03-31"}, {"window_end": "2018-04-01"}),
    *((key, "R-021", {key: "-1"}, {key: "0"}) for key in WHOLE),
    ("officer_hours", "R-021", {"officer_hours": "-0.5"}, {"officer_hours": "0"}),
    ("consignments_selected", "R-308", {"consignments_profiled": "4", "consignments_selected": "5"},
     {"consignments_profiled": "5", "consignments_selected": "5"}),
]  # fmt: skip
# When an answer is required: the answers beside it that demand it, and those that do not.
CONDITIONS: list[Case] = [
    ("country_departure", "R-011", {"country_departure": "", "direction": "Transit"}, {"country_departure": "", "direction": "Internal"}),
    ("quantity", "R-011", {"quantity": "", "unit": ""}, {"quantity": "", "unit": "", "record_kind": "licence_query"}),
    ("unit", "R-011", {"unit": ""}, {"unit": "", "quantity": "", "record_kind": "other"}),
    ("strategic_class", "R-011", {"strategic_class": ""}, {"strategic_class": "", "commodity_class": "Drugs"}),
    ("value_currency", "R-011", {"value_amount": "5", "value_currency": ""}, {"value_amount": "", "value_currency": ""}),
]  # fmt: skip
# Told by the identity of a case, or chosen and shown elsewhere: nothing that one row can break.
OF_SEVERAL_ROWS = {
    "national_ref": "test_check.py: lines of one case agree; the same reference of two offices is two cases",
    "commodity_class": "prefilled by the preset: tests/operations",
    "control_entry": "recognised and charted; other schemes are kept as written",
    "alert_ref": "a reference of any channel is kept as written",
    "reporting_unit": "test_check.py: the same reference of two offices is two cases",
    "document_ref": "masked for other Members: tests/results/test_scope.py",
    "legal_outcome": "may be updated after acceptance: tests/results",
    "disposition": "may be updated after acceptance: tests/results",
}


def by_sheet(row: Row) -> Checked:
    return take(csv_of(grid([row])))


def by_form(row: Row, group: Any) -> Checked:
    return check(match_form(TEMPLATE, {group: table_of([row])}), SETTING)


def told(checked: Checked) -> list[tuple[str, str | None, str]]:
    return [(problem.code, problem.field, problem.severity) for problem in checked.problems]


@pytest.mark.parametrize(("key", "code", "bad", "good"), [*SENTENCES, *CONDITIONS])
def test_a_rule_of_results_finds_the_bad_example_and_passes_the_good_one(
    key: str, code: str, bad: Row, good: Row
) -> None:
    for group, changes in ((True, bad), (False, good)):
        row = {**ROW, **changes}
        sheet, form = by_sheet(row), by_form(row, RESULTS)
        assert (code in {problem.code for problem in sheet.problems}) is group, (key, changes)
        assert told(form) == told(sheet)
    assert by_sheet({**ROW, **bad}).ok is (rules()[code].severity != "error")


@pytest.mark.parametrize(("key", "code", "bad", "good"), EFFORT_SENTENCES)
def test_a_rule_of_effort_finds_the_bad_example_and_passes_the_good_one(
    key: str, code: str, bad: Row, good: Row
) -> None:
    for group, changes in ((True, bad), (False, good)):
        row = {**EFFORT_ROW, **changes}
        sheet, form = by_sheet(row), by_form(row, EFFORT)
        assert (code in {problem.code for problem in sheet.problems}) is group, (key, changes)
        assert told(form) == told(sheet)


def test_no_rule_of_the_list_of_fields_is_forgotten() -> None:
    with (FOLDER / "result-fields.csv").open(encoding="utf-8", newline="") as file:
        fields = list(csv.DictReader(file))
    tested = {key for key, *_rest in [*SENTENCES, *EFFORT_SENTENCES]} | set(OF_SEVERAL_ROWS)
    assert {row["key"] for row in fields if row["rule"]} <= tested
    depending = {row["key"] for row in fields if row["required"].split()[0] not in ("always", "no")}
    assert depending == {key for key, *_rest in CONDITIONS}


@pytest.mark.parametrize(
    "field", [each for each in TEMPLATE.at("case", "line") if each.required.is_always], ids=lambda each: each.key
)
def test_what_is_always_required_may_not_be_blank(field: Any) -> None:
    found = by_sheet({**ROW, "packages": "1", field.key: ""})
    assert ("R-010", field.key, "error") in told(found)
