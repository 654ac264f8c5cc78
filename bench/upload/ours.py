"""Ours in the upload benchmark: a platform with one operation on SQLite, and the whole service call."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade

from bench.upload.sheet import FIRST
from opsplanner.app import create_app
from opsplanner.core import clock
from opsplanner.core.access import Role, system_actor
from opsplanner.core.db import db
from opsplanner.core.text import Text
from opsplanner.directory.models import Organisation
from opsplanner.operations.models import Operation, Period
from opsplanner.participants.models import Participation
from opsplanner.records.guard import Upload
from opsplanner.results import services
from opsplanner.results.models import Channel
from opsplanner.results.services import Choices, Delivery

NOW = datetime(2026, 4, 20, tzinfo=UTC)


class Bench:
    """A platform with one operation on SQLite, put back to empty before each run."""

    def __init__(self, folder: Path) -> None:
        self.path, self.kept = folder / "bench.sqlite", folder / "kept.sqlite"
        self.app: Flask = create_app(SQLALCHEMY_DATABASE_URI=f"sqlite:///{self.path}", SECRET_KEY="bench")
        with self.app.app_context():
            upgrade()
            _operation()
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

    def take_in(self, upload: Upload) -> None:
        """What the web process does with a large file: it keeps it, and the worker reads and stores it."""
        actor = system_actor("bench")
        with self.app.app_context(), clock.frozen(NOW):
            services.begin(actor, services.entry(actor, db.session.query(Operation).one(), "KZ"), upload)


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
    db.session.commit()
    services.publish_template(system_actor("bench"), operation)
