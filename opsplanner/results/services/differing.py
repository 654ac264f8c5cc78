"""The workbook of differences when much differs: made by the worker, kept for a day, fetched by whoever asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from opsplanner.core import audit, clock, files, jobs
from opsplanner.core.access import Actor
from opsplanner.core.db import writes
from opsplanner.core.errors import Missing
from opsplanner.core.jobs import Job
from opsplanner.operations.models import Operation
from opsplanner.results.services.finding import find_submission
from opsplanner.results.services.originals import drop_unheld

DIFFER, FORGET = "results_differences", "results_differences_forget"
KEPT = timedelta(days=1)


@writes
def make_differences(
    actor: Actor, operation: Operation, submission_id: int, asked: Mapping[str, str], lang: str
) -> Job:
    """Leaves to the worker what a submission's version says differently from another, in a language, as the actor may see it."""
    submission = find_submission(actor, operation, submission_id)
    audit.record(actor, "results:differences", submission.reference, scope=operation.code, after=dict(asked))
    payload = {
        "operation": operation.code,
        "submission": submission.id,
        "asked": dict(asked),
        "lang": lang,
        "file": f"{operation.code}_differences_{submission.id}_{lang}.xlsx",
        "account": actor.user_id,
        "label": actor.label,
        "language": actor.language,
    }
    return jobs.enqueue(actor, DIFFER, payload)


def differences_made(actor: Actor, operation: Operation, submission_id: int, token: str) -> Job:
    """The actor's own job of this submission, under way or done; raises Missing for any other."""
    find_submission(actor, operation, submission_id)
    job = jobs.by_token(actor, token)
    if job.kind != DIFFER or job.payload["submission"] != submission_id:
        raise Missing
    return job


@writes
def keep_for_a_day(actor: Actor, operation: Operation, content: bytes) -> str:
    """The worker's part: stores the workbook, and asks for it to be thrown away."""
    sha256 = files.keep(content)
    jobs.enqueue(actor, FORGET, {"sha256": sha256}, run_at=clock.now() + KEPT)
    audit.record(actor, "results:differences_made", operation.code, scope=operation.code, after={"sha256": sha256})
    return sha256


@writes
def forget(sha256: str) -> None:
    """The worker's part a day later."""
    drop_unheld(sha256)
