"""What the worker does for participation: it writes the letters that were asked of it, and tells how far it is."""

from __future__ import annotations

from flask import Flask

from opsplanner.core import jobs
from opsplanner.core.access import Actor
from opsplanner.core.jobs import Job
from opsplanner.participants.models import LetterKind
from opsplanner.participants.services import write_letters
from opsplanner.participants.services.writing import KIND


def register(app: Flask) -> None:
    """Names the worker's functions."""
    jobs.register(app, KIND, _write)


def _write(job: Job) -> None:
    payload, number, batch = dict(job.payload), job.id, job.token
    write_letters(
        Actor(payload["account"], payload["label"], email=payload["email"]),
        payload["participations"],
        LetterKind(payload["kind"]),
        batch,
        payload["new"],
        lambda done, of: jobs.report_progress(number, done, of),
    )
