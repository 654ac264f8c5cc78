"""Deliveries being prepared: a sheet read once and kept, the answers about its columns, and what the check says of it now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import sqlalchemy as sa
from flask import current_app

from opsplanner.core import audit, clock, files
from opsplanner.core.access import Actor
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Missing
from opsplanner.operations.models import Operation, PlanDocument
from opsplanner.records.answers import Setting
from opsplanner.records.check import Checked, check
from opsplanner.records.dates import Order
from opsplanner.records.guard import Upload, read_sheet
from opsplanner.records.headings import normal
from opsplanner.records.intake import refused
from opsplanner.records.match import Leftover, match
from opsplanner.records.problem import Problem
from opsplanner.records.sheet import Book
from opsplanner.results.cargo import Cargo
from opsplanner.results.models import CasePhoto, Channel, ColumnMemory, Draft, Submission
from opsplanner.results.services.delivering import Choices, Delivery, Outcome, deliver
from opsplanner.results.services.entering import Entry, entry_for
from opsplanner.results.services.finding import find_draft
from opsplanner.results.services.planning import period_of_cases
from opsplanner.results.services.templates import template_of

SKIP = ""


@dataclass(frozen=True)
class Looked:
    """A draft as the check sees it now; `questions` are the columns nobody has said anything about."""

    draft: Draft
    entry: Entry
    checked: Checked
    questions: tuple[Leftover, ...]

    @property
    def asks(self) -> bool:
        """Whether the step "Columns" has something to ask."""
        tiers = {problem.code for problem in self.checked.problems if problem.tier == "columns" and problem.is_error}
        return bool(self.questions or tiers or self.ambiguous_dates)

    @property
    def ambiguous_dates(self) -> bool:
        """Whether the dates of a column can be read two ways."""
        return any(problem.code == "R-032" for problem in self.checked.problems)


def examine_upload(entry: Entry, upload: Upload | Problem) -> Checked:
    """Reads, matches and checks a file with what is remembered of this Member's own sheets; stores nothing."""
    book = _read(entry, upload)
    return book if isinstance(book, Checked) else _check(entry, book, {})


def begin(actor: Actor, entry: Entry, upload: Upload | Problem, rehearsal: bool = False) -> Draft | Checked:
    """Reads a file and keeps it as a draft; what cannot be read at all is only told."""
    book = _read(entry, upload)
    if isinstance(book, Checked):
        return book
    assert isinstance(upload, Upload)
    checked = _check(entry, book, {})
    if any(problem.tier == "file" and problem.is_error for problem in checked.problems):
        return checked
    return _keep(actor, entry, upload, book, checked, rehearsal)


@writes
def _keep(actor: Actor, entry: Entry, upload: Upload, book: Book, checked: Checked, rehearsal: bool) -> Draft:
    draft = Draft(
        participation_id=entry.participation.id,
        organisation_id=entry.sender.id,
        channel=Channel.SHEET,
        created_at=clock.now(),
        created_by=actor.label,
        created_by_id=actor.user_id,
        language=checked.matched.language,
        file_name=upload.name[:300],
        sha256=files.keep(upload.content),
        rows=checked.rows,
        choices={"rehearsal": rehearsal},
        report=_summary(entry, checked, rehearsal),
        table=book.to_bytes(),
    )
    db.session.add(draft)
    db.session.flush()
    audit.record(
        actor,
        "results:draft",
        f"{upload.name} {entry.participation.organisation.code}",
        scope=entry.operation.code,
        after={"sha256": upload.sha256, "rows": checked.rows},
    )
    return draft


def look(actor: Actor, operation: Operation, draft_id: int) -> Looked:
    """A draft checked against the template in force and the rules of this moment."""
    draft = find_draft(actor, operation, draft_id)
    if draft.table is None:
        raise Missing
    entry = entry_for(actor, draft.participation)
    checked = _check(entry, Book.from_bytes(draft.table), draft.choices)
    answered = {*_memory(entry), *map(normal, draft.choices.get("columns", {}))}
    questions = tuple(each for each in checked.matched.leftovers if normal(each.heading) not in answered)
    return Looked(draft, entry, checked, questions)


@writes
def answer_columns(
    actor: Actor, operation: Operation, draft_id: int, columns: Mapping[str, str], order: str, remember: bool
) -> Draft:
    """Keeps what headings mean ("" is "do not import") and how dates are written; remembered for the Member when wanted."""
    draft = find_draft(actor, operation, draft_id)
    known = template_of(operation).by_key
    said = {heading: key for heading, key in columns.items() if key == SKIP or key in known}
    draft.choices = {
        **draft.choices,
        "columns": {**draft.choices.get("columns", {}), **said},
        "order": order if order in set(Order) else draft.choices.get("order", ""),
    }
    if remember:
        for heading, key in said.items():
            db.session.merge(
                ColumnMemory(
                    organisation_id=draft.participation.organisation_id, header=normal(heading)[:300], field=key
                )
            )
    db.session.flush()
    return draft


def send(actor: Actor, operation: Operation, draft_id: int, choices: Choices) -> Outcome:
    """Checks a draft once more and stores it; the draft goes, the file stays with the submission."""
    looked = look(actor, operation, draft_id)
    content = files.fetch(looked.draft.sha256) if looked.draft.sha256 else b""
    upload = Upload(looked.draft.file_name, content, looked.draft.sha256 or "")
    return _send(actor, looked, Delivery(looked.checked, Channel.SHEET, upload), choices)


@writes
def _send(actor: Actor, looked: Looked, delivery: Delivery, choices: Choices) -> Outcome:
    outcome = deliver(actor, looked.entry, delivery, choices)
    _remove(looked.draft)
    return outcome


@writes
def discard(actor: Actor, operation: Operation, draft_id: int) -> None:
    """Throws a draft away, and its file with it."""
    draft = find_draft(actor, operation, draft_id)
    audit.record(actor, "results:discard", draft.file_name or draft.channel, scope=operation.code)
    _remove(draft)


def _remove(draft: Draft) -> None:
    sha256 = draft.sha256
    db.session.delete(draft)
    db.session.flush()
    if sha256 and not any(
        map(partial(_held, sha256), (Submission.kept_sha256, Draft.sha256, CasePhoto.sha256, PlanDocument.sha256))
    ):
        files.drop(sha256)


def _held(sha256: str, column: Any) -> bool:
    return db.session.scalar(sa.select(sa.literal(1)).where(column == sha256).limit(1)) is not None


def _read(entry: Entry, upload: Upload | Problem) -> Book | Checked:
    """The file as a book; one that cannot be read comes back as the check that says so."""
    template = template_of(entry.operation)
    if isinstance(upload, Problem):
        return refused(upload, template, "")
    book = read_sheet(upload, current_app.config["MAX_ROWS"])
    return refused(book, template, upload.name) if isinstance(book, Problem) else book


def _check(entry: Entry, book: Book, choices: Mapping[str, Any]) -> Checked:
    meanings = {**_memory(entry), **choices.get("columns", {})}
    # A column that is not imported stays a leftover, so that the confirm page can name it.
    memory = {heading: key for heading, key in meanings.items() if key != SKIP}
    template = template_of(entry.operation).of(entry.participation.organisation.code)
    order = Order(choices["order"]) if choices.get("order") else None
    return check(match(book, template, memory, current_app.config["MAX_ROWS"]), Setting(clock.now(), order))


def _memory(entry: Entry) -> dict[str, str]:
    found = db.session.execute(
        sa.select(ColumnMemory.header, ColumnMemory.field).where(
            ColumnMemory.organisation_id == entry.participation.organisation_id
        )
    )
    return {header: key for header, key in found.all()}  # noqa: C416 - a row is no pair to the checker


def _summary(entry: Entry, checked: Checked, rehearsal: bool) -> dict[str, Any]:
    """What lists say of a draft without checking it again: its rows, and the periods it will speak for."""
    periods: set[int] = set()
    rows = checked.results
    if rows is not None and len(rows.good) and "detected_on" in rows.columns:
        cargo = Cargo.of(rows, checked.matched.template)
        periods = {each.id for each in period_of_cases(entry.operation, cargo, rehearsal)}
    return {"rows": checked.rows, "ready": checked.ready, "periods": sorted(periods)}
