"""Deliveries being prepared: a sheet read once and kept, what the check says of it now, and sending it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import NamedTuple

import sqlalchemy as sa
from flask import current_app

from opsplanner.core import audit, clock, files
from opsplanner.core.access import Actor
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Missing
from opsplanner.core.text import LANGUAGES
from opsplanner.operations.models import Operation
from opsplanner.participants.models import Participation
from opsplanner.records.check import Checked
from opsplanner.records.guard import Upload, may_be_too_long, read_sheet
from opsplanner.records.intake import refused
from opsplanner.records.problem import Problem
from opsplanner.records.sentences import sentence
from opsplanner.records.sheet import Book
from opsplanner.records.table import RESULTS
from opsplanner.records.taken import FileColumn
from opsplanner.results.models import Channel, Draft, SentDraft
from opsplanner.results.services.acts import Acts, acts_of, hand_over
from opsplanner.results.services.alphabets import letters_of
from opsplanner.results.services.background import READ, SEND, enqueue
from opsplanner.results.services.columns import check_book, column_errors, match_book
from opsplanner.results.services.delivering import Choices, Delivery, Outcome, deliver
from opsplanner.results.services.entering import Entry, entry_for
from opsplanner.results.services.finding import find_draft
from opsplanner.results.services.forms import check_form
from opsplanner.results.services.originals import drop_unheld
from opsplanner.results.services.summing import MORE_ASKED, left, summary
from opsplanner.results.services.templates import template_of

# Larger files than this hold more than some 20,000 rows: reading them is left to the worker.
READ_LATER = 1_500_000
# More rows than this are stored by the worker.
SEND_LATER = 20_000
# More rows than this are looked at by a process of their own: some eight megabytes in every ten thousand.
LOOK_APART = 20_000


class Stay(NamedTuple):
    """A row that is not sent with the others: its sheet, its number as the person sees it, and the case it belongs to."""

    sheet: str
    row: int
    reference: str


@dataclass(frozen=True)
class Looked:
    """A draft as the check sees it now. `questions` are the columns nobody has said anything about; `acts` how it was put right
    in the browser; `stays` the rows that were left aside to be put right, while the others are sent.
    """

    draft: Draft
    entry: Entry
    checked: Checked
    questions: tuple[FileColumn, ...]
    acts: Acts = Acts()  # noqa: RUF009 - never changed
    stays: tuple[Stay, ...] = ()

    @property
    def is_part(self) -> bool:
        """Whether it holds but some rows of its file, so that a case may be elsewhere that is not in it."""
        return bool(self.stays or self.draft.choices.get("rest"))

    @property
    def asks(self) -> bool:
        """Whether the step "Columns" has something to ask."""
        return bool(self.questions or column_errors(self.checked) or self.ambiguous_dates)

    @property
    def ambiguous_dates(self) -> tuple[Problem, ...]:
        """The columns whose dates can be read two ways."""
        return tuple(problem for problem in self.checked.problems if problem.code == "R-032")


def examine_upload(entry: Entry, upload: Upload | Problem) -> Checked:
    """Reads, matches and checks a file with what is remembered of this Member's own sheets; stores nothing."""
    book = _read(entry, upload)
    return book if isinstance(book, Checked) else check_book(entry, book, {})


def begin(actor: Actor, entry: Entry, upload: Upload | Problem, rehearsal: bool = False) -> Draft | Checked:
    """Keeps a file as a draft, read at once or, when it is large, by the worker; what cannot be read at all is only told.

    The same bytes sent again, as after a line that broke, are the draft that is there already, with what was put right in it.
    """
    if isinstance(upload, Upload) and (there := _same(actor, entry, upload, rehearsal)):
        return there
    if isinstance(upload, Upload) and len(upload.content) > READ_LATER:
        if too_long := _too_long(entry, upload):
            return too_long
        return _keep(actor, entry, upload, rehearsal)
    book = _read(entry, upload)
    if isinstance(book, Checked):
        return book
    assert isinstance(upload, Upload)
    checked = check_book(entry, book, {"rehearsal": rehearsal})
    if any(problem.tier == "file" and problem.is_error for problem in checked.problems):
        return checked
    return _keep(actor, entry, upload, rehearsal, book, checked)


def _same(actor: Actor, entry: Entry, upload: Upload, rehearsal: bool) -> Draft | None:
    """The actor's own draft of the very same file."""
    query = sa.select(Draft).where(
        Draft.participation_id == entry.participation.id,
        Draft.organisation_id == entry.sender.id,
        Draft.created_by_id == actor.user_id,
        Draft.sha256 == upload.sha256,
    )
    found = db.session.scalars(query.order_by(Draft.id.desc()))
    alike = (
        each for each in found if bool(each.choices.get("rehearsal")) == rehearsal and "refused" not in each.report
    )
    return next(alike, None)


@writes
def _keep(
    actor: Actor,
    entry: Entry,
    upload: Upload,
    rehearsal: bool,
    book: Book | None = None,
    checked: Checked | None = None,
) -> Draft:
    draft = Draft(
        participation_id=entry.participation.id,
        organisation_id=entry.sender.id,
        channel=Channel.SHEET,
        created_at=clock.now(),
        created_by=actor.label,
        created_by_id=actor.user_id,
        language=checked.matched.language if checked else actor.language,
        file_name=upload.name[:300],
        sha256=files.keep(upload.content),
        rows=checked.rows if checked else 0,
        choices={"rehearsal": rehearsal, "version": template_of(entry.operation).version},
        report=summary(entry, checked, rehearsal) if checked else {},
        table=book.to_bytes() if book else None,
    )
    db.session.add(draft)
    db.session.flush()
    if book is None:
        draft.job = enqueue(actor, READ, draft).token
    audit.record(
        actor,
        "results:draft",
        draft.audited,
        scope=entry.operation.code,
        after={"sha256": upload.sha256, "size": len(upload.content)},
    )
    return draft


def read_draft(actor: Actor, operation: Operation, draft_id: int) -> None:
    """The worker's part: reads a large file that was kept, and notes what keeps it from being read."""
    draft = find_draft(actor, operation, draft_id)
    entry = entry_for(actor, draft.participation)
    upload = upload_of(draft)
    book = _read(entry, upload, draft.choices.get("letters", ""))
    checked = book if isinstance(book, Checked) else check_book(entry, book, draft.choices)
    failed = [problem for problem in checked.problems if problem.tier == "file" and problem.is_error]
    _note_read(draft.id, entry, checked, None if failed or isinstance(book, Checked) else book)


@writes
def _note_read(draft_id: int, entry: Entry, checked: Checked, book: Book | None) -> None:
    draft = db.session.scalars(sa.select(Draft).where(Draft.id == draft_id)).one()
    draft.rows, draft.language = checked.rows, checked.matched.language
    if book is not None:
        draft.table = book.to_bytes()
        draft.report = summary(entry, checked, bool(draft.choices.get("rehearsal")))
    else:
        draft.report = {"refused": {lang: [sentence(each, lang) for each in checked.of("error")] for lang in LANGUAGES}}


def upload_of(draft: Draft) -> Upload:
    """The file as it was sent."""
    content = files.fetch(draft.sha256) if draft.sha256 else b""
    return Upload(draft.file_name, content, draft.sha256 or "")


def look(actor: Actor, operation: Operation, draft_id: int) -> Looked:
    """A draft checked against the template in force and the rules of this moment."""
    draft = find_draft(actor, operation, draft_id)
    entry = entry_for(actor, draft.participation)
    if draft.channel == Channel.FORM:
        rows = draft.choices.get("rows", [])
        return Looked(
            draft, entry, check_form(entry, RESULTS, rows, draft.language, bool(draft.choices.get("rehearsal"))), ()
        )
    if draft.table is None:
        raise Missing
    book, acts = Book.from_bytes(draft.table), acts_of(draft_id)
    checked = check_book(entry, book, draft.choices, acts.patches())
    unsaid = tuple(each for each in checked.matched.leftovers if not each.settled)
    return Looked(draft, entry, checked, unsaid, acts)


@writes
def note_left(draft_id: int, checked: Checked) -> None:
    """Keeps with a draft how much is left to be put right, for the lists that name it."""
    draft = db.session.scalar(sa.select(Draft).where(Draft.id == draft_id))
    if draft is not None:
        draft.report = {**draft.report, **left(checked)}


def ask_more(operation: Operation) -> None:
    """What lists say of the open drafts is true no more, for the template demands more; in the transaction under way."""
    query = sa.select(Draft).join(Draft.participation).where(Participation.operation_id == operation.id)
    for draft in db.session.scalars(query):
        draft.report = {**draft.report, MORE_ASKED: True}


def send(actor: Actor, operation: Operation, draft_id: int, choices: Choices) -> Outcome:
    """Checks a draft once more and stores it; the draft goes, the file stays with the submission."""
    looked = look(actor, operation, draft_id)
    draft = looked.draft
    upload = upload_of(draft) if draft.channel == Channel.SHEET else None
    photos = draft.choices.get("photos", [])
    delivery = Delivery(looked.checked, Channel(draft.channel), upload, photos, whole=not looked.is_part)
    return _send(actor, looked, draft_id, delivery, choices)


@writes
def send_later(actor: Actor, operation: Operation, draft_id: int, choices: Choices, *, part: bool = False) -> Draft:
    """Leaves storing a large draft to the worker, or of a large draft the rows that are ready."""
    draft = find_draft(actor, operation, draft_id)
    details = {"part": part, "parted": draft.choices.get("parted", 0)}
    draft.job = enqueue(actor, SEND, draft, choices=asdict(choices), **details).token
    audit.record(actor, "results:send_later", draft.audited, scope=operation.code)
    return draft


@writes
def _send(actor: Actor, looked: Looked, draft_id: int, delivery: Delivery, choices: Choices) -> Outcome:
    outcome = deliver(actor, looked.entry, delivery, choices)
    # Pressed twice, the first press has stored it and removed the draft by now.
    draft = db.session.scalar(sa.select(Draft).where(Draft.id == draft_id))
    if draft is not None:
        if outcome.stored:
            hand_over(draft_id, outcome.submission.id)
        _remove(draft)
        db.session.add(SentDraft(draft_id=draft_id, submission_id=outcome.submission.id))
    return outcome


@writes
def discard(actor: Actor, operation: Operation, draft_id: int) -> None:
    """Throws a draft away, and its file with it."""
    draft = find_draft(actor, operation, draft_id)
    audit.record(actor, "results:discard", draft.audited, scope=operation.code)
    _remove(draft)


def _remove(draft: Draft) -> None:
    marked = draft.choices.get("marked", {}).get("sha256")
    kept = {draft.sha256, marked, *draft.choices.get("photos", [])} - {None}
    db.session.delete(draft)
    db.session.flush()
    for sha256 in kept:
        drop_unheld(sha256)


def _read(entry: Entry, upload: Upload | Problem, letters: str = "") -> Book | Checked:
    """The file as a book; one that cannot be read comes back as the check that says so."""
    template = template_of(entry.operation)
    if isinstance(upload, Problem):
        return refused(upload, template, str(upload.params.get("name", "")))
    book = read_sheet(upload, current_app.config["MAX_ROWS"], letters_of(entry, letters))
    return refused(book, template, upload.name) if isinstance(book, Problem) else book


def _too_long(entry: Entry, upload: Upload) -> Checked | None:
    """Nobody waits for the worker to be told that a text file has too many rows; None when it has not."""
    if not may_be_too_long(upload, current_app.config["MAX_ROWS"]):
        return None
    book = _read(entry, upload)
    if isinstance(book, Checked):
        return book
    matched = match_book(entry, book, {})
    long = any(problem.tier == "file" and problem.is_error for problem in matched.problems)
    return Checked(matched, matched.problems) if long else None
