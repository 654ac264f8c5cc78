"""Long work: a job is written in the transaction that wants it, leased by a worker, and survives the worker's death."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from flask import Flask, current_app
from sqlalchemy.orm import Mapped, mapped_column

from opsplanner.core import clock
from opsplanner.core.access import Actor
from opsplanner.core.db import JSON_TYPE, LongText, Str20, Str60, Str120, UtcDateTime, UtcTime, db, writes
from opsplanner.core.errors import Missing

LEASE = timedelta(minutes=2)
ATTEMPTS = 3
log = logging.getLogger(__name__)


class Job(db.Model):
    """One piece of work. States: waiting, running (under a lease), done, failed."""

    __tablename__ = "job"
    __table_args__ = (sa.Index("ix_job_claim", "state", "run_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[Str60] = mapped_column(unique=True)
    kind: Mapped[Str60]
    payload: Mapped[dict[str, Any]] = mapped_column(JSON_TYPE)
    state: Mapped[Str20]
    actor_id: Mapped[int | None]
    actor: Mapped[Str120]
    created_at: Mapped[UtcTime]
    run_at: Mapped[UtcTime]
    leased_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    attempts: Mapped[int]
    progress: Mapped[int]
    total: Mapped[int]
    result: Mapped[dict[str, Any] | None] = mapped_column(JSON_TYPE)
    error: Mapped[LongText]


Handler = Callable[[Job], Mapping[str, Any] | None]


def register(app: Flask, kind: str, handler: Handler) -> None:
    """Names the function that does jobs of a kind (called by create_app)."""
    app.extensions.setdefault("job_handlers", {})[kind] = handler


def enqueue(actor: Actor, kind: str, payload: Mapping[str, Any], run_at: datetime | None = None) -> Job:
    """Adds a job to the transaction under way."""
    now = clock.now()
    job = Job(
        token=secrets.token_urlsafe(24), kind=kind, payload=dict(payload), state="waiting", actor_id=actor.user_id,
        actor=actor.label, created_at=now, run_at=run_at or now, attempts=0, progress=0, total=0, error="",
    )  # fmt: skip
    db.session.add(job)
    db.session.flush()
    return job


def by_token(actor: Actor, token: str) -> Job:
    """The actor's own job; anybody else's is Missing."""
    job = db.session.scalar(sa.select(Job).where(Job.token == token, Job.actor_id == actor.user_id))
    if job is None:
        raise Missing
    return job


@writes
def claim() -> Job | None:
    """Leases the next job that is due, or whose worker died; None when there is nothing to do."""
    now = clock.now()
    due = sa.or_(
        sa.and_(Job.state == "waiting", Job.run_at <= now),
        sa.and_(Job.state == "running", Job.leased_until < now),
    )
    job = db.session.scalar(sa.select(Job).where(due).order_by(Job.run_at).limit(1).with_for_update(skip_locked=True))
    if job is None:
        return None
    if job.attempts >= ATTEMPTS:
        job.state, job.error = "failed", job.error or "The worker stopped while doing this."
        return None
    job.state, job.leased_until, job.attempts = "running", now + LEASE, job.attempts + 1
    return job


@writes
def report_progress(job_id: int, progress: int, total: int) -> None:
    """Tells how far a job is, and renews its lease."""
    db.session.execute(
        sa.update(Job).where(Job.id == job_id).values(progress=progress, total=total, leased_until=clock.now() + LEASE)
    )


@writes
def finish(job_id: int, result: Mapping[str, Any] | None, error: str = "") -> None:
    """Ends a job: done with a result, back to the queue after a fault, failed after the last attempt."""
    job = db.session.get_one(Job, job_id)
    if not error:
        job.state, job.result = "done", dict(result or {})
    elif job.attempts >= ATTEMPTS:
        job.state, job.error = "failed", error
    else:
        job.state, job.error = "waiting", error
        job.run_at = clock.now() + timedelta(seconds=10 * job.attempts)
    job.leased_until = None


def run_next() -> bool:
    """Does one job; False when none was due. A handler's fault is logged and kept with the job, never lost."""
    job = claim()
    if job is None:
        return False
    handler: Handler | None = current_app.extensions.get("job_handlers", {}).get(job.kind)
    job_id, kind = job.id, job.kind
    if handler is None:
        finish(job_id, None, f"no handler for {kind}")
        return True
    try:
        result = handler(job)
    except Exception as fault:
        log.exception("job %s (%s) failed", job_id, kind)
        db.session.rollback()
        finish(job_id, None, f"{type(fault).__name__}: {fault}")
    else:
        finish(job_id, result)
    return True
