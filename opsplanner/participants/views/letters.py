"""Writing to participants: who gets what in which language, how far the worker is, links to hand over where no mail reaches."""

from __future__ import annotations

from typing import Any

from flask import g, redirect, render_template, request, url_for

from opsplanner.core import jobs
from opsplanner.core.access import Permission, allow
from opsplanner.core.asking import wholes
from opsplanner.core.errors import Missing
from opsplanner.core.i18n import SCREEN_LANGUAGES, language
from opsplanner.core.jobs import Job
from opsplanner.operations import services as operations
from opsplanner.operations.models import Operation
from opsplanner.participants import services
from opsplanner.participants.models import LetterKind
from opsplanner.participants.views.blueprint import blueprint
from opsplanner.participants.words import LETTERS

UNDER_WAY = ("waiting", "running")


@blueprint.route("/operations/<code>/participants/letters", methods=["GET", "POST"])
@allow(Permission.PARTICIPANTS_MANAGE)
def write(code: str) -> Any:
    """Reminds of invitations, or tells what is missing: seen first, then sent to those ticked."""
    operation = operations.find(g.actor, code)
    kind = services.kind_of(request.values.get("kind", ""))
    if request.method == "POST":
        job = services.send_letters(g.actor, code, kind, wholes(request.form.getlist("participation")))
        return redirect(url_for("participants.sending", code=code, token=job.token))
    found = services.readiness(operation)
    chosen = services.readiness_rows(g.actor, operation, found, request.args, language())
    return render_template(
        "participants/write.html",
        operation=operation,
        kind=kind,
        title=LETTERS[kind],
        writings=services.writings(operation, kind, chosen),
        languages=SCREEN_LANGUAGES,
        specimens=specimens(operation, kind),
    )


@blueprint.get("/operations/<code>/participants/letters/<token>")
@allow(Permission.PARTICIPANTS_MANAGE)
def sending(code: str, token: str) -> str:
    """How far the worker is with the letters; then to whom each went, and whom no mail reaches."""
    operation = operations.find(g.actor, code)
    job = _job(operation, token)
    done = job.state not in UNDER_WAY
    return render_template(
        "participants/sending.html",
        operation=operation,
        job=job,
        title=LETTERS[LetterKind(job.payload["kind"])],
        done=done,
        letters=services.letters_of(operation, token) if done else [],
        unwritten=services.unwritten(g.actor, operation, job) if done else [],
        languages=SCREEN_LANGUAGES,
    )


@blueprint.post("/operations/<code>/participants/links")
@allow(Permission.PARTICIPANTS_MANAGE)
def hand_over(code: str) -> str:
    """Links for those whom no mail reaches; this page is the only place where they ever stand."""
    operation = operations.find(g.actor, code)
    made = services.hand_over(g.actor, code, wholes(request.form.getlist("participation")))
    return render_template("participants/hand_over.html", operation=operation, made=made)


def specimens(operation: Operation, kind: LetterKind) -> dict[str, tuple[str, str]]:
    """Subject and text of a letter in each language."""
    return {lang: services.specimen(g.actor, operation, kind, lang) for lang in SCREEN_LANGUAGES}


def _job(operation: Operation, token: str) -> Job:
    """The reader's own sending, of this operation."""
    job = jobs.by_token(g.actor, token)
    if job.payload.get("operation") != operation.code or "participations" not in job.payload:
        raise Missing
    return job
