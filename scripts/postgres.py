"""A throw-away PostgreSQL for tests and benchmarks: `python scripts/postgres.py COMMAND...` runs the command beside it.

The command finds its address in OPSPLANNER_TEST_DATABASE_URL. Nothing is left behind when the command ends.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

CLUSTER = ("-U", "opsplanner", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
VARIABLE = "OPSPLANNER_TEST_DATABASE_URL"
# Lost on a power cut, and that is fine: the whole server lives only as long as one run.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0")


def binaries() -> Path | None:
    """The folder with initdb and pg_ctl, newest PostgreSQL first; None when there is none on this machine."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name), reverse=True)
    on_path = shutil.which("initdb")
    folders = [*versions, *([Path(on_path).resolve().parent] if on_path else [])]
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


@contextlib.contextmanager
def server() -> Iterator[str]:
    """Start a server on a free local port and give its address; FileNotFoundError when none is installed."""
    folder = binaries()
    if folder is None:
        raise FileNotFoundError("no PostgreSQL server is installed")
    home = Path(tempfile.mkdtemp(prefix="opsplanner-pg-"))
    user, port, data = _user(), _free_port(), home / "data"
    if user:
        shutil.chown(home, user)
    settings = " ".join(f"-c {setting}" for setting in (*FAST, f"port={port}", "listen_addresses=127.0.0.1"))
    _run(user, folder / "initdb", "-D", data, *CLUSTER)
    try:
        _run(user, folder / "pg_ctl", "-D", data, "-w", "-l", home / "log", "-o", f"{settings} -k {home}", "start")
        yield f"postgresql+psycopg://opsplanner@127.0.0.1:{port}/postgres"
    finally:
        _run(user, folder / "pg_ctl", "-D", data, "-m", "immediate", "stop", check=False)
        shutil.rmtree(home, ignore_errors=True)


def _user() -> str | None:
    """PostgreSQL refuses to run as root; any other user runs it as itself."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _run(user: str | None, *command: object, check: bool = True) -> None:
    """As `user` in /, because a working folder closed to that user stops initdb."""
    words = [str(word) for word in command]
    done = subprocess.run(words, user=user, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if check and done.returncode:
        raise RuntimeError(f"{words[0]} failed: {done.stderr.strip()}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main(command: list[str]) -> int:
    """Run the command beside a server; its exit code is ours. Being ended ends the server too."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        with server() as address:
            return subprocess.run(command, env={**os.environ, VARIABLE: address}).returncode
    except FileNotFoundError as missing:
        print(missing, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
