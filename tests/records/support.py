"""What the tests of records share: the standard template, a sheet made from rows, and the whole way of a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from opsplanner.core.text import Text
from opsplanner.records.answers import Setting
from opsplanner.records.check import Checked, check
from opsplanner.records.guard import Upload, read_sheet
from opsplanner.records.intake import refused
from opsplanner.records.match import match
from opsplanner.records.problem import Problem
from opsplanner.records.template import Template
from opsplanner.reference import Code
from opsplanner.results.standard import standard_template
from tests.spreadsheets import xlsx_of

NOW = datetime(2018, 5, 15, 12, tzinfo=UTC)
SETTING = Setting(NOW)
PHASE = (date(2018, 4, 1), date(2018, 4, 30))
TEMPLATE = standard_template(
    "COSMO2",
    Text.of("Operation COSMO 2", fr="Opération COSMO 2", ru="Операция КОСМО-2"),
    blocks=("short", "strategic"),
    phase=PHASE,
    commodity_types=(Code("valve", Text.of("Valves", fr="Vannes", ru="Клапаны"), (), {"class": "strategic"}),),
    risk_indicators=(
        Code("1", Text.of("Unusual route", fr="Itinéraire inhabituel", ru="Необычный маршрут")),
        Code("2", Text.of("Cash payment", fr="Paiement en espèces", ru="Оплата наличными")),
    ),
).of("KZ")

# One good goods line, by field key, as a person would write it.
ROW: dict[str, Any] = {
    "national_ref": "KZ-2018-1",
    "record_kind": "Seizure",
    "detected_on": "2018-04-12",
    "place_name": "Dostyk",
    "direction": "Transit",
    "transport_mode": "Rail",
    "country_departure": "China",
    "country_destination": "Turkey",
    "detection_basis": "Risk profile",
    "commodity_class": "Strategic goods",
    "description": "Pressure valves of nickel alloy",
    "quantity": "12.5",
    "unit": "kg",
    "strategic_class": "Other dual-use",
}
EFFORT_ROW = {"window_start": "2018-04-01", "window_end": "2018-04-07", "consignments_examined": "40"}


def rows(*changes: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The good row once for each mapping of changes, each a case of its own unless the changes say otherwise."""
    return [{**ROW, "national_ref": f"KZ-2018-{number}", **change} for number, change in enumerate(changes, 1)]


def grid(records: Sequence[Mapping[str, Any]], lang: str = "en", template: Template = TEMPLATE) -> list[list[Any]]:
    """Headings in a language and the rows below; a key that is no field stands as its own heading."""
    keys = list(dict.fromkeys(key for record in records for key in record))
    labels = [template.by_key[key].label.to(lang) if key in template.by_key else key for key in keys]
    return [labels, *([record.get(key, "") for key in keys] for record in records)]


def results(*changes: Mapping[str, Any]) -> bytes:
    """A workbook of the good row, once for each mapping of changes."""
    return xlsx_of({"Results": grid(rows(*changes))})


def take(
    content: bytes,
    name: str = "results.csv",
    template: Template = TEMPLATE,
    *,
    setting: Setting = SETTING,
    memory: Mapping[str, str] | None = None,
    most_rows: int = 200_000,
) -> Checked:
    """The whole way of a file, from bytes to what is said about it."""
    book = read_sheet(Upload.of(name, content), most_rows)
    if isinstance(book, Problem):
        return refused(book, template, name)
    return check(match(book, template, memory, most_rows), setting)


def codes(checked: Checked, *severities: str) -> list[str]:
    """The rule codes of what is said, of some severities or all."""
    return [problem.code for problem in checked.problems if not severities or problem.severity in severities]


def only(checked: Checked, code: str) -> Problem:
    """The one problem of that code."""
    (problem,) = (each for each in checked.problems if each.code == code)
    return problem
