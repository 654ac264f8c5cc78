"""Work on drafts that is left to the worker, so that no page waits for a large sheet."""

from __future__ import annotations

from typing import Any

from opsplanner.core import jobs
from opsplanner.core.access import Actor
from opsplanner.core.jobs import Job
from opsplanner.results.models import Draft

READ, SEND = "results_read", "results_send"


def enqueue(actor: Actor, kind: str, draft: Draft, **details: Any) -> Job:
    """Asks the worker, in the transaction under way, to read or send a draft in the actor's name."""
    payload = {
        "operation": draft.participation.operation.code,
        "draft": draft.id,
        "account": actor.user_id,
        "label": actor.label,
        "language": actor.language,
        **details,
    }
    return jobs.enqueue(actor, kind, payload)
