"""Bugs of policy are planted one at a time: for each, a check of access fails."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.access.conftest import Platform
from tests.access.matrix import questions, wrong
from tests.access.planted import BUGS
from tests.access.planting import ROOT, Bug, planted

NEEDED = ("opsplanner", "tests", "migrations", "scripts", "pyproject.toml", "wsgi.py")
MET = [bug for bug in BUGS if bug.is_met]
TESTED = [bug for bug in BUGS if not bug.is_met]


def names(bugs: list[Bug]) -> list[object]:
    return [pytest.param(bug, id=bug.name) for bug in bugs]


def test_there_are_many_and_every_place_to_plant_one_is_still_there() -> None:
    assert len(MET) >= 20
    for bug in BUGS:
        assert bug.plant((ROOT / bug.path).read_text())


@pytest.mark.long
@pytest.mark.parametrize("bug", names(MET))
def test_a_bug_is_met_in_the_matrix(platform: Platform, bug: Bug) -> None:
    with planted(bug):
        assert next(wrong(platform, bug.seen_by, questions("GET")), "")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sources, to be spoiled."""
    folder = tmp_path_factory.mktemp("planted")
    for name in NEEDED:
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy2)(ROOT / name, folder / name)
    return folder


@pytest.mark.long
@pytest.mark.parametrize("bug", names(TESTED))
def test_a_bug_that_the_matrix_cannot_meet_fails_a_test_of_its_own(copy: Path, bug: Bug) -> None:
    spoiled = copy / bug.path
    right = spoiled.read_text()
    spoiled.write_text(bug.plant(right))
    # Nothing compiled is kept, so that no bug outlives its turn.
    command = [sys.executable, "-B", "-m", "pytest", "-x", "-q", "--tb=line", bug.seen_by]
    try:
        done = subprocess.run(
            command, cwd=copy, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(copy)}
        )
    finally:
        spoiled.write_text(right)
    assert f"FAILED {bug.seen_by}" in done.stdout, done.stdout[-2000:]
