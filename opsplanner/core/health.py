"""Whether the platform is well: the questions that `readyz` and `doctor` ask."""

from __future__ import annotations

import platform
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib.metadata import version
from pathlib import Path

import sqlalchemy as sa
from alembic.script import ScriptDirectory

from opsplanner import __version__
from opsplanner.config import INSTANCE, ROOT
from opsplanner.core import clock, jobs, mail
from opsplanner.core.audit import AuditEntry
from opsplanner.core.db import db

LEAST_SPACE = 500 * 1024 * 1024
PATIENCE = timedelta(minutes=10)  # a worker that lives takes up its work sooner
DRIFT = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Check:
    """One question: what was asked, whether all is well, and a sentence."""

    name: str
    well: bool
    sentence: str


@cache
def newest_revision() -> str:
    """The migration that this code wants the database to be at."""
    head = ScriptDirectory(str(ROOT / "migrations")).get_current_head()
    if head is None:
        raise RuntimeError("there are no migrations")
    return head


def database_revision() -> str | None:
    """The migration that the database is at; None when it does not answer or was never made."""
    try:
        found = db.session.scalar(sa.text("select version_num from alembic_version"))
    except sa.exc.SQLAlchemyError:
        db.session.rollback()
        return None
    return None if found is None else str(found)


def examine(mail_url: str) -> Iterator[Check]:
    """Every question, in the order in which an operator wants the answers."""
    found = database_revision()
    yield _database(found)
    at_head = found == newest_revision()
    words = "at the newest" if at_head else f"at {found}, the newest is {newest_revision()}: run `db upgrade`"
    yield Check("migrations", at_head, words)
    yield _disk()
    if at_head:
        yield _mail(mail_url)
        yield _worker()
        yield _clock()
    yield _versions()


def _database(found: str | None) -> Check:
    dialect = db.engine.dialect
    if found is None:
        return Check("database", False, f"{dialect.name} does not answer or is empty: run `db upgrade`")
    if dialect.name == "sqlite":
        result = str(db.session.scalar(sa.text("pragma quick_check(1)")))
        return Check("database", result == "ok", f"SQLite {sqlite3.sqlite_version}, whole: {result}")
    return Check("database", True, f"PostgreSQL {'.'.join(str(part) for part in dialect.server_version_info or ())}")


def _disk() -> Check:
    file = db.engine.url.database if db.engine.dialect.name == "sqlite" else None
    place = Path(file).parent if file else INSTANCE
    free = shutil.disk_usage(place if place.exists() else ROOT).free
    return Check("disk", free >= LEAST_SPACE, f"{free // 2**20} MB free in {place}")


def _mail(mail_url: str) -> Check:
    fault = mail.check_server(mail_url)
    states = sa.select(mail.OutboxMail.state, sa.func.count()).group_by(mail.OutboxMail.state)
    count = dict(db.session.execute(states).all())
    words = fault or ("the server answers" if mail_url else "no server is configured: mail stays in the outbox")
    return Check("mail", not fault and not count.get("failed"), f"{words}; {count.get('failed', 0)} failed")


def _worker() -> Check:
    late = clock.now() - PATIENCE
    waiting = sa.select(sa.func.count(jobs.Job.id)).where(jobs.Job.state == "waiting", jobs.Job.run_at < late)
    unsent = sa.select(sa.func.count(mail.OutboxMail.id)).where(
        mail.OutboxMail.state == "waiting", mail.OutboxMail.send_at < late
    )
    left = (db.session.scalar(waiting) or 0) + (db.session.scalar(unsent) or 0)
    if left:
        return Check("worker", False, f"{left} jobs or mails wait for more than ten minutes: is the worker running?")
    if _worker_has_worked():
        return Check("worker", True, "nothing waits")
    return Check("worker", True, "has had nothing to do yet; `make run` starts it, `worker` alone too")


def _worker_has_worked() -> bool:
    """Whether a worker has taken up anything in this database."""
    tried = (
        sa.select(jobs.Job.id).where(jobs.Job.attempts > 0),
        sa.select(mail.OutboxMail.id).where(mail.OutboxMail.attempts > 0),
    )
    return any(db.session.scalar(each.limit(1)) is not None for each in tried)


def _clock() -> Check:
    now = clock.now()
    newest = db.session.scalar(sa.select(sa.func.max(AuditEntry.at)))
    if newest is not None and newest > now + DRIFT:
        return Check("clock", False, f"this machine says {now:%Y-%m-%d %H:%M:%S} UTC, before the newest audit entry")
    return Check("clock", True, f"{now:%Y-%m-%d %H:%M:%S} UTC")


def _versions() -> Check:
    parts = [f"OpsPlanner {__version__}", f"Python {platform.python_version()}"]
    parts += [f"{name} {version(name)}" for name in ("flask", "sqlalchemy", "flask-security")]
    return Check("versions", sys.version_info >= (3, 11), ", ".join(parts))
