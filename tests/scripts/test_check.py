"""`make test`: every step runs, nothing is left out silently."""

from __future__ import annotations

import check
import pytest

GOOD = check.Step("good", ("true",))
BAD = check.Step("bad", ("false",))
IMPOSSIBLE = check.Step("impossible", ("false",), needs="chromium")


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is installed, every program is there, and nobody is continuous integration."""
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(check, "prepare", lambda *lists: None)
    monkeypatch.setattr(check, "_install_missing", lambda: None)
    monkeypatch.setattr(check, "_has", lambda program: True)


def steps(monkeypatch: pytest.MonkeyPatch, *chosen: check.Step) -> None:
    monkeypatch.setattr(check, "_steps", lambda everything: list(chosen))


def test_one_failure_fails_all_but_stops_nothing(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    steps(monkeypatch, GOOD, BAD, GOOD)
    assert check.main([]) == 1
    assert capsys.readouterr().out.count("passed") == 2


def test_all_good_is_good(monkeypatch: pytest.MonkeyPatch):
    steps(monkeypatch, GOOD, GOOD)
    assert check.main([]) == 0


@pytest.mark.parametrize(("ci", "code"), [("", 0), ("true", 1)])
def test_what_could_not_run_is_said_last_and_fails_continuous_integration(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], ci: str, code: int
):
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(check, "_has", lambda program: program != "chromium")
    steps(monkeypatch, GOOD, IMPOSSIBLE)
    assert check.main([]) == code
    output = capsys.readouterr().out
    assert "not run" in output
    assert output.splitlines()[-1] == "Could not run, and was left out: what needs chromium."


def test_the_long_tests_are_in_the_long_run_alone():
    short, everything = ([" ".join(step.command) for step in check._steps(everything)] for everything in (False, True))
    assert sum("not long" in command for command in short) == 3
    assert not any("not long" in command for command in everything)
