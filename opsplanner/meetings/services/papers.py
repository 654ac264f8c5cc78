"""Papers of a meeting: kept like documents of an operation, one number with its languages and editions, withdrawn rather than deleted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from flask_babel import lazy_gettext as _l

from opsplanner.core import audit, clock
from opsplanner.core.access import Actor
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Missing, Refusal
from opsplanner.core.numbers import whole
from opsplanner.meetings.models import Meeting, MeetingPaper
from opsplanner.meetings.scope import runs
from opsplanner.meetings.services.finding import find, managed
from opsplanner.operations.services import keep_file


@dataclass(frozen=True, slots=True)
class Sent:
    """A file to be kept, with what is said of it."""

    content: bytes
    file_name: str
    number: str
    title: str
    language: str


@dataclass(frozen=True, slots=True)
class PaperNumber:
    """Everything under one number: the newest edition a language, and, for who runs the meeting, what it replaced."""

    number: str
    current: Sequence[MeetingPaper]
    earlier: Sequence[MeetingPaper]

    def title(self, lang: str) -> str:
        """In the reader's language, else in any."""
        titles = {each.language: each.title for each in (*self.earlier, *self.current)}
        return titles.get(lang) or next(iter(titles.values()))


def papers(actor: Actor, meeting: Meeting) -> list[PaperNumber]:
    """The papers the actor may read, by number."""
    editor = runs(actor, meeting)
    found = []
    for number, group in groupby(meeting.papers, key=lambda each: each.number):
        all_of_it = list(group)
        newest = {
            each.language: each for each in sorted(all_of_it, key=lambda each: each.edition) if not each.withdrawn_at
        }
        earlier = [each for each in all_of_it if each not in newest.values()] if editor else []
        if newest or earlier:
            found.append(PaperNumber(number, [newest[lang] for lang in sorted(newest)], earlier))
    return found


def paper(actor: Actor, meeting: Meeting, paper_id: int) -> MeetingPaper:
    """One file; raises Missing when there is none, or it was withdrawn from this reader's sight."""
    found = next((each for each in meeting.papers if each.id == paper_id), None)
    if found is None or (found.withdrawn_at and not runs(actor, meeting)):
        raise Missing
    return found


@writes
def add_paper(actor: Actor, number: int, sent: Sent) -> MeetingPaper:
    """Keeps a paper, as the next edition where its number and language are there already."""
    meeting = managed(actor, number)
    item, _point, within = sent.number.partition(".")
    position = (whole(item) or 0) * 1000 + (whole(within) or 0)
    if not position:
        raise Refusal(_l("Write it as 1 or 1.2."))
    same = [each.edition for each in meeting.papers if (each.number, each.language) == (sent.number, sent.language)]
    added = MeetingPaper(
        meeting_id=meeting.id,
        number=sent.number,
        position=position,
        title=sent.title,
        language=sent.language,
        edition=max(same, default=0) + 1,
    )
    keep_file(actor, added, sent.content, sent.file_name)
    meeting.papers.append(added)
    db.session.flush()
    facts = audit.snapshot(added, "number", "title", "language", "edition", "sha256", "file_name")
    _record(actor, meeting, "paper", added, after=facts)
    return added


@writes
def withdraw_paper(actor: Actor, number: int, paper_id: int) -> MeetingPaper:
    """Takes a file out of the readers' sight; it stays on record."""
    meeting = managed(actor, number)
    found = paper(actor, meeting, paper_id)
    found.withdrawn_at = clock.now()
    _record(actor, meeting, "withdraw_paper", found, before={"sha256": found.sha256})
    return found


def find_paper(actor: Actor, number: int, paper_id: int) -> tuple[Meeting, MeetingPaper]:
    """A meeting and one of its files."""
    meeting = find(actor, number)
    return meeting, paper(actor, meeting, paper_id)


def _record(actor: Actor, meeting: Meeting, verb: str, added: MeetingPaper, **said: dict[str, object]) -> None:
    scope = meeting.operation.code if meeting.operation else None
    audit.record(actor, f"meeting:{verb}", f"{added.number} {added.title}"[:300], scope=scope, **said)
