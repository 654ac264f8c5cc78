"""The platform as `make run` starts it, on a database of its own and a free port: a web process and a worker process."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.architecture.source import ROOT

PATIENCE_SECONDS = 60


@contextmanager
def serving(instance: Path) -> Iterator[str]:
    """Web and worker on the database in `instance`; gives the address. What they say is kept in instance/log."""
    address = f"http://127.0.0.1:{_free_port()}"
    environment = {**os.environ, "OPSPLANNER_INSTANCE": str(instance), "OPSPLANNER_BASE_URL": address}
    listen = ["-m", "waitress", f"--listen={address.removeprefix('http://')}", "--threads=8", "wsgi:app"]
    with (instance / "log").open("wb") as log:
        processes = [
            subprocess.Popen([sys.executable, *words], cwd=ROOT, env=environment, stdout=log, stderr=log)
            for words in (listen, ["-m", "flask", "--app", "wsgi", "worker"])
        ]
        try:
            _wait_for(f"{address}/healthz", processes[0], instance / "log")
            yield address
        finally:
            for process in processes:
                process.terminate()
            for process in processes:
                process.wait(10)


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"the platform did not start:\n{log.read_text(errors='replace')}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
