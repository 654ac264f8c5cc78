"""Many at once, each in a process of its own: nobody is refused, nothing is lost, and a backup made meanwhile is of one moment."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from opsplanner.core import backup
from opsplanner.core.access import system_actor
from opsplanner.core.db import db
from opsplanner.figures.filters import Asked
from opsplanner.figures.services import document, look
from opsplanner.operations.services import find
from tests.faults.stage import Stage

ACTOR = system_actor("tests")


def numbers(stage: Stage) -> list[int]:
    """The numbers that submissions were given, in their order."""
    with stage.app.app_context():
        found = db.session.scalars(db.text("select number from submission order by number")).all()
    stage.close()
    return list(found)


def figures(stage: Stage) -> object:
    """All the planner's figures, as the file of values that goes with them."""
    with stage.app.app_context():
        operation = find(ACTOR, "OP1")
        told = document(ACTOR, operation, look(ACTOR, operation, Asked())).charts
    stage.close()
    return told


@pytest.mark.parametrize("many", [pytest.param(8, id="some"), pytest.param(50, id="fifty", marks=pytest.mark.long)])
def test_writers_at_the_same_moment_are_all_served(stage: Stage, many: int) -> None:
    writers = [stage.processes.begin("writer", number=number, sheets=1) for number in range(many)]
    assert [stage.processes.wait(each) for each in writers] == [0] * many
    assert numbers(stage) == list(range(1, many + 1))
    found = stage.count()
    assert {found[name] for name in ("submission", "result_case", "case_row", "goods_line", "sent")} == {many}


def test_a_backup_made_while_others_write_is_of_one_moment_and_comes_back(stage: Stage, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    writers = [stage.processes.begin("writer", number=number, sheets=4) for number in range(3)]
    assert stage.processes.wait(stage.processes.begin("backup", path=str(path))) == 0
    assert [stage.processes.wait(each) for each in writers] == [0, 0, 0]
    assert stage.count()["submission"] == 12
    said = backup.verify(path)
    with zipfile.ZipFile(path) as archive:
        rows = {each["table"]: each["rows"] for each in json.loads(archive.read("manifest.json"))["parts"]}
    with stage.app.app_context():
        backup.restore(ACTOR, path, force=True)
    found = stage.count()
    alike = {found[name] for name in ("submission", "result_case", "case_row", "goods_line", "sent")}
    assert alike == {rows["submission"]}
    assert numbers(stage) == list(range(1, rows["submission"] + 1))
    assert said.rows == sum(rows.values())


def test_figures_are_equal_after_a_restore(stage: Stage, tmp_path: Path) -> None:
    assert stage.processes.wait(stage.processes.begin("writer", number=1, sheets=3)) == 0
    before = figures(stage)
    assert stage.processes.wait(stage.processes.begin("backup", path=str(tmp_path / "a.zip"))) == 0
    assert stage.processes.wait(stage.processes.begin("writer", number=2, sheets=2)) == 0
    assert figures(stage) != before
    with stage.app.app_context():
        backup.restore(ACTOR, tmp_path / "a.zip", force=True)
    assert figures(stage) == before
