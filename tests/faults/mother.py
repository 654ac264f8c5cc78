"""A process that has the platform loaded and brings processes of it to life at once, each of which may be told when to die.

It reads commands from its input, a line of JSON each, and answers each with one: {"live": name, "die_at": n, ...} forks and
gives {"pid": ...}; {"wait": pid} gives {"code": ...}. A life dies by kill -9 just before its n-th step of writing: a statement, a
commit, or giving back its connection, which is after the commit and before the answer.
"""

from __future__ import annotations

import itertools
import json
import os
import signal
import socket
import sys
import traceback
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
import waitress
from flask import Flask

from opsplanner.app import create_app
from opsplanner.core import backup, jobs
from opsplanner.core.access import system_actor
from opsplanner.core.db import db
from opsplanner.directory.models import Account
from opsplanner.operations.services import actor_of, find
from opsplanner.results import services
from opsplanner.results.services import Choices
from tests.results.world import row, sheet

Command = dict[str, Any]


def main(url: str, key: str) -> None:
    """Answers commands until its input ends."""
    app = create_app(SQLALCHEMY_DATABASE_URI=url, SECRET_KEY=key, WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=False)
    with app.app_context():
        db.engine.dispose()
    for line in sys.stdin:
        command = json.loads(line)
        answer = _wait(command["wait"]) if "wait" in command else _bear(app, command)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def _wait(pid: int) -> Command:
    return {"code": os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])}


def _bear(app: Flask, command: Command) -> Command:
    """The port is open before the web process is born: who connects at once only waits."""
    door = socket.create_server(("127.0.0.1", 0), backlog=128)
    pid = os.fork()
    if not pid:
        code = 1
        try:
            sys.stdin.close()
            with app.app_context():
                _mortal(command.get("die_at", 0), everything=command["live"] == "backup")
                LIVES[command["live"]](app, door, command)
            code = 0
        except Exception:
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(code)
    port = door.getsockname()[1]
    door.close()
    return {"pid": pid, "port": port}


def _mortal(die_at: int, everything: bool) -> None:
    steps, writing = itertools.count(1), [everything]

    def step(*_details: Any) -> None:
        if writing[0] and next(steps) == die_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def statement(_connection: Any, _cursor: Any, words: str, *_details: Any) -> None:
        writing[0] = writing[0] or words.startswith("BEGIN IMMEDIATE")
        step()

    def given_back(*_details: Any) -> None:
        step()
        writing[0] = everything

    sa.event.listen(db.engine, "before_cursor_execute", statement)
    sa.event.listen(db.engine, "commit", step)
    sa.event.listen(db.engine, "checkin", given_back)


def _web(app: Flask, door: socket.socket, _command: Command) -> None:
    waitress.create_server(app, sockets=[door], threads=4).run()


def _worker(_app: Flask, _door: socket.socket, _command: Command) -> None:
    """Until nothing is due; a job whose worker died is due at once."""
    jobs.LEASE = timedelta(0)
    while jobs.run_next():
        pass


def _backup(_app: Flask, _door: socket.socket, command: Command) -> None:
    backup.create(system_actor("tests"), Path(command["path"]))


def _writer(_app: Flask, _door: socket.socket, command: Command) -> None:
    """Sends sheets of one case as the Member's contact point, then ends."""
    person = db.session.scalars(sa.select(Account).where(Account.email == "kz@x.example")).one()
    actor = actor_of(person)
    for number in range(command["sheets"]):
        operation = find(actor, "OP1")
        upload = sheet(row(national_ref=f"KZ-{command['number']}-{number}"))
        draft = services.begin(actor, services.entry(actor, operation), upload)
        services.send(actor, operation, draft.id, Choices())


LIVES: dict[str, Callable[[Flask, socket.socket, Command], None]] = {
    "web": _web,
    "worker": _worker,
    "backup": _backup,
    "writer": _writer,
}

if __name__ == "__main__":
    main(*sys.argv[1:])
