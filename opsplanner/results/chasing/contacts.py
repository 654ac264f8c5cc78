"""The last contact with a Member about what it owes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from opsplanner.core.db import db
from opsplanner.operations.models import Operation
from opsplanner.participants.models import Participation
from opsplanner.results.models import Reminder


@dataclass(frozen=True, slots=True)
class LastContact:
    """When, by whom, and to which address; without one it was by other means, which the note names."""

    at: datetime
    by: str
    recipient: str
    note: str


def last_contacts(operation: Operation) -> dict[int, LastContact]:
    """The newest contact with each participation, by its id."""
    newest = (
        sa.select(sa.func.max(Reminder.id))
        .join(Participation, Participation.id == Reminder.participation_id)
        .where(Participation.operation_id == operation.id)
        .group_by(Reminder.participation_id)
    )
    found = db.session.execute(
        sa.select(Reminder.participation_id, Reminder.at, Reminder.by, Reminder.recipient, Reminder.note).where(
            Reminder.id.in_(newest)
        )
    )
    return {each.participation_id: LastContact(each.at, each.by, each.recipient, each.note) for each in found}
