"""A lost pass phrase: the question is only noted, so that the answer is the same, and as quick, for every address."""

from __future__ import annotations

from opsplanner.core import jobs
from opsplanner.core.access import system_actor
from opsplanner.core.db import writes
from opsplanner.core.jobs import Job
from opsplanner.directory.services import send_reset

KIND = "pass_phrase_reset"


@writes
def ask(address: str) -> None:
    """Leaves the rest to the worker."""
    jobs.enqueue(system_actor("sign-in page"), KIND, {"address": address})


def send(job: Job) -> None:
    """Mails the link, if somebody signs in with that address."""
    send_reset(job.payload["address"])
