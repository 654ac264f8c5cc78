"""The answer of `results check --json` has exactly the shape of the contract."""

import json

from opsplanner.records.report import report
from tests.records.support import grid, rows, take
from tests.spreadsheets import csv_of

PROBLEM = {"tier", "severity", "code", "sheet", "field", "value", "message", "suggestion", "count", "cells", "rows"}


def test_the_answer_has_the_contracts_shape() -> None:
    table = grid(
        rows({}, {"quantity": "0.1"}, {"commodity_class": "Cocain"}, {"quantity": "45", "unit": "pieces", "Obs.": "x"})
    )
    answer = json.loads(json.dumps(report(take(csv_of(table)), "en")))
    assert list(answer) == ["ok", "format", "template", "rows", "ready", "problems", "submission", "totals"]
    assert (answer["ok"], answer["format"], answer["rows"], answer["ready"]) == (False, "csv", 4, 3)
    assert answer["template"] == {"operation": "COSMO2", "version": 1, "matched": 14, "unmatched": ["Obs."]}
    assert answer["submission"] is None
    assert answer["totals"] == {"cases": 3, "lines": 3, "kg": "12.600", "l": "0", "pieces": "45"}
    assert all(set(problem) == PROBLEM for problem in answer["problems"])
    (error,) = [problem for problem in answer["problems"] if problem["severity"] == "error"]
    assert error | {"message": ""} == {
        "tier": "cells",
        "severity": "error",
        "code": "R-012",
        "sheet": None,
        "field": "commodity_class",
        "value": "Cocain",
        "message": "",
        "suggestion": "drugs",
        "count": 1,
        "cells": ["J4"],
        "rows": [4],
    }


def test_a_file_that_cannot_be_read_is_one_problem_of_the_file() -> None:
    answer = report(take(b"", "a.xlsx"), "fr")
    assert (answer["ok"], answer["rows"], answer["ready"]) == (False, 0, 0)
    assert [(each["tier"], each["code"]) for each in answer["problems"]] == [("file", "R-101")]
    assert answer["totals"] == {"cases": 0, "lines": 0, "kg": "0", "l": "0", "pieces": "0"}


def test_places_are_limited_and_counted() -> None:
    problem = report(take(csv_of(grid(rows(*[{"quantity": "~1"}] * 1200)))), "en")["problems"][0]
    assert (problem["count"], len(problem["cells"]), len(problem["rows"])) == (1200, 1000, 1000)
