"""What the worker does for results: reads, marks and stores the sheets too large for a page to wait for; reminds each morning."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from flask import Flask
from flask_babel import force_locale

from opsplanner.core import jobs, mail, rounds
from opsplanner.core.access import Actor, system_actor
from opsplanner.core.db import db
from opsplanner.core.errors import Missing, Refusal
from opsplanner.core.i18n import screen_language
from opsplanner.core.jobs import Job
from opsplanner.directory.models import Account
from opsplanner.operations.models import Operation
from opsplanner.operations.services import actor_of, find
from opsplanner.results.differences import export
from opsplanner.results.services import (
    Choices,
    Outcome,
    mark_draft,
    part_sent,
    read_draft,
    reduce_original,
    send,
    send_part,
    sent_as,
)
from opsplanner.results.services.background import MARK, READ, SEND
from opsplanner.results.services.differing import DIFFER, FORGET, forget, keep_for_a_day
from opsplanner.results.services.duplicates import SEEK, seek
from opsplanner.results.services.mornings import remind_by_itself, still_needed
from opsplanner.results.services.originals import REDUCE
from opsplanner.results.services.posting import KIND

STEPS = 3
EVERY = timedelta(minutes=5)


def register(app: Flask) -> None:
    """Names the worker's functions."""
    jobs.register(app, READ, _read)
    jobs.register(app, SEND, _send)
    jobs.register(app, MARK, _mark)
    rounds.register(app, "reminders", EVERY, remind_by_itself)
    mail.renews(app, KIND, still_needed)
    jobs.register(app, REDUCE, _reduce)
    jobs.register(app, SEEK, _seek)
    jobs.register(app, DIFFER, _differ)
    jobs.register(app, FORGET, _forget)


def _read(job: Job) -> None:
    payload, number = job.payload, job.id
    jobs.report_progress(number, 1, STEPS)
    actor = _actor(payload)
    read_draft(actor, find(actor, payload["operation"]), payload["draft"])


def _mark(job: Job) -> dict[str, Any]:
    payload, number = job.payload, job.id
    jobs.report_progress(number, 1, STEPS)
    actor = _actor(payload)
    mark_draft(
        actor,
        find(actor, payload["operation"]),
        payload["draft"],
        lambda step: jobs.report_progress(number, step, STEPS),
    )
    return {"marked": True}


def _send(job: Job) -> dict[str, Any]:
    """The submission made, or the sentence why nothing was stored."""
    payload, number = job.payload, job.id
    jobs.report_progress(number, 1, STEPS)
    actor = _actor(payload)
    operation = find(actor, payload["operation"])
    with force_locale(screen_language(actor.language)):
        try:
            outcome = _sent(actor, operation, payload)
        except Refusal as refused:
            return {"refused": str(refused)}
        except Missing:
            # An earlier attempt stored it and died before it could say so; else the draft was discarded meanwhile.
            stored = sent_as(actor, operation, payload["draft"])
            return {"submission": stored.id, "stored": True} if stored else {}
    return {"submission": outcome.submission.id, "stored": outcome.stored, "stays": outcome.stays}


def _sent(actor: Actor, operation: Operation, payload: dict[str, Any]) -> Outcome:
    """All of the draft, or the rows of it that are ready, unless an earlier attempt stored them and died before it could say so."""
    draft, choices = payload["draft"], Choices(**payload["choices"])
    if not payload.get("part"):
        return send(actor, operation, draft, choices)
    return part_sent(actor, operation, draft, payload["parted"]) or send_part(actor, operation, draft, choices)


def _reduce(job: Job) -> None:
    reduce_original(system_actor("worker"), job.payload["submission"])


def _seek(job: Job) -> dict[str, Any]:
    return {"found": seek(job.payload["submission"])}


def _differ(job: Job) -> dict[str, Any]:
    """The workbook of differences, written for whoever asked as they may see them now."""
    payload, number = job.payload, job.id
    actor = _actor(payload)
    operation = find(actor, payload["operation"])

    def progress(done: int, of: int) -> None:
        jobs.report_progress(number, done, of)

    with force_locale(payload["lang"]):
        content = export(actor, operation, payload["submission"], payload["asked"], payload["lang"], progress)
    return {"sha256": keep_for_a_day(actor, operation, content)}


def _forget(job: Job) -> None:
    forget(job.payload["sha256"])


def _actor(payload: dict[str, Any]) -> Actor:
    """The person who asked, with the rights held now."""
    if payload["account"] is None:
        return system_actor(payload["label"], payload["language"])
    account = db.session.scalar(sa.select(Account).where(Account.id == payload["account"], Account.active))
    if account is None:
        raise Missing
    return actor_of(account)
