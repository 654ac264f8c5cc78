"""The reminders that go out by themselves, each step once, in the morning of whoever is told; what has come ends them."""

from __future__ import annotations

import logging
from collections.abc import Sequence

import sqlalchemy as sa

from opsplanner.core import clock
from opsplanner.core.access import system_actor
from opsplanner.core.db import db, writes
from opsplanner.core.mail import OutboxMail
from opsplanner.operations.models import Operation, Period, PhaseKind
from opsplanner.participants.models import Participation
from opsplanner.reference.clocks import weekend_of
from opsplanner.results.board import read_boards
from opsplanner.results.chasing.digest import Item, compose
from opsplanner.results.chasing.recipients import Recipient, recipients
from opsplanner.results.chasing.steps import step_at
from opsplanner.results.chasing.waiting import told_of, waits
from opsplanner.results.models import Reminder, Step
from opsplanner.results.services.posting import post
from opsplanner.results.services.reminding import switched_off

WORKER = system_actor("automatic reminder")
PUNCTUAL = (Step.BEFORE, Step.MORNING)
Told = tuple[int, int, str, str]
log = logging.getLogger(__name__)


def remind_by_itself() -> int:
    """Writes what is to be told this morning, one mail a person over all operations; says how many mails."""
    now, running = clock.now(), _running()
    boards, known = read_boards(running), recipients(running)
    told = _told([operation.id for operation in running])
    letters: dict[str, tuple[Recipient, list[tuple[Item, Step]]]] = {}
    for operation in running:
        for item, person in told_of(operation, boards[operation.id], known):
            owed = item.found.owed
            step = step_at(now, owed.due_at, item.period.starts_on, person.zone, weekend_of(person.country))
            if step is None or (person.only_overdue and step in PUNCTUAL):
                continue
            if (owed.participation, owed.period, step, person.email) not in told:
                letters.setdefault(person.email, (person, []))[1].append((item, step))
    return sum(_send(person, due) for person, due in letters.values())


def _send(person: Recipient, due: Sequence[tuple[Item, Step]]) -> bool:
    try:
        _store(person, due)
    except sa.exc.IntegrityError:
        # Another worker has just told it: the table holds each step once.
        log.info("the reminder to %s was sent by another worker", person.email)
        return False
    return True


@writes
def _store(person: Recipient, due: Sequence[tuple[Item, Step]]) -> None:
    post(WORKER, compose(person, [item for item, _step in due]), due)


def still_needed(waiting: OutboxMail) -> bool:
    """Asked when it is the turn of a reminder: what has come meanwhile is left out, and a mail that says nothing is not sent."""
    rows = _rows(waiting.id)
    operations = list(dict.fromkeys(operation for *_rest, operation in rows))
    boards, known = read_boards(operations), recipients(operations)
    by_address = {person.email: person for people in known.values() for person in people}
    reader = by_address.get(waiting.to)
    items = []
    for row, participation, period, operation in rows:
        found = boards[operation.id].returns[participation.id, period.id]
        own = any(person.email == row.recipient for person in known.get(participation.id, ()))
        if waits(found, period):
            items.append(Item(operation, participation, period, found, own))
    if not items or reader is None:
        return False
    if len(items) < len(rows):
        by_hand = rows[0][0].step == Step.BY_HAND
        letter = compose(reader, items, rows[0][0].by if by_hand else "")
        waiting.subject, waiting.body = letter.subject, letter.body
    return True


def _rows(mail_id: int) -> list[tuple[Reminder, Participation, Period, Operation]]:
    query = (
        sa.select(Reminder, Participation, Period, Operation)
        .join(Participation, Participation.id == Reminder.participation_id)
        .join(Period, Period.id == Reminder.period_id)
        .join(Operation, Operation.id == Participation.operation_id)
        .where(Reminder.mail_id == mail_id)
        .order_by(Reminder.id)
    )
    return [
        (row, participation, period, operation) for row, participation, period, operation in db.session.execute(query)
    ]


def _running() -> list[Operation]:
    """Operations that are not closed and send reminders by themselves."""
    query = sa.select(Operation).where(Operation.phase != PhaseKind.CLOSED).order_by(Operation.id)
    running = list(db.session.scalars(query))
    off = switched_off([operation.id for operation in running])
    return [operation for operation in running if operation.id not in off]


def _told(operations: Sequence[int]) -> set[Told]:
    """The steps taken already, by return and recipient."""
    query = (
        sa.select(Reminder.participation_id, Reminder.period_id, Reminder.step, Reminder.recipient)
        .join(Participation, Participation.id == Reminder.participation_id)
        .where(Participation.operation_id.in_(operations), Reminder.step != Step.BY_HAND)
    )
    return {(member, period, step, to) for member, period, step, to in db.session.execute(query)}
