"""The commands answer exactly as the contract says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from click.testing import Result
from flask import Flask
from openpyxl import Workbook

from opsplanner.core.db import db
from opsplanner.results import services
from opsplanner.results.models import Submission
from tests.results.world import World, row, sheet

KEYS = {"ok", "format", "template", "rows", "ready", "problems", "submission", "totals"}
PROBLEM = {"tier", "severity", "code", "sheet", "field", "value", "message", "suggestion", "count", "cells", "rows"}


def run(app: Flask, verb: str, file: Path, *more: str, operation: str = "OP1", member: str = "KZ") -> Result:
    command = ["results", verb, str(file), "--operation", operation, "--member", member, *more]
    return app.test_cli_runner().invoke(args=command)


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A sheet without an error."""
    return written(tmp_path, row(), row(national_ref="KZ-002"))


def written(folder: Path, *rows: dict[str, str]) -> Path:
    path = folder / "results.csv"
    path.write_bytes(sheet(*rows).content)
    return path


def found(result: Result) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


def test_check_stores_nothing(app_context: Flask, world: World, good: Path) -> None:
    result = run(app_context, "check", good, "--json")
    assert result.exit_code == 0
    answer = found(result)
    assert set(answer) == KEYS
    assert (answer["ok"], answer["rows"], answer["ready"], answer["submission"]) == (True, 2, 2, None)
    assert answer["template"] == {"operation": "OP1", "version": 1, "matched": 13, "unmatched": []}
    assert answer["totals"] == {"cases": 2, "lines": 2, "kg": "25.000", "l": "0", "pieces": "0"}
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Submission)) == 0


def test_submit_stores_once(app_context: Flask, world: World, good: Path) -> None:
    first, again = run(app_context, "submit", good, "--json"), run(app_context, "submit", good, "--json")
    assert (first.exit_code, again.exit_code) == (0, 0)
    assert found(first)["submission"] == found(again)["submission"]
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Submission)) == 1


def test_a_sheet_with_errors_is_refused_with_each_of_them(app_context: Flask, world: World, tmp_path: Path) -> None:
    bad = written(tmp_path, row(commodity_class="Cocain", quantity="a few"), row(national_ref="KZ-002"))
    result = run(app_context, "submit", bad, "--json")
    assert result.exit_code == 1
    answer = found(result)
    assert (answer["ok"], answer["rows"], answer["ready"], answer["submission"]) == (False, 2, 1, None)
    errors = {problem["field"]: problem for problem in answer["problems"] if problem["severity"] == "error"}
    assert set(errors) == {"commodity_class", "quantity"}
    assert all(set(problem) == PROBLEM for problem in answer["problems"])
    assert (errors["commodity_class"]["value"], errors["commodity_class"]["cells"]) == ("Cocain", ["J2"])


def test_warnings_are_stored_with_the_reason_command_line(app_context: Flask, world: World, tmp_path: Path) -> None:
    result = run(app_context, "submit", written(tmp_path, row(detection_basis="alert")), "--json")
    assert result.exit_code == 0
    submission = db.session.scalars(sa.select(Submission)).one()
    assert [each["reason"] for each in submission.reasons] == ["command line"]


def test_what_cannot_be_read_is_a_file_problem(app_context: Flask, world: World, tmp_path: Path) -> None:
    path = tmp_path / "renamed.xlsx"
    path.write_bytes(b"%PDF-1.7")
    result = run(app_context, "check", path, "--json")
    assert result.exit_code == 1
    assert [problem["tier"] for problem in found(result)["problems"]] == ["file"]


@pytest.mark.parametrize("where", [{"operation": "NOPE"}, {"member": "ZW"}])
def test_an_unknown_operation_or_member_is_usage(
    app_context: Flask, world: World, good: Path, where: dict[str, str]
) -> None:
    assert run(app_context, "check", good, "--json", **where).exit_code == 2


def test_sentences_come_in_the_language_asked_for(app_context: Flask, world: World, tmp_path: Path) -> None:
    bad = written(tmp_path, row(quantity="a few"))
    assert "Saisissez" in found(run(app_context, "check", bad, "--json", "--lang", "fr"))["problems"][0]["message"]


@pytest.mark.parametrize("lang", ["en", "fr", "ru"])
def test_the_downloaded_template_is_recognised(app_context: Flask, world: World, tmp_path: Path, lang: str) -> None:
    path = tmp_path / "sheet.xlsx"
    runner = app_context.test_cli_runner()
    command = ["template", "download", "--operation", "OP1", "--member", "KZ", "--lang", lang, "--out", str(path)]
    assert runner.invoke(args=command).exit_code == 0
    answer = found(run(app_context, "check", path, "--json"))
    assert [problem["code"] for problem in answer["problems"]] == ["R-129"]
    other = found(run(app_context, "check", path, "--json", member="GE"))
    assert "R-126" in [problem["code"] for problem in other["problems"]]


@pytest.mark.parametrize("lang", ["en", "fr", "ru"])
def test_the_template_comes_as_text_too_and_is_recognised(
    app_context: Flask, world: World, tmp_path: Path, lang: str
) -> None:
    path = tmp_path / "sheet.CSV"
    command = ["template", "download", "--operation", "OP1", "--member", "KZ", "--lang", lang, "--out", str(path)]
    assert app_context.test_cli_runner().invoke(args=command).exit_code == 0
    answer = found(run(app_context, "check", path, "--json"))
    assert answer["format"] == "csv"
    assert [problem["code"] for problem in answer["problems"]] == ["R-129"]


def test_effort_that_overlaps_what_was_reported_is_told_and_blocks_no_results(
    app_context: Flask, world: World, tmp_path: Path
) -> None:
    report_effort(world, "2026-03-02", "2026-03-08")
    mixed = with_effort(tmp_path, ("2026-03-05", "2026-03-12"))
    for verb, code in (("check", 1), ("submit", 0)):
        result = run(app_context, verb, mixed, "--json")
        assert result.exit_code == code
        answer = found(result)
        problem = next(each for each in answer["problems"] if each["code"] == "R-309")
        assert (problem["tier"], problem["severity"], problem["sheet"]) == ("cross", "error", "Effort")
        assert (problem["cells"], problem["rows"]) == (["A2"], [2])
        assert not answer["ok"]
    submission = db.session.scalars(sa.select(Submission).order_by(Submission.id.desc())).first()
    assert submission is not None
    assert (submission.reference, submission.counts["new"]) == (answer["submission"], 1)
    assert submission.counts["effort"] == 0


def report_effort(world: World, first: str, last: str) -> None:
    """Effort stored earlier, by form."""
    entry = services.entry(world.actor("kz"), world.operation)
    answers = {"window_start": first, "window_end": last, "consignments_examined": "120"}
    services.report_effort(world.actor("kz"), entry, services.check_effort(entry, answers, "en"))


def with_effort(folder: Path, *windows: tuple[str, str]) -> Path:
    """A workbook with one case and rows of effort."""
    book = Workbook()
    results = book.active
    assert results is not None
    results.title = "Results"
    results.append(list(row()))
    results.append(list(row().values()))
    effort = book.create_sheet("Effort")
    effort.append(["window_start", "window_end", "consignments_examined"])
    for window in windows:
        effort.append([*window, 40])
    path = folder / "mixed.xlsx"
    book.save(path)
    return path


def test_a_file_over_the_limit_is_refused_under_its_format(
    app_context: Flask, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app_context.config, "MAX_UPLOAD_MB", 0)
    answer = found(run(app_context, "check", written(tmp_path, row()), "--json"))
    assert (answer["ok"], answer["format"]) == (False, "csv")
