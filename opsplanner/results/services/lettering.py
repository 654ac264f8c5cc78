"""A text file whose letters were read wrongly: the ways they can be read, and reading it anew as was said, remembered for the Member."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from flask_babel import lazy_gettext as _l

from opsplanner.core import audit
from opsplanner.core.access import Actor
from opsplanner.core.db import writes
from opsplanner.core.errors import Missing, Refusal
from opsplanner.operations.models import Operation
from opsplanner.records.child.codepages import CODE_PAGES, SAMPLE, by_likelihood, telling_lines
from opsplanner.records.sheet import Book
from opsplanner.results.models import Draft
from opsplanner.results.services.alphabets import letters_of
from opsplanner.results.services.background import READ, enqueue
from opsplanner.results.services.drafting import READ_LATER, read_draft, upload_of
from opsplanner.results.services.entering import entry_for
from opsplanner.results.services.finding import find_draft
from opsplanner.results.services.remembering import remember_letters

MOST, LINES, LENGTH, BEFORE = 5, 2, 100, 20


class Reading(NamedTuple):
    """A code page with the first lines that tell it apart, as they read in it."""

    page: str
    lines: Sequence[str]


class AskedLetters(NamedTuple):
    """A draft, the code page its file is read in now, and the ways it may be read, that one first."""

    draft: Draft
    page: str
    readings: Sequence[Reading]


def ask_letters(actor: Actor, operation: Operation, draft_id: int) -> AskedLetters:
    """Raises Missing for a draft whose file tells in which encoding it is."""
    draft, page = _guessed(actor, operation, draft_id)
    content = upload_of(draft).content
    _said, remembered, expected = letters_of(entry_for(actor, draft.participation))
    lines = telling_lines(content[: 4 * SAMPLE]).split(b"\n")[:LINES]
    readings: dict[Sequence[str], Reading] = {}
    for each in [page, *by_likelihood(content, remembered, expected)]:
        read = tuple(_around(line, each) for line in lines)
        readings.setdefault(read, Reading(each, read))
    return AskedLetters(draft, page, list(readings.values())[:MOST])


def answer_letters(actor: Actor, operation: Operation, draft_id: int, page: str, *, remember: bool) -> None:
    """Reads the file of a draft anew in a code page, a large one by the worker; what was put right in it stays."""
    if page not in CODE_PAGES:
        raise Refusal(_l("Choose how the letters are to be read."))
    draft, _page = _guessed(actor, operation, draft_id)
    large = len(upload_of(draft).content) > READ_LATER
    _keep(actor, operation, draft_id, page, remember=remember, later=large)
    if not large:
        read_draft(actor, operation, draft_id)


@writes
def _keep(actor: Actor, operation: Operation, draft_id: int, page: str, *, remember: bool, later: bool) -> None:
    draft = find_draft(actor, operation, draft_id)
    draft.choices = {**draft.choices, "letters": page}
    if remember:
        remember_letters(draft.participation.organisation_id, page)
    if later:
        draft.table = None
        draft.job = enqueue(actor, READ, draft).token
    told = {"letters": page, "remembered": remember}
    audit.record(actor, "results:letters", draft.audited, scope=operation.code, after=told)


def _guessed(actor: Actor, operation: Operation, draft_id: int) -> tuple[Draft, str]:
    draft = find_draft(actor, operation, draft_id)
    page = Book.from_bytes(draft.table).code_page if draft.table else ""
    if not page:
        raise Missing
    return draft, page


def _around(line: bytes, page: str) -> str:
    """A line as it reads in a code page, from shortly before its first letter beyond ASCII."""
    first = next(place for place, byte in enumerate(line) if byte > 127)
    start = max(first - BEFORE, 0)
    text = line[start : start + LENGTH].decode(page, "replace")
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in text.replace("\t", " "))
