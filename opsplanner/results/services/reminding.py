"""Reminding Members of what they owe by hand, noting other contacts, and who chose what of the reminders sent by themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from opsplanner.core import audit, clock
from opsplanner.core.access import Actor, Permission
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Forbidden, Refusal
from opsplanner.operations.models import Operation
from opsplanner.results.board import read_board
from opsplanner.results.chasing.digest import Item, Letter, compose
from opsplanner.results.chasing.recipients import Recipient, recipients
from opsplanner.results.chasing.ringing import Unreached, unreached
from opsplanner.results.chasing.waiting import waits
from opsplanner.results.models import Reminder, ReminderChoice, ReminderSwitch, Step
from opsplanner.results.services.posting import post, reminder
from opsplanner.results.services.terms import Place, places

# Who was told by hand of a return is not told of it by hand again so soon: it is the same form, sent twice.
NOT_AGAIN_WITHIN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Preview:
    """Who would get what; the returns that nothing is said of any more; Members without any address, and whom to ring there;
    the addresses that are told less, for they were told by hand of the same returns a short while ago.
    """

    letters: Sequence[Letter]
    past: Sequence[Place]
    without: Sequence[Unreached]
    lately: Sequence[str]


def preview(actor: Actor, operation: Operation, names: Sequence[str]) -> Preview:
    """What reminding of these returns would send; nothing is stored, and no link in it works."""
    return _prepared(actor, operation, names, hidden=True)


@writes
def remind(actor: Actor, operation: Operation, names: Sequence[str]) -> Preview:
    """Sends it: one mail a person for all the returns chosen, remembered as the last contact with each Member.

    The same form sent twice, as from a second tab, mails nobody twice.
    """
    prepared = _prepared(actor, operation, names)
    if not prepared.letters and not prepared.lately:
        raise Refusal(_l("There is nobody to write to: nothing of this waits any more, or no address is known."))
    for letter in prepared.letters:
        post(actor, letter, [(item, Step.BY_HAND) for item in letter.items])
    return prepared


@writes
def note_contact(actor: Actor, operation: Operation, names: Sequence[str], note: str) -> list[Place]:
    """That somebody was called or written to by other means."""
    chosen = places(actor, operation, names)
    if not chosen or not note.strip():
        raise Refusal(_l("Say how the contact was made."))
    for place in chosen:
        row = reminder(actor, place.participation.id, place.period.id, Step.BY_HAND, "", note.strip()[:300])
        db.session.add(row)
    subject = ", ".join(sorted({place.participation.organisation.code for place in chosen}))
    audit.record(actor, "returns:contact", subject, scope=operation.code, after={"note": note.strip()})
    return chosen


@writes
def switch_reminders(actor: Actor, operation: Operation, *, on: bool) -> None:
    """Whether the operation sends reminders by itself; those sent by hand are not touched."""
    if not actor.may(Permission.PERIODS_CLOSE, operation.code):
        raise Forbidden(_l("The planner switches the reminders of an operation."))
    db.session.merge(ReminderSwitch(operation_id=operation.id, off=not on))
    audit.record(actor, "returns:switch", operation.code, scope=operation.code, after={"on": on})


def reminds(operation: Operation) -> bool:
    """Whether the operation sends reminders by itself."""
    return operation.id not in switched_off([operation.id])


def switched_off(operations: Sequence[int]) -> set[int]:
    """Of these operations those that send no reminders by themselves."""
    query = sa.select(ReminderSwitch.operation_id).where(
        ReminderSwitch.operation_id.in_(operations), ReminderSwitch.off
    )
    return set(db.session.scalars(query))


@writes
def choose_reminders(actor: Actor, *, only_overdue: bool) -> None:
    """The person's own choice; what is overdue is always told."""
    if actor.user_id is None:
        raise Forbidden(_l("Only a person chooses which reminders to get."))
    db.session.merge(ReminderChoice(account_id=actor.user_id, only_overdue=only_overdue))
    audit.record(actor, "reminders:choose", actor.email, after={"only_overdue": only_overdue})


def wants_only_overdue(actor: Actor) -> bool:
    """What the person chose."""
    query = sa.select(ReminderChoice.only_overdue).where(ReminderChoice.account_id == actor.user_id)
    return bool(db.session.scalar(query))


def _prepared(actor: Actor, operation: Operation, names: Sequence[str], hidden: bool = False) -> Preview:
    chosen = places(actor, operation, names)
    board, known = read_board(operation), recipients([operation])
    letters: dict[str, tuple[Recipient, list[Item]]] = {}
    told = _told_lately(chosen)
    lately: set[str] = set()
    past, without = [], []
    for place in chosen:
        found = board.returns[place.participation.id, place.period.id]
        if not waits(found, place.period):
            past.append(place)
            continue
        people = known.get(place.participation.id, [])
        if not people:
            without.append(place.participation)
        for person in people:
            if (place.participation.id, place.period.id, person.email) in told:
                lately.add(person.email)
                continue
            items = letters.setdefault(person.email, (person, []))[1]
            items.append(Item(operation, place.participation, place.period, found, own=True))
    written = [compose(person, items, actor.label, hidden) for person, items in letters.values()]
    return Preview(written, past, unreached(actor, list(dict.fromkeys(without))), sorted(lately))


def _told_lately(chosen: Sequence[Place]) -> set[tuple[int, int, str]]:
    """Of these Members, which return whom was told of by hand within the hour."""
    query = sa.select(Reminder.participation_id, Reminder.period_id, Reminder.recipient).where(
        Reminder.participation_id.in_({place.participation.id for place in chosen}),
        Reminder.step == Step.BY_HAND,
        Reminder.recipient != "",
        Reminder.at > clock.now() - NOT_AGAIN_WITHIN,
    )
    return {(member, period, recipient) for member, period, recipient in db.session.execute(query)}
