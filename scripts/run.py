"""`make run`: one web process and one worker process, ended together; needs nothing but Python itself."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress

from environment import PYTHON, ROOT, prepare

STOP = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
GRACE_SECONDS = 10
# Slow clients must not hold up the others: many connections, few threads, and silence is cut off after half a minute.
WAITRESS = ("--threads=8", "--connection-limit=1000", "--asyncore-use-poll", "--channel-timeout=30")
# As in opsplanner/config, which can be asked only when the packages are installed: the last line counts, a comment may follow.
LINE = re.compile(r"^[ \t]*(?:export[ \t]+)?(?P<name>\w+)[ \t]*=(?P<value>[^\n]*?)(?:[ \t]+#.*)?\r?$", re.MULTILINE)


class Stopped(Exception):
    """Someone asked us to end."""


def main() -> int:
    """Prepare, start both processes (the worker when pages are served already), wait for the first to end, end the other."""
    for number in STOP:
        signal.signal(number, _stop)
    processes: list[subprocess.Popen[bytes]] = []
    try:
        port = _free(_port())
        prepare("requirements.txt")
        address = f"http://127.0.0.1:{port}"
        _note(address)
        processes.append(web := _hold("waitress", f"--listen=127.0.0.1:{port}", *WAITRESS, "wsgi:app"))
        _flask("prepare")
        _let_go(web)
        _wait_until_alive(address, processes)
        processes.append(_start("-m", "flask", "--app", "wsgi", "worker"))
        print(f"\nOpsPlanner is ready at {address}  (Ctrl-C ends it)\n", flush=True)
        return _wait_for_one(processes)
    except Stopped:
        return 0
    finally:
        _end(processes)


def _stop(number: int, frame: object) -> None:
    raise Stopped


def _setting(name: str, otherwise: str) -> str:
    """From the environment, else from .env, else as usual."""
    settings = ROOT / ".env"
    try:
        written = settings.read_text(encoding="utf-8") if settings.exists() else ""
    except (OSError, UnicodeDecodeError) as fault:
        sys.exit(f"The settings in {settings} cannot be read: {fault}")
    kept = {line["name"]: line["value"].strip(" \"'") for line in LINE.finditer(written)}
    return os.environ.get(name) or kept.get(name) or otherwise


def _port() -> int:
    found = _setting("PORT", "8000")
    if not (found.isascii() and found.isdigit() and 1 <= int(found[:6]) < 2**16):
        sys.exit(f"PORT is {found!r}; wanted: a whole number from 1 to 65535.")
    return int(found)


def _note(address: str) -> None:
    """Kept beside the database: commands given elsewhere print links that lead here, and so do mails."""
    instance = ROOT / _setting("OPSPLANNER_INSTANCE", "instance")
    try:
        instance.mkdir(parents=True, exist_ok=True)
        (instance / "address").write_text(address, encoding="utf-8")
    except OSError as fault:
        sys.exit(f"OPSPLANNER_INSTANCE is {instance} ({fault.strerror}); wanted: a folder that can be written to.")


def _free(port: int) -> int:
    """The port, when nobody listens on it: said before a minute of installing."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            sys.exit(f"Port {port} may not be opened by this user; `PORT=8080 make run` uses another.")
        except OSError:
            sys.exit(f"Port {port} is taken; `PORT=8080 make run` uses another.")
    return port


def _flask(*arguments: str) -> None:
    """One command of the application; its own sentence says what went wrong."""
    done = subprocess.run([str(PYTHON), "-m", "flask", "--app", "wsgi", *arguments], cwd=ROOT)
    if done.returncode:
        sys.exit(done.returncode)


def _start(*arguments: str) -> subprocess.Popen[bytes]:
    """In a session of its own, so that Ctrl-C reaches the children once, from here, in order."""
    return subprocess.Popen([str(PYTHON), *arguments], cwd=ROOT, start_new_session=True)


def _hold(*arguments: str) -> subprocess.Popen[bytes]:
    """The same, but it only loads the application until it is let go: that takes as long as preparing the database."""
    command = [str(PYTHON), str(ROOT / "scripts" / "held.py"), *arguments]
    return subprocess.Popen(command, cwd=ROOT, start_new_session=True, stdin=subprocess.PIPE)


def _let_go(held: subprocess.Popen[bytes]) -> None:
    """One that has ended meanwhile is noticed by whoever waits for it."""
    assert held.stdin is not None
    with suppress(BrokenPipeError), held.stdin as word:
        word.write(b"\n")


def _wait_until_alive(address: str, processes: list[subprocess.Popen[bytes]]) -> None:
    while all(process.poll() is None for process in processes):
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)


def _wait_for_one(processes: list[subprocess.Popen[bytes]]) -> int:
    """Neither is of use without the other: the first that ends, ends both."""
    while True:
        for process in processes:
            if process.poll() is not None:
                print(f"A process ended by itself (code {process.returncode}); ending the other.", file=sys.stderr)
                return process.returncode or 1
        time.sleep(0.3)


def _end(processes: list[subprocess.Popen[bytes]]) -> None:
    for number in STOP:
        signal.signal(number, signal.SIG_IGN)
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()


if __name__ == "__main__":
    sys.exit(main())
