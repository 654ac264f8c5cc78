"""Each sample gives what its README says."""

from __future__ import annotations

import io
import json
import re
from collections import Counter

import openpyxl
import pytest
from flask import Flask

from opsplanner.core.access import system_actor
from opsplanner.operations.services import find
from opsplanner.records.template import Template
from opsplanner.results.services import template_of
from scripts import samples

CLEAN = [
    ("clean_en.xlsx", "KZ", 10, set()),
    ("clean_fr.csv", "GE", 9, set()),
    ("clean_ru_cp1251.csv", "KZ", 9, {"R-123"}),
]


def checked(app: Flask, name: str, member: str) -> dict:
    words = ["results", "check", str(samples.FOLDER / name), "--operation", "IREN-DU", "--member", member, "--json"]
    return json.loads(app.test_cli_runner().invoke(args=words).stdout)


@pytest.fixture
def template(demo: Flask) -> Template:
    return template_of(find(system_actor("tests"), "IREN-DU"))


@pytest.mark.parametrize(("name", "member", "rows", "codes"), CLEAN)
def test_a_clean_sheet_is_ready(demo: Flask, name: str, member: str, rows: int, codes: set[str]):
    answer = checked(demo, name, member)
    assert answer["ok"]
    assert (answer["rows"], answer["ready"]) == (rows, rows)
    assert {problem["code"] for problem in answer["problems"]} == codes
    assert answer["template"]["unmatched"] == []


def test_the_three_languages_say_the_same(demo: Flask):
    totals = [checked(demo, name, member)["totals"] for name, member, _rows, _codes in CLEAN]
    assert totals[0] == totals[1] == totals[2]
    assert totals[0] == {"cases": 8, "lines": 9, "kg": "16.250", "l": "150.250", "pieces": "52"}


def test_every_planted_mistake_is_found_at_its_cell_and_no_other(demo: Flask):
    told = re.findall(r"^\| ([A-Z]+\d+) \| (R-\d+) \|", (samples.FOLDER / "README.md").read_text("utf-8"), re.MULTILINE)
    answer = checked(demo, "mistakes.xlsx", "KZ")
    assert not answer["ok"]
    assert f"{answer['rows']} rows" in (samples.FOLDER / "README.md").read_text("utf-8")
    found = {(cell, problem["code"]) for problem in answer["problems"] for cell in problem["cells"]}
    assert set(told) <= found
    assert Counter(problem["code"] for problem in answer["problems"]) == Counter(code for _cell, code in told)
    assert Counter(problem["severity"] for problem in answer["problems"]) == {"error": 15, "warning": 2}


def test_the_folder_is_what_the_script_makes(template: Template):
    made = samples.files(template)
    assert {path.name for path in samples.FOLDER.iterdir()} == made.keys()
    for name, content in made.items():
        kept = (samples.FOLDER / name).read_bytes()
        assert cells(kept) == cells(content) if name.endswith(".xlsx") else kept == content


def cells(content: bytes) -> dict[str, list[tuple[object, ...]]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {page.title: list(page.values) for page in book}
