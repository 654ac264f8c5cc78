"""What one person is told in one mail: all returns that wait, of whatever Member and operation, each with the ways to answer it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import force_locale, ngettext
from flask_babel import gettext as _

from opsplanner.core import clock, mail
from opsplanner.core.i18n import days, label, moment
from opsplanner.operations.models import Operation, Period
from opsplanner.participants.models import Participation
from opsplanner.results.chasing import links
from opsplanner.results.chasing.recipients import Recipient
from opsplanner.results.returns import Return, ReturnState

# What the preview shows in place of a link that only its reader may hold.
HIDDEN = "…"


@dataclass(frozen=True, slots=True)
class Item:
    """One return that waits; `own` for the Member's people, who can answer it, not for the office that follows it."""

    operation: Operation
    participation: Participation
    period: Period
    found: Return
    own: bool

    @property
    def overdue(self) -> bool:
        """Whether its due time has passed."""
        return self.found.state == ReturnState.OVERDUE or clock.now() > self.found.owed.due_at


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail as it will be sent."""

    person: Recipient
    items: Sequence[Item]
    subject: str
    body: str


def compose(person: Recipient, items: Sequence[Item], sender: str = "", preview: bool = False) -> Letter:
    """The mail in the language and zone of its reader; `sender` is who wrote by hand. Plain text, no figures, no cases."""
    with force_locale(person.language):
        order = sorted(items, key=lambda item: (not item.own, not item.overdue, item.found.owed.due_at))
        parts = [_greeting(sender), *(_own(person, item, preview) for item in order if item.own)]
        served = [item for item in order if not item.own]
        if served:
            parts.append(_served(person, served))
        parts.append(_foot(person))
        return Letter(person, order, _subject(order), "\n\n".join(parts) + "\n")


def _subject(items: Sequence[Item]) -> str:
    late = sum(item.overdue for item in items)
    if late:
        return ngettext("OpsPlanner: %(num)s return is overdue", "OpsPlanner: %(num)s returns are overdue", late)
    due = len(items)
    return ngettext("OpsPlanner: %(num)s return is due", "OpsPlanner: %(num)s returns are due", due)


def _greeting(sender: str) -> str:
    if sender:
        return _("%(who)s reminds you of what is due.", who=sender)
    return _("This is what is due.")


def _own(person: Recipient, item: Item, preview: bool) -> str:
    code, member, period = item.operation.code, item.participation.organisation, item.period
    here = f"/operations/{code}/results"
    lines = [_head(item), _state(item, person), _("Send results:"), mail.address(f"{here}/upload?member={member.code}")]
    if period.starts_on <= clock.today(item.operation.time_zone):
        token = HIDDEN if preview else links.sign(item.participation.id, period.id, person.email)
        lines += [_("Nothing to report:"), mail.address(f"{here}/nil/{token}")]
    asking = mail.address(f"{here}/more-time?member={member.code}&period={period.number}")
    return "\n".join([*lines, _("Ask for more time:"), asking])


def _head(item: Item) -> str:
    member = label(item.participation.organisation.name)
    return f"{item.operation.code}, {member}, {days(item.period.starts_on, item.period.ends_on)}"


def _state(item: Item, person: Recipient) -> str:
    due = moment(item.found.owed.due_at, person.zone)
    return _("Overdue since %(due)s", due=due) if item.overdue else _("Due %(due)s", due=due)


def _served(person: Recipient, items: Sequence[Item]) -> str:
    """For a liaison office: its Members by operation, with the board."""
    parts = []
    for code in dict.fromkeys(item.operation.code for item in items):
        theirs = [item for item in items if item.operation.code == code]
        lines = [
            f"- {label(item.participation.organisation.name)}, {days(item.period.starts_on, item.period.ends_on)}: {_state(item, person)}"
            for item in theirs
        ]
        head = _("%(operation)s, Members that you follow:", operation=code)
        parts.append("\n".join([head, *lines, mail.address(f"/operations/{code}/board?overdue=1")]))
    return "\n\n".join(parts)


def _foot(person: Recipient) -> str:
    said = [_("Whatever arrives meanwhile ends these reminders by itself.")]
    if person.account_id is not None:
        said += [_("Which reminders you get, and all that is due:"), mail.address("/due")]
    return "\n".join(said)
