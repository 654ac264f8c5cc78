"""The marked workbook of a draft: at once for a small sheet, by the worker for a large one; it goes when the draft goes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath
from typing import NamedTuple

import sqlalchemy as sa
from flask import current_app

from opsplanner.core import audit, clock, files
from opsplanner.core.access import Actor
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Missing
from opsplanner.core.jobs import Job
from opsplanner.operations.models import Operation
from opsplanner.records.marking import marked_workbook
from opsplanner.records.sheet import Book
from opsplanner.results.models import Draft
from opsplanner.results.services.background import MARK, enqueue
from opsplanner.results.services.drafting import look, upload_of
from opsplanner.results.services.finding import find_draft
from opsplanner.results.services.originals import drop_unheld

# Sheets of more rows are marked by the worker.
MARK_LATER = 1_000


class Workbook(NamedTuple):
    """A file to hand out."""

    name: str
    content: bytes


def mark(actor: Actor, operation: Operation, draft_id: int, looked_at: Callable[[], None] | None = None) -> Workbook:
    """The Member's own sheet with what was put right, and what is left to be put right tinted and told.

    `looked_at` is called when the sheet is read and checked, before it is marked.
    """
    looked = look(actor, operation, draft_id)
    if looked_at:
        looked_at()
    draft = looked.draft
    if draft.table is None:
        raise Missing
    upload, book = upload_of(draft), Book.from_bytes(draft.table)
    most = current_app.config["MAX_ROWS"]
    form, content = marked_workbook(upload, book, looked.checked, looked.acts.patches(), most)
    return Workbook(_name(draft, form), content)


@writes
def mark_later(actor: Actor, operation: Operation, draft_id: int) -> Job:
    """Leaves marking a large sheet to the worker."""
    draft = find_draft(actor, operation, draft_id)
    audit.record(actor, "results:mark", draft.audited, scope=operation.code)
    return enqueue(actor, MARK, draft)


def mark_draft(actor: Actor, operation: Operation, draft_id: int, begun: Callable[[int], None]) -> None:
    """The worker's part: marks the sheet and keeps it with the draft; `begun` hears which step begins after the first."""
    made = mark(actor, operation, draft_id, lambda: begun(2))
    begun(3)
    _keep(actor, operation, draft_id, made)


def marked(actor: Actor, operation: Operation, draft_id: int) -> Workbook:
    """The marked workbook that the worker made last; raises Missing when there is none."""
    draft = find_draft(actor, operation, draft_id)
    kept = draft.choices.get("marked")
    if not kept:
        raise Missing
    return Workbook(_name(draft, kept["form"]), files.fetch(kept["sha256"]))


@writes
def _keep(actor: Actor, operation: Operation, draft_id: int, made: Workbook) -> None:
    draft = db.session.scalars(sa.select(Draft).where(Draft.id == draft_id)).one()
    old = draft.choices.get("marked", {}).get("sha256")
    sha256 = files.keep(made.content)
    form = PurePath(made.name).suffix.lstrip(".")
    draft.choices = {**draft.choices, "marked": {"sha256": sha256, "form": form, "at": clock.now().isoformat()}}
    audit.record(actor, "results:marked", draft.audited, scope=operation.code, after={"sha256": sha256})
    if old and old != sha256:
        drop_unheld(old)


def _name(draft: Draft, form: str) -> str:
    return f"{PurePath(draft.file_name).stem}_marked.{form}"
