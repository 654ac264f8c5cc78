"""Every sheet of the set, through the service of `results check`: the right values, or the right sentence at the right cell."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

import pytest

from opsplanner.core import clock
from opsplanner.records.check import Checked
from opsplanner.records.guard import Upload
from opsplanner.results import services
from tests.results.world import NOW, World, build
from tests.sheets.base import FILES
from tests.sheets.make import SETS

INDEX = Path(__file__).parent / "index.csv"
# What the good row says in every file whose index line says nothing else.
USUAL = {
    "quantity": "12.5",
    "detected_on": "2026-03-04",
    "unit": "KGM",
    "country_departure": "CN",
    "commodity_class": "drugs",
    "description": "White powder",
    "place_name": "Dostyk",
    "record_kind": "seizure",
}
ANSWERS: dict[str, Checked] = {}


def index() -> list[dict[str, str]]:
    with INDEX.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def answers(request: pytest.FixtureRequest) -> Mapping[str, Checked]:
    """What is said of every file; asked once, for nothing is stored."""
    if not ANSWERS:
        request.getfixturevalue("app_context")
        ANSWERS.update(examine(build()))
    return ANSWERS


def examine(world: World) -> dict[str, Checked]:
    with clock.frozen(NOW):
        entry = services.entry(world.actor("kz"), world.operation, "KZ")
        return {name: services.examine_upload(entry, Upload.of(name, make())) for name, make in FILES.items()}


def test_every_sheet_has_its_line_in_the_index() -> None:
    assert [row["file"] for row in index()] == [*FILES]
    assert len(FILES) >= 60
    assert all(row["description"] for row in index())
    assert len(SETS) == 3


@pytest.mark.parametrize("expected", index(), ids=lambda row: row["file"])
def test_a_sheet_gets_its_answer(expected: dict[str, str], answers: Mapping[str, Checked]) -> None:
    checked = answers[expected["file"]]
    assert sorted(told(checked)) == sorted(expected["problems"].split())
    assert (checked.rows, checked.ready) == (int(expected["rows"]), int(expected["ready"]))
    said = dict(pair.split("=") for pair in expected["values"].split(" && ") if pair)
    for key in {*said, *USUAL}:
        found = values(checked, key)
        wanted = said[key].split("|") if key in said else [USUAL[key]] * len(found)
        assert found == wanted, key


def told(checked: Checked) -> set[str]:
    """Code, cells and suggestion of each problem: R-012@J2>drugs."""
    return {
        each.code
        + ("@" + "+".join(each.cells) if each.cells else "")
        + (f">{each.suggestion}" if each.suggestion else "")
        for each in checked.problems
    }


def values(checked: Checked, key: str) -> list[str]:
    """The typed values of the good rows of results, as text."""
    rows = checked.results
    if rows is None or key not in rows.columns:
        return []
    return [";".join(each) if isinstance(each, tuple) else str(each) for each in rows.values(key)]
