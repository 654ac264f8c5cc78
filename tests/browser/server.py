"""The platform as `make run` starts it, on a database of its own and a free port: a web process and a worker process."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tests.architecture.source import ROOT

PATIENCE_SECONDS = 60
WEB = """
import socket, sys
from waitress import serve
from wsgi import app
serve(app, sockets=[socket.socket(fileno=int(sys.argv[1]))], threads=8)
"""
WORKER = ("-m", "flask", "--app", "wsgi", "worker")


@contextmanager
def serving(instance: Path) -> Iterator[str]:
    """Web and worker on the database in `instance`; gives the address. What they say is kept in instance/log."""
    with (instance / "log").open("wb") as log:
        address, processes = _started(instance, log)
        try:
            _knock(f"{address}/healthz", instance / "log")
            yield address
        finally:
            for process in processes:
                process.terminate()
            for process in processes:
                process.wait(10)


def _started(instance: Path, log: IO[bytes]) -> tuple[str, list[subprocess.Popen[bytes]]]:
    """The web process is handed a socket that listens already: whoever asks early waits there, and no port is guessed."""

    def start(words: Sequence[str], *handed: int) -> subprocess.Popen[bytes]:
        command = [sys.executable, *words]
        return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log, pass_fds=handed)

    with socket.create_server(("127.0.0.1", 0)) as door:
        address = f"http://127.0.0.1:{door.getsockname()[1]}"
        environment = {**os.environ, "OPSPLANNER_INSTANCE": str(instance), "OPSPLANNER_BASE_URL": address}
        return address, [start(("-c", WEB, str(door.fileno())), door.fileno()), start(WORKER)]


def _knock(address: str, log: Path) -> None:
    """Answered once the platform is up; refused at once when its process ended, because then nobody holds the socket."""
    try:
        urllib.request.urlopen(address, timeout=PATIENCE_SECONDS).close()
    except (urllib.error.URLError, OSError) as fault:
        raise RuntimeError(f"the platform did not start:\n{log.read_text(errors='replace')}") from fault
