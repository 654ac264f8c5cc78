"""Puts a reminder into the outbox, and keeps of which returns it told whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from opsplanner.core import audit, clock, mail
from opsplanner.core.access import Actor
from opsplanner.core.db import db
from opsplanner.results.chasing.digest import Item, Letter
from opsplanner.results.models import Reminder, Step

KIND = "reminder"


def post(actor: Actor, letter: Letter, told: Iterable[tuple[Item, Step]]) -> None:
    """In the transaction under way: the mail, one row a return, one audit entry an operation."""
    sent = mail.queue(letter.person.email, letter.subject, letter.body, KIND)
    by_operation: dict[str, list[str]] = defaultdict(list)
    for item, step in told:
        owed = item.found.owed
        db.session.add(reminder(actor, owed.participation, owed.period, step, letter.person.email, mail_id=sent.id))
        by_operation[item.operation.code].append(f"{item.participation.organisation.code} {item.period.number} {step}")
    db.session.flush()
    for code, said in by_operation.items():
        audit.record(actor, "returns:remind", letter.person.email, scope=code, after={"returns": said})


def reminder(
    actor: Actor, member: int, period: int, step: Step, recipient: str, note: str = "", mail_id: int | None = None
) -> Reminder:
    """A row that remembers a contact."""
    return Reminder(
        participation_id=member,
        period_id=period,
        step=step,
        recipient=recipient,
        at=clock.now(),
        by=actor.label[:120],
        note=note,
        mail_id=mail_id,
    )
