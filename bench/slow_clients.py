"""Slow clients: what others wait for a page while hundreds of connections send their head, or their form, a byte at a time."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.report import Section
from bench.table import Table
from bench.timing import take

sys.path.append(str(Path(__file__).resolve().parent.parent / "scripts"))
from run import WAITRESS

ROOT = Path(__file__).resolve().parent.parent
PAGE = "/sign-in"
RUNS = 40
PAUSE_SECONDS = 2.0  # between two bytes of one client: well within what the server bears
HEAD = b"GET /sign-in HTTP/1.1\r\nHost: x\r\nX-Slow: "
BODY = b"POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n\r\nemail="
PROMISE = (
    "Goal: while 300 connections send a head without end and 300 a form without end, other pages answer within a second, on "
    "the server as `make run` starts it."
)


def run(quick: bool) -> Section:
    """A page asked for while nobody is slow, while heads are, while forms are, while both are."""
    table = Table(f"GET {PAGE}", tails=True)
    with TemporaryDirectory() as folder, _server(Path(folder)) as port:
        for many in (30,) if quick else (30, 300):
            for name, starts in {
                "nobody": [],
                "slow heads": [HEAD],
                "slow forms": [BODY],
                "both": [HEAD, BODY],
            }.items():
                with _slow(port, [start for start in starts for _each in range(many)]):
                    table.add(name, many, take(lambda: _page(port), runs=RUNS))
    notes = [
        f"Each slow connection sends a byte every {PAUSE_SECONDS:.0f} seconds; columns are connections of each kind. All of them are "
        "open, and none was refused, when the times are taken.",
        "One process, eight threads, SQLite, an empty platform; a new connection for each page.",
    ]
    return Section("Slow clients", PROMISE, [table], notes)


def _page(port: int) -> None:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{PAGE}", timeout=30) as answer:
        answer.read()


@contextmanager
def _server(folder: Path) -> Iterator[int]:
    """The web process of `make run` on an empty platform."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    settings = {**os.environ, "OPSPLANNER_INSTANCE": str(folder), "DEMO": "0", "PYTHON_DOTENV_DISABLED": "1"}
    flask = [sys.executable, "-m", "flask", "--app", "wsgi", "prepare"]
    subprocess.run(flask, cwd=ROOT, env=settings, check=True, stdout=subprocess.DEVNULL)
    waitress = [sys.executable, "-m", "waitress", f"--listen=127.0.0.1:{port}", *WAITRESS, "wsgi:app"]
    with subprocess.Popen(waitress, cwd=ROOT, env=settings) as process:
        try:
            _wait(port)
            yield port
        finally:
            process.terminate()


def _wait(port: int) -> None:
    for _try in range(600):
        try:
            return _page(port)
        except OSError:
            threading.Event().wait(0.1)
    raise RuntimeError("the server did not start")


@contextmanager
def _slow(port: int, starts: list[bytes]) -> Iterator[None]:
    """These connections are open, each sending a byte now and then; at the end the server must still hold every one."""
    lines = [socket.create_connection(("127.0.0.1", port)) for _start in starts]
    for line, start in zip(lines, starts, strict=True):
        line.sendall(start)
    over, lost = threading.Event(), set[socket.socket]()

    def drip() -> None:
        while not over.wait(PAUSE_SECONDS):
            for line in lines:
                try:
                    line.sendall(b"a")
                except OSError:
                    lost.add(line)

    dripping = threading.Thread(target=drip)
    dripping.start()
    try:
        yield
    finally:
        over.set()
        dripping.join()
        for line in lines:
            line.close()
    if lost:
        raise RuntimeError(f"the server gave up {len(lost)} of {len(lines)} slow connections: the times are of fewer")
