"""OpsPlanner itself on a database of its own, filled with invented results and served as it is by `make run`."""

from __future__ import annotations

import gc
import sqlite3
import threading
import urllib.request
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType

import numpy as np
import sqlalchemy as sa
from flask_migrate import upgrade
from waitress import create_server

from bench.dashboard.rows import START, Batch, Extent, batches
from bench.person import browser, person, signed, visit
from opsplanner.app import create_app
from opsplanner.core.access import Role, system_actor
from opsplanner.core.db import db
from opsplanner.core.text import Text
from opsplanner.directory.models import Account, Organisation, PlatformRole
from opsplanner.operations.models import Operation, OperationSeat, Period
from opsplanner.participants.models import Participation
from opsplanner.results.models import PackedColumns, PeriodServed, ResultsVersion, Submission
from opsplanner.results.services import publish_template

SECRETARIAT, MEMBER = PEOPLE = ("Secretariat", "Member")
# Whose submission is the first.
FIRST = "M002"
NOW = datetime(2026, 4, 1, tzinfo=UTC)
BLANK = Text.of()


class Platform:
    """Runs while it is entered; `get` asks over HTTP as the secretariat, `answer` within the process as anybody of its PEOPLE."""

    def __init__(self, folder: Path, lines: int, extent: Extent, *, with_rows: bool) -> None:
        self.extent = extent
        self.path = folder / f"bench-{lines}.sqlite"
        self.app = create_app(SQLALCHEMY_DATABASE_URI=f"sqlite:///{self.path}", SECRET_KEY="bench" * 8, TESTING=True)
        self.number = 0
        with self.app.app_context():
            upgrade()
            _plan(extent)
            for batch in batches(lines, extent):
                self.add(batch)
            people = db.session.scalars(sa.select(Account)).all()
            self._visits = {each.name: visit(each.fs_uniquifier, each.id) for each in people}
        if with_rows:
            self._store(lines)
        # As wsgi.py does.
        gc.collect()
        gc.freeze()

    def __enter__(self) -> Platform:
        self._server = create_server(self.app, host="127.0.0.1", port=0, threads=8)
        threading.Thread(target=self._server.run, daemon=True).start()
        self._cookie = f"session={signed(self.app, self._visits[SECRETARIAT])}"
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self._server.close()

    def get(self, address: str) -> bytes:
        """A page of the operation, over HTTP."""
        asked = urllib.request.Request(
            f"http://127.0.0.1:{self._server.effective_port}/operations/BENCH/{address}",
            headers={"Cookie": self._cookie},
        )
        with urllib.request.urlopen(asked) as answer:
            assert "/operations/BENCH/" in answer.url, answer.url
            content: bytes = answer.read()
        return content

    def answer(self, address: str, by: str = SECRETARIAT) -> str:
        """The same without the wire: what the application gives its server."""
        answer = browser(self.app, self._visits[by]).get(f"/operations/BENCH/{address}")
        assert answer.status_code == 200, f"{address}: {answer.status}"
        return str(answer.text)

    def add(self, batch: Batch) -> None:
        """One more submission, its columns stored as the upload stores them."""
        db.session.add(_submission(batch))
        db.session.flush()
        served = np.bincount(batch.cases["day"] // 7)
        db.session.add_all(
            PeriodServed(submission_id=batch.number, period_id=number, cases=int(count))
            for number, count in enumerate(served, start=1)
            if count
        )
        db.session.add(PackedColumns(submission_id=batch.number, content=batch.packed()))
        db.session.execute(sa.update(ResultsVersion).values(number=ResultsVersion.number + 1))
        db.session.commit()
        self.number = batch.number

    def _store(self, lines: int) -> None:
        """The same results as rows, for those who ask the database."""
        with sqlite3.connect(self.path) as database:
            for batch in batches(lines, self.extent):
                batch.store(database)
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.execute("ANALYZE")
        database.close()


def _plan(extent: Extent) -> None:
    """An operation with its Members and periods, and the person who looks."""
    organisation = _organisation("WCO")
    db.session.add(organisation)
    db.session.flush()
    db.session.add(person(SECRETARIAT, organisation, PlatformRole(name=Role.SECRETARIAT)))
    texts = dict.fromkeys(("purpose", "background", "references", "scope", "note"), BLANK)
    end = START + timedelta(days=extent.days - 1)
    operation = Operation(code="BENCH", name=Text.of("Bench"), preset="strategic", hs_edition=2022, time_zone="UTC",
                          starts_on=START, ends_on=end, phase="closed", created_at=NOW,
                          blocks=["short", "strategic"], **texts)  # fmt: skip
    for number in range(1, extent.periods + 1):
        first = START + timedelta(days=7 * (number - 1))
        operation.periods.append(
            Period(
                number=number,
                kind="window",
                starts_on=first,
                ends_on=first + timedelta(days=6),
                due_at=NOW,
                state="open",
            )
        )
    db.session.add(operation)
    db.session.flush()
    for number in range(1, extent.members + 1):
        member = _organisation(f"M{number:03}")
        db.session.add(
            Participation(operation=operation, organisation=member, role=Role.MEMBER, state="accepted",
                          reviewer_kind="planner", invited_at=NOW, note="")
        )  # fmt: skip
        db.session.flush()
    _seat(operation)
    db.session.add(ResultsVersion(operation_id=operation.id, number=1))
    db.session.commit()
    publish_template(system_actor("bench"), operation)


def _seat(operation: Operation) -> None:
    first = db.session.scalars(sa.select(Organisation).where(Organisation.code == FIRST)).one()
    member = person(MEMBER, first)
    db.session.add(member)
    db.session.flush()
    db.session.add(
        OperationSeat(account_id=member.id, operation_id=operation.id, organisation_id=first.id, role=Role.MEMBER)
    )


def _organisation(code: str) -> Organisation:
    empty = dict.fromkeys(("wco_region", "email", "address", "note"), "")
    return Organisation(
        code=code, kind="customs", name=Text.of(code), search_en=code.lower(), search_fr=code.lower(), **empty
    )


def _submission(batch: Batch) -> Submission:
    empty = dict.fromkeys(("file_name", "sha256", "entered_by"), "")
    return Submission(
        id=batch.number, operation_id=1, participation_id=batch.member, organisation_id=batch.member + 1,
        number=batch.number, channel="sheet", state="accepted", handling="AMBER", language="en", rehearsal=False,
        submitted_at=NOW, on_behalf=False, counts={}, reasons=[], not_stored=[], **empty,
    )  # fmt: skip
