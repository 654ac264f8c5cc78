"""Ours in the upload benchmark: a platform with one operation on SQLite, and the whole service call."""

from __future__ import annotations

import io
import os
import re
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade
from werkzeug.test import TestResponse

from bench.person import browser, person, visit
from bench.upload.sheet import FIRST
from opsplanner.app import create_app
from opsplanner.core import clock, jobs
from opsplanner.core.access import Role, system_actor
from opsplanner.core.db import db
from opsplanner.core.text import Text
from opsplanner.directory.models import Account, Organisation
from opsplanner.operations.models import Operation, OperationSeat, Period
from opsplanner.participants.models import Participation
from opsplanner.records.guard import Upload
from opsplanner.results import services
from opsplanner.results.models import Channel
from opsplanner.results.services import Choices, Delivery

PAGES = "/operations/BENCH/results"
REASON = re.compile(r'name="(reason-[^"]+)"')
NOW = datetime(2026, 4, 20, tzinfo=UTC)


class Bench:
    """A platform with one operation on SQLite, put back to empty before each run."""

    def __init__(self, folder: Path) -> None:
        self.path, self.kept = folder / "bench.sqlite", folder / "kept.sqlite"
        url = f"sqlite:///{self.path}"
        self.app: Flask = create_app(SQLALCHEMY_DATABASE_URI=url, SECRET_KEY="bench" * 8, WTF_CSRF_ENABLED=False)
        with self.app.app_context():
            upgrade()
            _operation()
            member = db.session.scalars(sa.select(Account)).one()
            self._visit = visit(member.fs_uniquifier, member.id)
            db.engine.dispose()
        shutil.copyfile(self.path, self.kept)

    def reset(self) -> None:
        """Back to no submissions."""
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()
        for leftover in self.path.parent.glob("bench.sqlite-*"):
            leftover.unlink()
        shutil.copyfile(self.kept, self.path)

    def deliver(self, upload: Upload) -> None:
        """The whole service call of the upload: guard, read, check, store, audit; errors store nothing."""
        actor = system_actor("bench")
        with self.app.app_context(), clock.frozen(NOW):
            operation = db.session.query(Operation).one()
            entry = services.entry(actor, operation, "KZ")
            checked = services.examine_upload(entry, upload)
            if checked.ok:
                reasons = {problem.code: "bench" for problem in checked.of("warning")}
                services.deliver(actor, entry, Delivery(checked, Channel.SHEET, upload), Choices(reasons=reasons))

    def through_pages(self, content: bytes) -> None:
        """What the web process does with a file: takes it in and shows every step, the last page of its grid and the receipt."""
        member = browser(self.app, self._visit)
        there = _leads(member.post(f"{PAGES}/upload", data={"file": (io.BytesIO(content), "results.xlsx")}))
        self._work()
        _show(member, there)
        _show(member, f"{there}/check?rows=all&page=999999")
        page = _show(member, f"{there}/confirm")
        answers = {"handling": "AMBER", "seen": "AMBER", "entitled": "on"}
        answers |= dict.fromkeys(REASON.findall(page), "bench")
        there = _leads(member.post(f"{there}/confirm", data=answers))
        self._work()
        _show(member, there)

    def _work(self) -> None:
        """The worker's part, in a process of its own."""
        if worker := os.fork():
            os.waitpid(worker, 0)
            return
        with self.app.app_context():
            db.engine.dispose(close=False)
            while jobs.run_next():
                pass
        os._exit(0)


def _show(member: FlaskClient, address: str) -> str:
    page = member.get(address, follow_redirects=True)
    assert page.status_code == 200, f"{address}: {page.status}"
    return page.text


def _leads(answer: TestResponse) -> str:
    assert answer.status_code == 302, answer.status
    return answer.headers["Location"]


def _operation() -> None:
    member = Organisation(
        code="KZ", kind="customs", name=Text.of("Kazakhstan"), wco_region="", email="", address="", note="",
        search_en="kazakhstan", search_fr="kazakhstan",
    )  # fmt: skip
    empty = Text.of()
    operation = Operation(
        code="BENCH", name=Text.of("Benchmark"), preset="container", blocks=["short", "strategic", "container"],
        purpose=empty, background=empty, references=empty, scope=empty, note=empty, hs_edition=2022, time_zone="UTC",
        starts_on=FIRST, ends_on=FIRST + timedelta(days=30), phase="operational", created_at=NOW,
        periods=[Period(number=1, kind="window", starts_on=FIRST, ends_on=FIRST + timedelta(days=30), due_at=NOW, state="open")],
    )  # fmt: skip
    db.session.add_all([member, operation])
    db.session.flush()
    db.session.add(
        Participation(
            operation_id=operation.id, organisation_id=member.id, role=Role.MEMBER, state="accepted",
            reviewer_kind="planner", invited_at=NOW, note="",
        )
    )  # fmt: skip
    sender = person("Member", member)
    db.session.add(sender)
    db.session.flush()
    db.session.add(
        OperationSeat(account_id=sender.id, operation_id=operation.id, organisation_id=member.id, role=Role.MEMBER)
    )
    db.session.commit()
    services.publish_template(system_actor("bench"), operation)
