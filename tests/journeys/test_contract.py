"""The commands that others rely on, on the demo: exit codes, shapes, and never a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from flask import Flask

from tests.architecture.source import ROOT
from tests.records.hostile import files

SAMPLES = ROOT / "samples"
REPORT = {"ok", "format", "template", "rows", "ready", "problems", "submission", "totals"}
TEMPLATE = {"operation", "version", "matched", "unmatched"}
TOTALS = {"cases", "lines", "kg", "l", "pieces"}
PROBLEM = {"tier", "severity", "code", "sheet", "field", "value", "message", "suggestion", "count", "cells", "rows"}
TIERS = {"file", "columns", "cells", "cross"}
SEVERITIES = {"error", "warning", "notice"}
FIGURES = {"operation", "as_of", "basis", "filters", "synthetic", "reported", "measures", "charts"}
CHARTS = {"over_time", "by_class", "by_member", "by_mode", "by_basis", "routes", "reporting"}
STARTS = {
    "pptx": b"PK",
    "xlsx": b"PK",
    "pdf": b"%PDF",
    "csv": b"chart,",
    "json": b"{",
    "svg": b"<svg",
    "png": b"\x89PNG",
}
# The file that each sentence of the issue about bad input is about.
HOSTILE = ("empty", "renamed PDF", "encrypted workbook", "zip without a workbook", "ratio", "entities", "value in the last row", "sector counts")  # fmt: skip
HEADS = "national_ref;record_kind;detected_on;place_name;direction;transport_mode;country_departure;country_destination;detection_basis;commodity_class;description;quantity;unit\n"  # fmt: skip


class Answer(NamedTuple):
    """What a command says at its end."""

    code: int
    stdout: str
    stderr: str


Run = Callable[..., Answer]


@pytest.fixture
def process(instance: Path) -> Run:
    """A command as a process of its own, on this test process's copy of the demo."""

    def ran(*words: object, expect: int = 0) -> Answer:
        done = subprocess.run(
            [sys.executable, "-m", "flask", "--app", "wsgi", *map(str, words)],
            cwd=ROOT,
            env={**os.environ, "OPSPLANNER_INSTANCE": str(instance)},
            capture_output=True,
            text=True,
            timeout=120,
        )
        return well(Answer(done.returncode, done.stdout, done.stderr), words, expect)

    return ran


@pytest.fixture
def here(demo_app: Flask) -> Run:
    """The same command without a process of its own, which takes two seconds to begin."""

    def ran(*words: object, expect: int = 0) -> Answer:
        done = demo_app.test_cli_runner().invoke(args=[*map(str, words)])
        assert done.exception is None or isinstance(done.exception, SystemExit), f"{words}: {done.exception!r}"
        return well(Answer(done.exit_code, done.stdout, done.stderr), words, expect)

    return ran


@pytest.fixture(params=["here", pytest.param("process", marks=pytest.mark.long)])
def run(request: pytest.FixtureRequest) -> Run:
    """A command; `make test-all` runs each as a process of its own too."""
    ran: Run = request.getfixturevalue(request.param)
    return ran


def well(answer: Answer, words: tuple[object, ...], expect: int) -> Answer:
    """Whatever a command is given, it answers as promised and in sentences."""
    assert "Traceback" not in answer.stdout + answer.stderr
    assert answer.code == expect, f"{words}: {answer.code}: {answer.stderr}{answer.stdout}"
    assert not expect or answer.stderr.strip() or answer.stdout.strip(), f"{words}: no sentence"
    return answer


def sheet(run: Run, verb: str, path: Path, member: str, *more: str, expect: int = 0) -> dict[str, Any]:
    """What a check or a submission answers: JSON and nothing else."""
    done = run("results", verb, path, "--operation", "IREN-DU", "--member", member, "--json", *more, expect=expect)
    answer: dict[str, Any] = json.loads(done.stdout)
    for problem in answer["problems"]:
        assert set(problem) == PROBLEM
        assert problem["tier"] in TIERS
        assert problem["severity"] in SEVERITIES
        assert problem["message"]
    return answer


def test_a_command_is_a_process_that_answers_by_its_code_and_keeps_json_apart(process: Run, tmp_path: Path):
    assert sheet(process, "check", SAMPLES / "clean_en.xlsx", "KZ")["ok"] is True
    assert sheet(process, "submit", SAMPLES / "mistakes.xlsx", "KZ", expect=1)["ok"] is False
    assert process("results", "check", "no such file", "--operation", "IREN-DU", "--member", "KZ", expect=2).stderr
    out = tmp_path / "figures.pptx"
    process("figures", "export", "--operation", "COSMO2", "--format", "pptx", "--lang", "fr", "--out", out)
    assert out.read_bytes().startswith(b"PK")
    process("audit", "verify")


@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_bytes_are_refused_with_a_sentence(run: Run, tmp_path: Path, name: str):
    file_name, content = next((each[1], each[2]) for each in files() if each[0] == name)
    path = tmp_path / file_name
    path.write_bytes(content)
    answer = sheet(run, "check", path, "KZ", expect=1)
    assert answer["ok"] is False
    assert {problem["tier"] for problem in answer["problems"]} == {"file"}


def test_more_rows_than_the_limit_are_refused(run: Run, tmp_path: Path):
    path = tmp_path / "long.csv"
    row = "GE-1;seizure;2023-10-03;Poti;import;3;CN;GE;random;drugs;Powder;1;KGM\n"
    path.write_text(HEADS + row * 200_001)
    answer = sheet(run, "check", path, "GE", expect=1)
    assert [problem["tier"] for problem in answer["problems"]] == ["file"]
    assert "200" in answer["problems"][0]["message"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("National reference;Unit;Unit\nKZ-1;kg;kg\n", "Unit"),
        ("Place of detection\nAlmaty\n", "National reference"),
    ],
)
def test_a_doubled_or_missing_column_is_named(run: Run, tmp_path: Path, content: str, said: str):
    path = tmp_path / "own.csv"
    path.write_text(content)
    answer = sheet(run, "check", path, "KZ", expect=1)
    assert any(said in problem["message"] for problem in answer["problems"] if problem["tier"] == "columns")


def test_a_sheet_is_checked_and_stored_once(run: Run):
    checked = sheet(run, "check", SAMPLES / "clean_en.xlsx", "KZ")
    assert set(checked) == REPORT
    assert set(checked["template"]) == TEMPLATE
    assert set(checked["totals"]) == TOTALS
    assert (checked["ok"], checked["format"], checked["submission"]) == (True, "xlsx", None)
    first = sheet(run, "submit", SAMPLES / "clean_en.xlsx", "KZ")
    again = sheet(run, "submit", SAMPLES / "clean_en.xlsx", "KZ")
    assert first["submission"]
    assert first["submission"] == again["submission"]


def test_another_members_sheet_is_named_and_refused(run: Run):
    answer = sheet(run, "submit", SAMPLES / "clean_en.xlsx", "GE", "--lang", "fr", expect=1)
    assert (answer["ok"], answer["submission"]) == (False, None)
    assert any("Kazakhstan" in problem["message"] for problem in answer["problems"])


def test_planted_mistakes_are_refused_and_nothing_is_stored(run: Run):
    answer = sheet(run, "submit", SAMPLES / "mistakes.xlsx", "KZ", expect=1)
    assert (answer["ok"], answer["submission"]) == (False, None)
    assert 0 < answer["ready"] < answer["rows"]
    wrong = next(problem for problem in answer["problems"] if problem["value"] == "Strategik goods")
    assert (wrong["cells"], wrong["rows"], wrong["suggestion"]) == (["I2"], [2], "strategic")


@pytest.mark.parametrize("lang", ["en", "fr", "ru"])
def test_sheets_are_downloaded(run: Run, tmp_path: Path, lang: str):
    out = tmp_path / "sheet.xlsx"
    run("template", "download", "--operation", "COSMO2", "--member", "FR", "--lang", lang, "--full", "--out", out)
    assert out.read_bytes().startswith(b"PK")


@pytest.mark.parametrize("form", STARTS)
def test_figures_are_exported(run: Run, tmp_path: Path, form: str):
    out = tmp_path / f"figures.{form}"
    chart = ["--chart", "by_class"] if form in ("svg", "png") else []
    run("figures", "export", "--operation", "COSMO2", "--format", form, "--lang", "fr", *chart, "--out", out)
    assert STARTS[form] in out.read_bytes()[:300]
    if form == "json":
        told = json.loads(out.read_text())
        assert set(told) == FIGURES | {"language", "marking", "notes"}
        assert (told["operation"], told["basis"], told["synthetic"]) == ("COSMO2", "submitted", True)
        assert told["reported"]["of"] == 104
        assert {chart["key"] for chart in told["charts"]} >= CHARTS
        assert all(set(measure) == {"key", "unit", "value"} for measure in told["measures"])


def test_the_platform_says_how_it_is(run: Run, tmp_path: Path):
    run("audit", "verify")
    backup = tmp_path / "all.opsbackup"
    run("backup", "create", backup)
    run("backup", "verify", backup)
    backup.write_bytes(backup.read_bytes()[:-1000])
    run("backup", "verify", backup, expect=1)
    link = run("user", "create", "--email", f"{tmp_path.name}@wco.example", "--role", "secretariat").stdout
    assert link.startswith("http")
    assert "/join/" in link
    run("demo", "load")  # it is there: nothing changes


@pytest.mark.parametrize(
    "words",
    [
        ("results", "check", SAMPLES / "clean_en.xlsx", "--operation", "NOPE", "--member", "KZ"),
        ("results", "check", SAMPLES / "clean_en.xlsx", "--operation", "IREN-DU", "--member", "XX"),
        ("results", "check", "no such file", "--operation", "IREN-DU", "--member", "KZ"),
        ("template", "download", "--operation", "NOPE", "--member", "KZ", "--lang", "en", "--out", "x.xlsx"),
        ("figures", "export", "--operation", "IREN-DU", "--format", "gif", "--lang", "en", "--out", "x"),
        ("figures", "export", "--operation", "IREN-DU", "--format", "json", "--filter", "moon=full", "--out", "x"),
        ("figures", "export", "--operation", "IREN-DU", "--format", "json", "--as", "nobody@x.example", "--out", "x"),
    ],
)
def test_what_there_is_not_is_a_usage_error(run: Run, words: tuple[object, ...]):
    assert run(*words, expect=2).stderr


def test_a_picture_needs_a_chart(run: Run, tmp_path: Path):
    done = run("figures", "export", "--operation", "COSMO2", "--format", "svg", "--out", tmp_path / "x.svg", expect=1)
    assert done.stderr
    assert not (tmp_path / "x.svg").exists()
