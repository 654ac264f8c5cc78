"""Notes and questions of the reviewer on a delivery, a case, a line or one answer; the Member replies; the reviewer settles."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from opsplanner.core import clock
from opsplanner.core.access import Actor
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Conflict, Forbidden, Missing, Refusal
from opsplanner.operations.models import Operation
from opsplanner.records.rules.privacy import suspected
from opsplanner.results.models import Case, CaseRow, NoteKind, NoteReply, NoteState, ReviewNote, Submission
from opsplanner.results.models import SubmissionState as S
from opsplanner.results.noted import notes
from opsplanner.results.scope import standing
from opsplanner.results.services.letters import tell_member
from opsplanner.results.services.registering import trace
from opsplanner.results.services.reviewing import find_reviewable
from opsplanner.results.services.templates import template_of
from opsplanner.results.tellings import seen_cases

LONGEST = 2000


@dataclass(frozen=True)
class Said:
    """What is said about what: `case_id` None is the whole submission, `line` None the case, `field` "" no single answer.

    `sure`: the writer was told that it looks like personal data, and sends it all the same.
    """

    text: str
    kind: str = NoteKind.NOTE
    case_id: int | None = None
    line: int | None = None
    field: str = ""
    sure: bool = False


class Personal(Conflict):
    """The text seems to name a person: it is asked once whether it is meant so."""


@writes
def add_note(actor: Actor, operation: Operation, submission_id: int, said: Said) -> ReviewNote:
    """A note, or a question of which the Member is told at once."""
    submission = find_reviewable(actor, operation, submission_id)
    if submission.state == S.WITHDRAWN:
        raise Refusal(_l("This submission was withdrawn; nothing is to be said about it any more."))
    _check(said.text, said.sure)
    if said.case_id is not None:
        _demand_place(actor, operation, submission, said)
    kind = NoteKind(said.kind)
    note = ReviewNote(
        submission_id=submission.id,
        case_id=said.case_id,
        line=said.line,
        field=said.field,
        kind=kind,
        state=NoteState.OPEN,
        text=said.text.strip(),
        at=clock.now(),
        by=actor.label,
        by_id=actor.user_id,
    )
    db.session.add(note)
    db.session.flush()
    trace(actor, "note", submission, note=note.id, kind=kind, case=said.case_id)
    if kind == NoteKind.QUESTION:
        tell_member(submission, "asked")
    return note


@writes
def reply(actor: Actor, operation: Operation, note_id: int, said: Said) -> ReviewNote:
    """An answer: of the Member it makes the note answered, of the reviewer it opens it again (and asks the Member)."""
    note = find_note(actor, operation, note_id)
    _check(said.text, said.sure)
    by_member = standing(actor, operation).sends(note.submission)
    db.session.add(
        NoteReply(
            note_id=note.id,
            text=said.text.strip(),
            at=clock.now(),
            by=actor.label,
            by_id=actor.user_id,
            by_member=by_member,
        )
    )
    note.state = NoteState.ANSWERED if by_member else NoteState.OPEN
    note.settled_at, note.settled_by = None, ""
    db.session.flush()
    trace(actor, "reply", note.submission, note=note.id, note_state=note.state)
    if not by_member and note.kind == NoteKind.QUESTION:
        tell_member(note.submission, "asked")
    return note


@writes
def settle_note(actor: Actor, operation: Operation, note_id: int) -> ReviewNote:
    """Done with: by those who review."""
    note = find_note(actor, operation, note_id)
    find_reviewable(actor, operation, note.submission_id)
    if standing(actor, operation).sends(note.submission):
        raise Forbidden(_l("The reviewer settles notes; you may answer them."))
    note.state, note.settled_at, note.settled_by = NoteState.SETTLED, clock.now(), actor.label
    trace(actor, "settle", note.submission, note=note.id)
    return note


def find_note(actor: Actor, operation: Operation, note_id: int) -> ReviewNote:
    """The note of that id; Missing for who may not read it."""
    found = db.session.scalar(notes(actor, operation).where(ReviewNote.id == note_id))
    if found is None:
        raise Missing
    return found


def _check(text: str, sure: bool) -> None:
    if not text.strip():
        raise Refusal(_l("Write the note."))
    if len(text) > LONGEST:
        raise Refusal(_l("Shorten the note to %(most)s characters.", most=LONGEST))
    if suspected(text) and not sure:
        raise Personal(
            _l(
                "This looks like a name, an address, or the number of a person or document. Persons are never named here: "
                "take it out, or tick the box if it is none."
            )
        )


def _demand_place(actor: Actor, operation: Operation, submission: Submission, said: Said) -> None:
    """The case is in the submission and may be seen; line and field exist."""
    told = seen_cases(actor, operation, submission.id).where(Case.id == said.case_id)
    lines = db.session.scalar(told.with_only_columns(CaseRow.__table__.c.lines, maintain_column_froms=True))
    if lines is None or (said.line is not None and not 1 <= said.line <= lines):
        raise Missing
    if said.field and said.field not in template_of(operation).by_key:
        raise Missing
