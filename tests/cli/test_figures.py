"""The command gives the same figures, in the shape of the contract, with its exit codes."""

from __future__ import annotations

import json

import pytest

from opsplanner.core.access import Role
from tests import factories
from tests.figures.conftest import scene
from tests.figures.test_own import counted

__all__ = ["counted", "scene"]


@pytest.fixture
def run(app, tmp_path):
    """Runs the command for OP1; gives its result and the file."""

    def export(*words):
        out = tmp_path / "figures"
        done = app.test_cli_runner().invoke(args=["figures", "export", "--operation", "OP1", *words, "--out", str(out)])
        return done, out

    return export


@pytest.fixture
def export(scene, run):
    """Runs the command where four Members take part."""
    return run


def test_json_has_the_shape_of_the_contract(export):
    done, out = export("--format", "json", "--lang", "fr")
    assert done.exit_code == 0, done.output
    told = json.loads(out.read_text())
    contract = {"operation", "as_of", "basis", "filters", "synthetic", "reported", "measures", "charts"}
    assert set(told) == contract | {"language", "marking", "notes"}
    assert told["operation"] == "OP1"
    assert told["reported"] == {"n": 3, "of": 4}
    assert {"key": "cases", "unit": "count", "value": "11"} in told["measures"]
    assert all(set(each) == {"key", "title", "unit", "categories", "series"} for each in told["charts"])
    keys = [each["key"] for each in told["charts"]]
    assert keys == ["over_time", "by_class", "by_member", "by_mode", "by_basis", "routes", "reporting"]


@pytest.mark.parametrize("form", ["pptx", "xlsx", "pdf", "csv"])
def test_every_format_is_written(export, form):
    done, out = export("--format", form, "--lang", "en")
    assert done.exit_code == 0, done.output
    assert out.stat().st_size > 100


def test_filters_and_basis(export):
    done, out = export("--format", "json", "--filter", "member=UZ", "--basis", "accepted", "--chart", "by_mode")
    told = json.loads(out.read_text())
    assert done.exit_code == 0
    assert told["filters"] == {"member": ["UZ"]}
    assert told["basis"] == "accepted"
    assert [each["key"] for each in told["charts"]] == ["by_mode"]
    assert told["charts"][0]["series"][0]["values"] == ["1"]


def test_a_picture_needs_a_chart(export):
    done, out = export("--format", "svg")
    assert (done.exit_code, out.exists()) == (1, False)
    assert "choose which" in done.stderr
    done, out = export("--format", "png", "--chart", "by_mode")
    assert (done.exit_code, out.exists()) == (0, True)


def test_a_chart_of_an_own_field_is_written_alone(counted, run):
    done, out = run("--format", "json", "--chart", "own_choice", "--lang", "fr")
    assert done.exit_code == 0, done.output
    told = json.loads(out.read_text())["charts"]
    assert [(each["key"], each["series"][0]["values"]) for each in told] == [("own_choice", ["3", "1", "1"])]
    assert run("--format", "svg", "--chart", "own_boolean")[0].exit_code == 0
    wrong, _out = run("--format", "json", "--chart", "own_colour")
    assert (wrong.exit_code, wrong.stdout) == (2, "")
    assert all(key in wrong.stderr for key in ("own_colour", "own_choice", "by_class"))


@pytest.mark.parametrize(
    "words",
    [
        ["--filter", "colour=red"],
        ["--filter", "transport_mode=spaceship"],
        ["--filter", "member=XX"],
        ["--filter", "period=9"],
        ["--chart", "secrets"],
    ],
)
def test_what_there_is_not_is_a_usage_error(export, words):
    assert export("--format", "json", *words)[0].exit_code == 2


def test_an_unknown_filter_is_told_with_what_there_is(export):
    assert "transport_mode" in export("--format", "json", "--filter", "mode=1")[0].stderr
    assert "seizure" in export("--format", "json", "--filter", "record_kind=spaceship")[0].stderr


def test_another_operation_is_a_usage_error(app, scene, tmp_path):
    words = ["figures", "export", "--operation", "NOPE", "--format", "json", "--out", str(tmp_path / "x")]
    assert app.test_cli_runner().invoke(args=words).exit_code == 2


def test_as_somebody_else(export, scene):
    factories.seated("ncp@test.example", scene, Role.MEMBER, "KZ")
    factories.seated("donor@test.example", scene, Role.OBSERVER, "UNODC")
    done, out = export("--format", "json", "--as", "ncp@test.example")
    assert done.exit_code == 0
    assert "Customs of GE" not in out.read_text()
    assert export("--format", "json", "--as", "donor@test.example")[0].exit_code == 1


@pytest.mark.parametrize(
    ("pairs", "named"),
    [
        (["member=GE"], "Member GE"),
        (["transport_mode=3", "transport_mode=4"], "Air"),
        (["transport_mode=4", "record_kind=seizure"], "Seizure"),
    ],
)
def test_a_filter_the_reader_may_not_use_is_refused_by_its_name(export, scene, pairs, named):
    factories.seated("ncp@test.example", scene, Role.MEMBER, "KZ")
    words = [word for pair in pairs for word in ("--filter", pair)]
    done, out = export("--format", "json", "--as", "ncp@test.example", *words)
    assert (done.exit_code, out.exists()) == (1, False)
    assert "You may not use this filter here" in done.stderr
    assert named in done.stderr
    assert export("--format", "json", "--as", "ncp@test.example", "--filter", "member=KZ")[0].exit_code == 0
