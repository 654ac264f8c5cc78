"""kill -9 at every step of writing, to web, worker and backup: nothing acknowledged is lost, nothing is halved or doubled."""

from __future__ import annotations

import http.client
import io
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from opsplanner.core import backup
from opsplanner.results import services
from opsplanner.results.services import drafting
from tests.databases import EMPTY
from tests.faults.stage import KILLED, Browser, Stage, file_body
from tests.results.world import row, sheet

BASE = "/operations/OP1/results"
ROWS = [row(national_ref=f"KZ-{number}") for number in range(6)]
SHEET = sheet(*ROWS)
LOST = (http.client.HTTPException, OSError)
# In `make test` every so many steps, in `make test-all` each.
STEPS = [pytest.param(11, id="some"), pytest.param(1, id="every", marks=pytest.mark.long)]
NONE = {"submission": 0, "result_case": 0, "case_row": 0, "goods_line": 0, "outbox_mail": 0, "sent": 0}


def tell(sender: Browser, said: list[str]) -> None:
    """Sends the sheet; notes in `said` what was acknowledged."""
    place = sender.upload(f"{BASE}/upload", SHEET.content, SHEET.name).headers["Location"]
    said.append("draft")
    answer = sender.post(f"{place}/confirm", handling="AMBER", seen="AMBER", entitled="on")
    assert "/submissions/" in answer.headers.get("Location", ""), answer.read().decode()
    said.append("sent")


def told_by(stage: Stage, sender: Browser, die_at: int = 0) -> tuple[list[str], bool]:
    """Somebody sends the sheet at a web process that is to die at some step: what was acknowledged, and whether it died."""
    said: list[str] = []
    web = stage.processes.begin("web", die_at=die_at)
    sender.port = web["port"]
    try:
        tell(sender, said)
    except LOST:
        assert stage.processes.wait(web) == KILLED
        return said, True
    stage.processes.kill(web)
    return said, False


@pytest.mark.parametrize("every", STEPS)
def test_a_web_process_killed_at_any_step_loses_and_doubles_nothing(stage: Stage, sender: Browser, every: int) -> None:
    told_by(stage, sender)
    whole = stage.count()
    died, kills, die_at = True, 0, 1
    while died:
        stage.put_back()
        said, died = told_by(stage, sender, die_at)
        found = stage.count()
        assert found in ((whole,) if "sent" in said else (whole, NONE)), die_at
        if died:
            told_by(stage, sender)
            assert stage.count() == whole, die_at
        die_at, kills = die_at + every, kills + died
    assert kills > 30 // every


def test_a_web_process_killed_while_a_file_arrives_has_stored_nothing_of_it(stage: Stage, sender: Browser) -> None:
    web = stage.processes.begin("web")
    body, boundary = file_body(SHEET.content, SHEET.name)
    head = f"POST {BASE}/upload HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\nContent-Type: multipart/form-data; boundary={boundary}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", web["port"])) as line:
        line.sendall(head.encode() + body[: len(body) // 2])
        stage.processes.kill(web)
    assert stage.count() == NONE


@pytest.fixture
def waiting(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Gives a draft to the worker: to be read, or to be sent too; what is there then is what is put back."""
    first = stage.database.kept[EMPTY].read_bytes()
    monkeypatch.setattr(drafting, "READ_LATER", 0)
    monkeypatch.setattr(services, "SEND_LATER", 0)

    def give(what: str, sender: Browser) -> None:
        web = stage.app.test_client()
        web.set_cookie(*sender.cookie)
        place = web.post(f"{BASE}/upload", data={"file": (io.BytesIO(SHEET.content), SHEET.name)}).headers["Location"]
        if what == "send":
            stage.close()
            assert stage.processes.wait(stage.processes.begin("worker")) == 0
            sent = web.post(f"{place}/confirm", data={"handling": "AMBER", "seen": "AMBER", "entitled": "on"})
            assert re.search("/jobs/", sent.headers["Location"])
        stage.keep()

    yield give
    stage.close()
    stage.database.kept[EMPTY].write_bytes(first)


def work(stage: Stage, die_at: int = 0) -> bool:
    """A worker does all that waits, or dies at some step; whether it died."""
    return stage.processes.wait(stage.processes.begin("worker", die_at=die_at)) == KILLED


@pytest.mark.parametrize("every", STEPS)
@pytest.mark.parametrize("what", ["read", "send"])
def test_a_worker_killed_at_any_step_is_followed_by_one_that_ends_its_work(
    stage: Stage, sender: Browser, waiting: Any, what: str, every: int
) -> None:
    waiting(what, sender)
    assert not work(stage)
    whole = stage.count()
    died, kills, die_at = True, 0, 1
    while died:
        stage.put_back()
        died = work(stage, die_at)
        assert stage.count() in (whole, NONE) if died else (whole,), die_at
        work(stage)
        assert stage.count() == whole, die_at
        die_at, kills = die_at + every, kills + died
    assert kills > 10 // every


@pytest.mark.parametrize("every", [pytest.param(97, id="some"), pytest.param(11, id="every", marks=pytest.mark.long)])
def test_a_backup_killed_at_any_step_leaves_a_whole_file_or_none(
    stage: Stage, sender: Browser, every: int, tmp_path: Path
) -> None:
    told_by(stage, sender)
    before, path = stage.count(), tmp_path / "a.zip"
    died, kills, die_at = True, 0, 1
    while died:
        path.unlink(missing_ok=True)
        born = stage.processes.begin("backup", die_at=die_at, path=str(path))
        died = stage.processes.wait(born) == KILLED
        assert stage.count() == before
        assert path.exists() or died
        if path.exists():
            assert backup.verify(path).rows
        die_at, kills = die_at + every, kills + died
    assert kills > 200 // every
