"""The write-ahead log cut off anywhere, as a machine that loses its power leaves it: what is found again is a whole past."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.stage import TOLD, Stage

ROUNDS = [pytest.param(20, id="some"), pytest.param(300, id="many", marks=pytest.mark.long)]


def found_in(path: Path) -> tuple[int, ...]:
    """What a program that opens the cut file finds: whole, and how much of what was told."""
    with sqlite3.connect(path) as file:
        assert file.execute("pragma integrity_check").fetchone() == ("ok",)
        assert file.execute("pragma foreign_key_check").fetchall() == []
        told = tuple(file.execute(f"select count(*) from {name}").fetchone()[0] for name in TOLD)
        entries = file.execute("select count(*), max(id) from audit_entry").fetchone()
        sent = file.execute("select count(*) from audit_entry where action = 'results:submit'").fetchone()[0]
    file.close()
    assert entries[0] == entries[1]
    return (*told, sent)


@pytest.fixture
def sent(stage: Stage) -> Iterator[list[tuple[int, ...]]]:
    """Sheets sent while somebody reads, so that all of them are in the log; gives what there was after each."""
    reader = sqlite3.connect(stage.database.path, isolation_level=None)
    reader.execute("begin")
    reader.execute("select count(*) from submission").fetchone()  # from now on nothing leaves the log
    pasts = [found_in(stage.database.path)]
    for number in range(5):
        born = stage.processes.begin("writer", number=number, sheets=1)
        assert stage.processes.wait(born) == 0
        pasts.append(found_in(stage.database.path))
    yield pasts
    reader.close()


@pytest.mark.parametrize("rounds", ROUNDS)
def test_a_log_cut_anywhere_leaves_a_whole_past(
    stage: Stage, sent: list[tuple[int, ...]], tmp_path: Path, rounds: int
) -> None:
    main, log = stage.database.path.read_bytes(), Path(f"{stage.database.path}-wal").read_bytes()
    cut = tmp_path / "cut.sqlite"
    chance, pasts = random.Random(1), set()
    for _round in range(rounds):
        for leftover in tmp_path.iterdir():
            leftover.unlink()
        cut.write_bytes(main)
        Path(f"{cut}-wal").write_bytes(log[: chance.randrange(len(log) + 1)])
        pasts.add(found_in(cut))
    assert pasts <= set(sent)
    assert len(pasts) > 2
