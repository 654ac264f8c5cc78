"""A posted form and a sheet of one row are one thing: the same problems, the same values, whatever is typed."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from opsplanner.records.check import Checked, check
from opsplanner.records.child.encode import encode
from opsplanner.records.match import match, match_form
from opsplanner.records.sheet import Book
from opsplanner.records.table import RESULTS, table_of
from tests.records.support import ROW, SETTING, TEMPLATE, grid

FIELDS = [field for field in TEMPLATE.at("case", "line") if field.key != "national_ref"]
TYPED = [
    *("", " ", "x", "Cocain", "seizure", "Saisie", "Экспорт", "Risk profile; Intelligence", "Iran", "СН", "EUR", "kg"),
    *("12", "-1", "0", "~3", "1,234", "12.5", "1 000 000", "12 kg", "1e99", "2018-04-12", "31/02/2018", "03/04/2018"),
    *(
        "12 avril 2018",
        "2099-01-01",
        "848180",
        "7701",
        "40220",
        "CSQU3054383",
        "CSQU3054384",
        "MSC1",
        "#REF!",
        "x" * 400,
    ),
    *(
        "a@example.org",
        "AB1234567",
        "\u200b",
        "\u00a0kg\u00a0",
        "national",
        "Asked national experts",
        "alert",
        "TLP:RED",
    ),
]


def by_sheet(row: dict[str, str]) -> Checked:
    table = grid([row])
    answer = {
        "notices": [],
        "sheets": [
            {
                "name": "",
                "hidden": False,
                "left": 0,
                "length": len(table),
                "columns": encode([list(line) for line in table], len(table[0]), 10),
                "lines": None,
            }
        ],
    }
    return check(match(Book.of("csv", answer), TEMPLATE), SETTING)


def by_form(row: dict[str, str]) -> Checked:
    return check(match_form(TEMPLATE, {RESULTS: table_of([row])}), SETTING)


def said(checked: Checked) -> list[tuple[Any, ...]]:
    return [
        (each.code, each.field, each.value, each.severity, each.suggestion, each.rows and 1)
        for each in checked.problems
    ]


@settings(max_examples=120, deadline=None)
@given(st.dictionaries(st.sampled_from([field.key for field in FIELDS]), st.sampled_from(TYPED), max_size=12))
def test_a_form_is_a_sheet_of_one_row(typed: dict[str, str]) -> None:
    row = {field.key: ROW.get(field.key, "") for field in TEMPLATE.at("case", "line")} | typed
    sheet, form = by_sheet(row), by_form(row)
    assert said(form) == said(sheet)
    assert (form.ok, form.rows, form.ready) == (sheet.ok, sheet.rows, sheet.ready)
    assert form.results is not None
    assert sheet.results is not None
    assert form.results.columns.keys() == sheet.results.columns.keys()
    for key in form.results.columns:
        assert form.results.values(key) == sheet.results.values(key)
