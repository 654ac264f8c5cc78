"""A job is done once by one worker, survives the worker's death, and is given up after three faults."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from opsplanner.core import clock, jobs
from opsplanner.core.access import Actor, system_actor
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Missing
from opsplanner.core.jobs import Job

BEGIN = datetime(2026, 3, 1, 12, tzinfo=UTC)
ACTOR = Actor(7, "Ana")


@pytest.fixture
def done(app_context: Flask, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """What the handler of `count` was given, in order; `fail` always fails."""
    seen: list[int] = []
    monkeypatch.setitem(app_context.extensions, "job_handlers", {})
    jobs.register(app_context, "count", lambda job: seen.append(job.payload["n"]) or {"n": job.payload["n"]})
    jobs.register(app_context, "fail", lambda job: 1 / 0)
    return seen


@writes
def enqueue(kind: str, actor: Actor = ACTOR, after: timedelta = timedelta(0), **payload: int) -> str:
    return jobs.enqueue(actor, kind, payload, clock.now() + after).token


def job(token: str) -> Job:
    db.session.rollback()
    return db.session.scalars(sa.select(Job).where(Job.token == token)).one()


def test_jobs_are_done_in_their_order_and_keep_their_result(done: list[int]):
    tokens = [enqueue("count", n=n) for n in (1, 2)]
    assert [jobs.run_next(), jobs.run_next(), jobs.run_next()] == [True, True, False]
    assert done == [1, 2]
    assert [(job(token).state, job(token).result) for token in tokens] == [("done", {"n": 1}), ("done", {"n": 2})]


def test_a_job_waits_for_its_time(done: list[int]):
    with clock.frozen(BEGIN):
        enqueue("count", after=timedelta(minutes=5), n=1)
        assert not jobs.run_next()
    with clock.frozen(BEGIN + timedelta(minutes=6)):
        assert jobs.run_next()


def test_what_is_not_stored_leaves_no_job(done: list[int]):
    @writes
    def refuse() -> None:
        jobs.enqueue(ACTOR, "count", {"n": 1})
        raise ValueError

    with pytest.raises(ValueError):
        refuse()
    assert not jobs.run_next()


def test_two_workers_never_hold_one_job(done: list[int]):
    enqueue("count", n=1)
    assert jobs.claim() is not None
    assert jobs.claim() is None


def test_the_job_of_a_worker_that_died_is_taken_up_after_its_lease(done: list[int]):
    with clock.frozen(BEGIN):
        token = enqueue("count", n=1)
        jobs.claim()
    with clock.frozen(BEGIN + jobs.LEASE / 2):
        assert not jobs.run_next()
    with clock.frozen(BEGIN + jobs.LEASE + timedelta(seconds=1)):
        assert jobs.run_next()
    assert (done, job(token).state, job(token).attempts) == ([1], "done", 2)


def test_a_job_that_tells_how_far_it_is_keeps_its_lease(done: list[int]):
    with clock.frozen(BEGIN):
        token = enqueue("count", n=1)
        jobs.claim()
    with clock.frozen(BEGIN + jobs.LEASE / 2):
        jobs.report_progress(job(token).id, 10, 20)
    with clock.frozen(BEGIN + jobs.LEASE + timedelta(seconds=1)):
        assert not jobs.run_next()
    assert (job(token).progress, job(token).total) == (10, 20)


def test_a_job_that_fails_is_tried_again_and_then_given_up(done: list[int]):
    with clock.frozen(BEGIN):
        token = enqueue("fail")
    states = []
    for attempt in range(jobs.ATTEMPTS):
        with clock.frozen(BEGIN + timedelta(hours=attempt)):
            assert jobs.run_next()
            states.append(job(token).state)
    assert states == ["waiting", "waiting", "failed"]
    assert "ZeroDivisionError" in job(token).error


def test_a_worker_that_dies_every_time_does_not_take_a_job_for_ever(done: list[int]):
    with clock.frozen(BEGIN):
        token = enqueue("count", n=1)
    for attempt in range(jobs.ATTEMPTS + 1):
        with clock.frozen(BEGIN + timedelta(hours=attempt)):
            jobs.claim()
    assert (job(token).state, done) == ("failed", [])


def test_a_kind_nobody_does_is_said(done: list[int]):
    token = enqueue("unheard_of")
    assert jobs.run_next()
    assert job(token).error == "no handler for unheard_of"


def test_a_job_is_shown_to_whoever_ordered_it(done: list[int]):
    token = enqueue("count", n=1)
    assert jobs.by_token(ACTOR, token).payload == {"n": 1}
    for other in (Actor(8, "Bo"), system_actor("command line")):
        with pytest.raises(Missing):
            jobs.by_token(other, token)
