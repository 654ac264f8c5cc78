"""What a Member answers: kept as it is typed, checked like a sheet when it is sent, sent in numbered versions, taken back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from opsplanner.core import audit, clock
from opsplanner.core.access import Actor
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Forbidden, Missing, Refusal
from opsplanner.core.files import drop_unheld
from opsplanner.core.versions import Stale, stamp
from opsplanner.operations.services import keep_file
from opsplanner.participants.models import Participation
from opsplanner.records import Checked, Setting, check, match_form, table_of
from opsplanner.records.kept import as_kept
from opsplanner.records.table import ANSWERS
from opsplanner.records.template import Template
from opsplanner.records.upright import in_sheets
from opsplanner.surveys import questions, scope
from opsplanner.surveys.models import Reply, ReplyFile, ReplyVersion, Survey
from opsplanner.surveys.services.finding import find_own, find_survey, read_template, reply_of
from opsplanner.surveys.states import Act, State, after

Answers = Mapping[str, str]
MOST_FILES = 20


@dataclass(frozen=True, slots=True)
class File:
    """A file as it was sent for a question."""

    key: str
    content: bytes
    name: str


@dataclass(frozen=True)
class Answering:
    """A Member before a questionnaire: who it is, what is asked, and what is written so far."""

    survey: Survey
    participation: Participation
    template: Template
    reply: Reply | None
    speaks: bool

    @property
    def state(self) -> State:
        """The state of the reply."""
        return State(self.reply.state) if self.reply else State.NONE

    @property
    def answers(self) -> dict[str, str]:
        """As typed, by question."""
        return dict(self.reply.answers) if self.reply else {}

    @property
    def stamp(self) -> str:
        """What a page carries to tell whether the answers have changed since."""
        return stamp(self.answers)

    @property
    def is_open(self) -> bool:
        """Whether the actor may write in it now."""
        return self.speaks and self.survey.is_open and after(self.state, Act.SAVE) is not None


def answering(actor: Actor, code: str, kind: str, member: str = "") -> Answering:
    """The questionnaire before the Member that the actor speaks for, or sees as its office."""
    survey = find_survey(actor, code, kind)
    participation = find_own(actor, survey, member)
    reply = reply_of(survey, participation)
    return Answering(survey, participation, read_template(survey), reply, scope.may_answer(actor, participation))


def check_answers(found: Answering, answers: Answers, lang: str) -> Checked:
    """Checks answers like a sheet of one row; files answer by their names."""
    kept = found.reply.kept() if found.reply else []
    row = {field.key: answers.get(field.key, "") for field in in_sheets(found.template)}
    for field in questions.attachments(found.template):
        row[field.key] = "; ".join(each.file_name for each in kept if each.key == field.key)
    table = table_of([row])
    return check(match_form(found.template, {ANSWERS: table}, lang), Setting(clock.now()))


@writes
def save_answers(
    actor: Actor, code: str, kind: str, member: str, answers: Answers, version: str, files: Iterable[File] = ()
) -> Reply:
    """Keeps what is typed and sent, unread; raises Stale when somebody of the same Member has written meanwhile."""
    found = _open(actor, code, kind, member)
    if version != found.stamp:
        raise Stale(found.answers)
    reply = found.reply or _begin(actor, found)
    asked = {field.key for field in in_sheets(found.template)}
    reply.answers = {**reply.answers, **{key: text for key, text in answers.items() if key in asked}}
    for each in files:
        _attach(actor, reply, found.template, each)
    reply.state = after(reply.state, Act.SAVE) or reply.state
    _stamp(actor, reply)
    audit.record(actor, "reply:save", _subject(reply), scope=code)
    return reply


@writes
def remove_file(actor: Actor, code: str, kind: str, member: str, number: int) -> None:
    """Takes a file out of what is being written; versions sent with it keep it."""
    found = _open(actor, code, kind, member)
    kept = found.reply.kept() if found.reply else []
    file = next((each for each in kept if each.id == number), None)
    if file is None or found.reply is None:
        raise Missing
    if file.from_number > found.reply.number:
        db.session.delete(file)
        db.session.flush()
        drop_unheld(file.sha256)
    else:
        file.until_number = found.reply.number + 1
    _stamp(actor, found.reply)
    audit.record(actor, "reply:remove_file", _subject(found.reply), scope=code, before={"sha256": file.sha256})


@writes
def submit_reply(actor: Actor, code: str, kind: str, member: str, lang: str) -> ReplyVersion:
    """Sends what is kept as the next version; refused while an answer is wrong or missing."""
    found = _open(actor, code, kind, member)
    reply = found.reply
    if reply is None or found.survey.published is None or after(reply.state, Act.SUBMIT) is None:
        raise Refusal(_l("There is nothing to send yet."))
    checked = check_answers(found, reply.answers, lang)
    if not checked.ok:
        raise Refusal(_l("Some answers are missing or cannot be read: see them in the form."))
    reply.number += 1
    version = ReplyVersion(
        number=reply.number,
        template=found.survey.published,
        answers=typed(checked),
        sent_at=clock.now(),
        sent_by=actor.label,
    )
    reply.versions.insert(0, version)
    reply.state = State.SUBMITTED
    _stamp(actor, reply)
    audit.record(actor, "reply:submit", f"{_subject(reply)} {reply.number}", scope=code, after={"sha256": [each.sha256 for each in reply.kept()]})  # fmt: skip
    return version


@writes
def take_back(actor: Actor, code: str, kind: str, member: str) -> Reply:
    """What was sent and not yet decided on may be changed again; the version stays on record as withdrawn."""
    found = _spoken_for(actor, code, kind, member)
    reply = found.reply
    if reply is None or reply.last is None or after(reply.state, Act.TAKE_BACK) is None:
        raise Refusal(_l("Only what was sent and is not yet decided on can be taken back."))
    reply.state = State.BEGUN
    reply.last.decision, reply.last.decided_at, reply.last.decided_by = "withdrawn", clock.now(), actor.label
    audit.record(actor, "reply:take_back", f"{_subject(reply)} {reply.number}", scope=code)
    return reply


def typed(checked: Checked) -> dict[str, Any]:
    """The answers of a checked form as they are stored: by question, only those given."""
    rows = checked.tables[ANSWERS]
    read = {key: rows.values(key)[0] for key in rows.columns if key in checked.matched.template.by_key}
    return {key: as_kept(value) for key, value in read.items() if value is not None}


def _spoken_for(actor: Actor, code: str, kind: str, member: str) -> Answering:
    found = answering(actor, code, kind, member)
    if not found.speaks:
        raise Forbidden(_l("Only the Member itself answers this questionnaire."))
    if not found.survey.is_open:
        raise Refusal(_l("This questionnaire is closed."))
    return found


def _open(actor: Actor, code: str, kind: str, member: str) -> Answering:
    found = _spoken_for(actor, code, kind, member)
    if not found.is_open:
        raise Refusal(_l("This was sent: take it back before you change it."))
    return found


def _begin(actor: Actor, found: Answering) -> Reply:
    reply = Reply(
        survey=found.survey,
        participation=found.participation,
        state=State.NONE,
        answers={},
        number=0,
        saved_at=clock.now(),
        saved_by=actor.label,
    )
    db.session.add(reply)
    db.session.flush()
    return reply


def _attach(actor: Actor, reply: Reply, template: Template, file: File) -> None:
    if file.key not in {each.key for each in questions.attachments(template)}:
        raise Missing
    if len(reply.kept()) >= MOST_FILES:
        raise Refusal(_l("At most %(most)s files can be kept here.", most=MOST_FILES))
    kept = ReplyFile(key=file.key, from_number=reply.number + 1)
    keep_file(actor, kept, file.content, file.name)
    reply.files.append(kept)


def _stamp(actor: Actor, reply: Reply) -> None:
    reply.saved_at, reply.saved_by = clock.now(), actor.label
    db.session.flush()


def _subject(reply: Reply) -> str:
    return f"{reply.survey.operation.code} {reply.survey.kind} {reply.participation.organisation.code}"
