"""The file as it was sent: from acceptance on only a copy of it is kept, reduced to the sheets and columns that were imported."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any, cast

import sqlalchemy as sa
from flask import current_app

from opsplanner.core import audit, files, jobs
from opsplanner.core.access import Actor
from opsplanner.core.db import db, writes
from opsplanner.records.check import Checked
from opsplanner.records.guard import Letters, Upload, read_sheet
from opsplanner.records.problem import Problem
from opsplanner.records.sheet import Book, Cell, Sheet, Special
from opsplanner.results.models import Draft, Submission, SubmissionState
from opsplanner.results.services.templates import template_of

REDUCE = "results_reduce"
Sheets = Mapping[str, Mapping[str, Any]]


def imported(checked: Checked) -> dict[str, Any]:
    """Of each sheet read: which field each column imported holds, by its letter, the first row of data, and the code page."""
    return {
        table.sheet: {
            "columns": {letter: key for key, letter in table.letters.items()},
            "from": int(table.rows.min()),
            "letters": checked.code_page,
        }
        for table in checked.matched.tables.values()
        if table.letters and table.length
    }


def reduce_later(actor: Actor, submission: Submission) -> None:
    """Leaves it to the worker to put the reduced copy in the place of the file, in the transaction under way."""
    if submission.kept_sha256 is not None and submission.kept_sha256 == submission.sha256:
        jobs.enqueue(actor, REDUCE, {"submission": submission.id, "file": submission.file_name})


def reduce_original(actor: Actor, submission_id: int) -> None:
    """The worker's part: reads the file once more, apart from the platform, and keeps only what was imported of it."""
    submission = _waiting(submission_id)
    if submission is None:
        return
    upload = Upload(submission.file_name, files.fetch(submission.sha256), submission.sha256)
    letters = Letters(next((each.get("letters", "") for each in submission.imported.values()), ""))
    db.session.rollback()  # nobody waits for a transaction while the file is read
    book = read_sheet(upload, current_app.config["MAX_ROWS"], letters)
    if isinstance(book, Problem):
        raise ValueError(f"{upload.sha256} could not be read again: {book.code}")
    keep_reduced(actor, submission_id, book)


@writes
def keep_reduced(actor: Actor, submission_id: int, book: Book) -> None:
    """Replaces the file of an accepted submission by what was imported of it; done before, or opened again: nothing happens."""
    submission = _waiting(submission_id)
    if submission is None:
        return
    before = submission.sha256
    submission.kept_sha256 = files.keep(_reduced(submission, book))
    db.session.flush()
    drop_unheld(before)
    audit.record(
        actor,
        "results:reduce",
        submission.reference,
        scope=submission.operation.code,
        before={"sha256": before},
        after={"sha256": submission.kept_sha256},
    )


def drop_unheld(sha256: str) -> None:
    """Removes the bytes of a file or photo when nobody keeps them any more: what drafts chose names them without a foreign key."""
    named = sa.cast(Draft.choices, sa.Text).contains(sha256)
    if not db.session.scalar(sa.select(sa.exists().where(named))):
        files.drop_unheld(sha256)


def _waiting(submission_id: int) -> Submission | None:
    """The submission, while it is accepted, its whole file is still there, and it is known what was imported of it."""
    found = db.session.scalar(
        sa.select(Submission).where(
            Submission.id == submission_id,
            Submission.state == SubmissionState.ACCEPTED,
            Submission.kept_sha256 == Submission.sha256,
        )
    )
    return found if found is not None and found.imported else None


def _reduced(submission: Submission, book: Book) -> bytes:
    write = cast(Callable[..., bytes], import_module("opsplanner.documents.sheets").sheets_xlsx)
    labels = {
        key: field.label.to(submission.language) for key, field in template_of(submission.operation).by_key.items()
    }
    kept = [
        (sheet.name or "Sheet", _rows(sheet, submission.imported[sheet.name], labels))
        for sheet in book.sheets
        if sheet.name in submission.imported
    ]
    return write(kept)


def _rows(sheet: Sheet, told: Mapping[str, Any], labels: Mapping[str, str]) -> Iterator[Sequence[Any]]:
    """The columns imported, under the names of their fields, from the first row of data on."""
    wanted = [number for number in range(len(sheet.columns)) if sheet.letter(number) in told["columns"]]
    yield [labels.get(key, key) for key in (told["columns"][sheet.letter(number)] for number in wanted)]
    for row in range(sheet.length):
        if sheet.row_number(row) >= told["from"]:
            yield [_plain(sheet.columns[number].cell(row)) for number in wanted]


def _plain(cell: Cell) -> Any:
    return None if isinstance(cell, Special) else cell
