"""A platform in a file, with processes that live and die on it, and somebody at a browser who sends a sheet."""

from __future__ import annotations

import http.client
import io
import json
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from flask import Flask
from werkzeug.datastructures import FileStorage
from werkzeug.test import stream_encode_multipart

from opsplanner.core import audit
from opsplanner.core.db import db
from opsplanner.directory.models import Account
from tests.databases import SqliteFile
from tests.visitor import begin_stay

KEY = "a key for tests only"
KILLED = -signal.SIGKILL
ROOT = Path(__file__).parents[2]


class Processes:
    """Web, worker and backup, born of one mother."""

    def __init__(self, url: str, log: Path) -> None:
        self._log = log.open("wb")
        self._mother = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.mother", url, KEY],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._log, text=True,
        )  # fmt: skip
        self._alive: set[int] = set()

    def begin(self, live: str, **details: Any) -> Any:
        """A process comes to life; gives its pid and, for the web, its port."""
        born = self._ask(live=live, **details)
        self._alive.add(born["pid"])
        return born

    def wait(self, born: Mapping[str, int]) -> int:
        """Until it has ended: its code, KILLED if it died."""
        self._alive.discard(born["pid"])
        return int(self._ask(wait=born["pid"])["code"])

    def kill(self, born: Mapping[str, int]) -> None:
        """kill -9."""
        subprocess.run(["kill", "-9", str(born["pid"])], check=True)
        self.wait(born)

    def end(self) -> None:
        """All of them."""
        for pid in list(self._alive):
            self.kill({"pid": pid})
        assert self._mother.stdin
        assert self._mother.stdout
        self._mother.stdin.close()
        self._mother.wait(20)
        self._mother.stdout.close()
        self._log.close()

    def _ask(self, **command: Any) -> Any:
        assert self._mother.stdin
        assert self._mother.stdout
        self._mother.stdin.write(json.dumps(command) + "\n")
        self._mother.stdin.flush()
        return json.loads(self._mother.stdout.readline())


class Browser:
    """Somebody who has signed in, at one web process after another."""

    def __init__(self, app: Flask, person: Account) -> None:
        stay = {**begin_stay(app, person), "_fresh": True, "fs_cc": "set", "fs_paa": time.time()}
        serializer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
        self.cookie = (app.config["SESSION_COOKIE_NAME"], serializer.dumps(stay))
        self.port = 0

    def get(self, path: str) -> http.client.HTTPResponse:
        """A page, its text not read yet."""
        return self._send("GET", path, b"", "")

    def post(self, path: str, **fields: str) -> http.client.HTTPResponse:
        """A form."""
        return self._send("POST", path, urlencode(fields).encode(), "application/x-www-form-urlencoded")

    def upload(self, path: str, content: bytes, name: str) -> http.client.HTTPResponse:
        """A file."""
        body, boundary = file_body(content, name)
        return self._send("POST", path, body, f"multipart/form-data; boundary={boundary}")

    def _send(self, method: str, path: str, body: bytes, kind: str) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        headers = {"Cookie": "=".join(self.cookie), "Connection": "close", **({"Content-Type": kind} if kind else {})}
        connection.request(method, path, body or None, headers)
        return connection.getresponse()


def file_body(content: bytes, name: str) -> tuple[bytes, str]:
    """A file as a form sends it, and the line that parts it."""
    stream, length, boundary = stream_encode_multipart({"file": FileStorage(io.BytesIO(content), name)})
    return stream.read(length), boundary


class Stage:
    """The database in its file, and what it holds."""

    def __init__(self, app: Flask, database: SqliteFile, log: Path) -> None:
        self.app, self.database = app, database
        self.processes = Processes(database.url, log)

    def keep(self) -> None:
        """Everything is put back to what it is now."""
        self.close()
        with sqlite3.connect(self.database.path) as file:
            file.execute("pragma wal_checkpoint(truncate)")
        file.close()
        self.database.keep()

    def put_back(self) -> None:
        """As it was kept; nobody may be alive."""
        self.close()
        self.database.reset()

    def close(self) -> None:
        """This process is not connected."""
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()

    def count(self) -> dict[str, int]:
        """How many rows stand in the tables of results and of what was told of them; the file is whole, and so is the trail."""
        with self.app.app_context():
            assert list(audit.verify()) == []
            assert db.session.scalar(db.text("pragma integrity_check")) == "ok"
            assert db.session.execute(db.text("pragma foreign_key_check")).all() == []
            found = {name: db.session.scalar(db.text(f"select count(*) from {name}")) for name in TOLD}
            found["sent"] = db.session.scalar(
                db.text("select count(*) from audit_entry where action = 'results:submit'")
            )
        self.close()
        return found


TOLD = ("submission", "result_case", "case_row", "goods_line", "outbox_mail")
