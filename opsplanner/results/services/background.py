"""Work on drafts that is left to the worker, so that no page waits for a large sheet."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from opsplanner.core import jobs
from opsplanner.core.access import Actor
from opsplanner.core.db import db
from opsplanner.core.jobs import Job
from opsplanner.results.models import Draft

READ, SEND, MARK = "results_read", "results_send", "results_mark"


def enqueue(actor: Actor, kind: str, draft: Draft, **details: Any) -> Job:
    """Asks the worker, in the transaction under way, to read, mark or send a draft in the actor's name."""
    payload = {
        "operation": draft.participation.operation.code,
        "draft": draft.id,
        "file": draft.file_name,
        "account": actor.user_id,
        "label": actor.label,
        "language": actor.language,
        **details,
    }
    return jobs.enqueue(actor, kind, payload)


def job_of(draft: Draft) -> Job | None:
    """What the worker was last asked to do with a draft."""
    return db.session.scalar(sa.select(Job).where(Job.token == draft.job)) if draft.job else None


def still_there(job: Job) -> bool:
    """Whether the draft that a job was about is still to be sent."""
    return db.session.scalar(sa.select(Draft.id).where(Draft.id == job.payload["draft"])) is not None
