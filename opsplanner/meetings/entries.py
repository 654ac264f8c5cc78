"""What a meeting is made of, each kind by how it is read into the values of its form and written back from them.

Values mirror the form: a text in two languages is {"en": .., "fr": ..}, a time of the agenda is that of the meeting's own clocks.
What is read is what the audit keeps as before and after, and what two people's versions are compared by.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from opsplanner.core import clock
from opsplanner.core.db import Base
from opsplanner.core.errors import Refusal
from opsplanner.core.text import Text, fold
from opsplanner.meetings.models import Action, ActionState, AgendaItem, Decision, DecisionState, Meeting, Practice
from opsplanner.operations.sections import texts

Values = dict[str, Any]
BOTH_LANGUAGES = _l("A decision is adopted in English and in French, or says that its translation is to follow.")
NO_WORDS = _l("Write it in English or in French.")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of entry, or one side of it. `new`: entries are added by this kind's form; `owned`: their owner writes here too."""

    key: str
    model: type[Base]
    add: LazyString | None
    title: LazyString
    columns: tuple[str, ...]
    words: str
    check: Callable[[Any], None]
    owned: bool = False

    def read(self, entry: Any) -> Values:
        """The values of its form."""
        return {name: _shown(entry, name) for name in self.columns}

    def write(self, meeting: Meeting, entry: Any, values: Mapping[str, Any]) -> None:
        """Stores them; refuses what the kind does not allow."""
        entry.meeting = meeting
        for name in self.columns:
            setattr(entry, name, _kept(meeting, name, values[name]))
        self.check(entry)

    def name(self, entry: Any) -> str:
        """What the log calls an entry."""
        called = getattr(entry, "reference", "") or getattr(entry, self.words).to("en")
        return str(called)[:300]


def _shown(entry: Any, name: str) -> Any:
    value = getattr(entry, name)
    if isinstance(value, datetime):
        return local(value, entry.meeting.time_zone)
    return texts(value) if isinstance(value, Text) else value


def _kept(meeting: Meeting, name: str, value: Any) -> Any:
    if name == "item_id" and value not in {None, *(item.id for item in meeting.items)}:
        raise Refusal(_l("This item stands on the agenda of another meeting."))
    if isinstance(value, datetime):
        return moment_of(value, meeting.time_zone)
    return Text.read(value) if isinstance(value, Mapping) else value


def local(moment: datetime, zone: str) -> datetime:
    """A moment as the clocks of a zone tell it."""
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def moment_of(told: datetime, zone: str) -> datetime:
    """The moment that the clocks of a zone tell."""
    return told.replace(tzinfo=ZoneInfo(zone))


def _titled(entry: AgendaItem | Practice) -> None:
    if not entry.title.all():
        raise Refusal(NO_WORDS)
    if isinstance(entry, Practice):
        entry.search = fold(" ".join((*entry.title.all(), *entry.summary.all())))


def _decided(decision: Decision) -> None:
    if not decision.text.all():
        raise Refusal(NO_WORDS)
    whole = decision.text.has("en") and decision.text.has("fr")
    if decision.state == DecisionState.ADOPTED and not whole and not decision.translation_follows:
        raise Refusal(BOTH_LANGUAGES)


def _agreed(action: Action) -> None:
    if not action.text.all():
        raise Refusal(NO_WORDS)


def _moved_on(action: Action) -> None:
    """A closed action was closed on some day; an open one on none."""
    if action.state == ActionState.OPEN:
        action.closed_on = None
    else:
        action.closed_on = action.closed_on or clock.today(action.meeting.time_zone)
    if action.state == ActionState.DROPPED and not action.said:
        raise Refusal(_l("Say why the action is dropped."))


def _anything(_entry: Any) -> None:
    return None


KINDS: dict[str, Kind] = {
    kind.key: kind
    for kind in (
        Kind("agenda", AgendaItem, _l("Add an item"), _l("Item of the agenda"), ("number", "starts_at", "kind", "title", "presenter", "organisation_id"), "title", _titled),
        Kind("minutes", AgendaItem, None, _l("Minutes"), ("minutes",), "title", _anything),
        Kind("decisions", Decision, _l("Add a decision"), _l("Decision"), ("text", "translation_follows", "state", "item_id"), "text", _decided),
        Kind("outcomes", Decision, None, _l("What became of it"), ("outcome", "outcome_text", "outcome_on"), "text", _anything),
        Kind("actions", Action, _l("Add an action"), _l("Action"), ("text", "owner_id", "function", "due_on", "item_id"), "text", _agreed),
        Kind("progress", Action, None, _l("State of the action"), ("state", "said", "closed_on"), "text", _moved_on, owned=True),
        Kind("practices", Practice, _l("Add a best practice"), _l("Best practice"), ("organisation_id", "title", "summary", "theme"), "title", _titled),
    )
}  # fmt: skip
ADDABLE = tuple(key for key, kind in KINDS.items() if kind.add)
REMOVABLE = ("agenda", "practices")
