"""Contact points: those of one participation, kept in order; the first is the contact point, the others its deputies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from zoneinfo import available_timezones

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from opsplanner.core import audit
from opsplanner.core.access import Actor
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Refusal
from opsplanner.core.text import fold
from opsplanner.core.versions import unchanged
from opsplanner.directory.models import Account
from opsplanner.operations.services import find as find_operation
from opsplanner.participants.models import ContactPoint, Participation
from opsplanner.participants.services.changing import note_change
from opsplanner.participants.services.finding import changeable, is_own

PARTS = ("function", "office", "email", "phone", "languages", "duty_hours", "time_zone")
MOST = 10


def contact_values(participation: Participation) -> dict[str, Any]:
    """The contact points as their form shows them."""
    return {"contacts": [{part: getattr(contact, part) for part in PARTS} for contact in participation.contacts]}


def proposed_contact(actor: Actor, participation: Participation) -> dict[str, str] | None:
    """Who speaks for an organisation without a contact point, as its contact point to look at and save; None where there is one."""
    account = db.session.scalar(sa.select(Account).where(Account.id == actor.user_id))
    if participation.contacts or account is None or not account.function or not is_own(actor, participation):
        return None
    said = {
        "function": account.function,
        "email": account.email,
        "phone": account.phone,
        "languages": account.language,
        "time_zone": account.time_zone,
    }
    return {part: said.get(part, "") for part in PARTS}


@writes
def save_contacts(
    actor: Actor, code: str, organisation_code: str, rows: Sequence[Mapping[str, str]], *, version: str | None = None
) -> Participation:
    """Stores the contact points in this order. Raises Stale when somebody else changed them since `version`."""
    operation = find_operation(actor, code)
    participation = changeable(actor, operation, organisation_code)
    before = contact_values(participation)
    unchanged(before, version)
    if len(rows) > MOST:
        raise Refusal(_l("Name at most ten contact points."))
    if any(row.get("time_zone") and row["time_zone"] not in available_timezones() for row in rows):
        raise Refusal(_l("Choose a time zone."))
    for position, row in enumerate(rows, start=1):
        if position > len(participation.contacts):
            participation.contacts.append(ContactPoint(position=position))
        _fill(participation.contacts[position - 1], row)
    del participation.contacts[len(rows) :]
    after = contact_values(participation)
    if after != before:
        audit.record(actor, "contacts:edit", organisation_code, scope=code, before=before, after=after)
        note_change(actor, participation, before["contacts"], after["contacts"])
    return participation


@writes
def put_contact(
    actor: Actor, code: str, organisation_code: str, position: int, values: Mapping[str, str]
) -> Participation:
    """One contact point, from 1: what is said of it now; the others, and what is not said, stay."""
    participation = changeable(actor, find_operation(actor, code), organisation_code)
    rows = contact_values(participation)["contacts"]
    if not 1 <= position <= len(rows) + 1:
        raise Refusal(_l("Name the contact point first, then its deputy."))
    rows += [{}] if position > len(rows) else []
    rows[position - 1] = {**rows[position - 1], **values}
    return save_contacts(actor, code, organisation_code, rows)


def _fill(contact: ContactPoint, row: Mapping[str, str]) -> None:
    for part in PARTS:
        setattr(contact, part, row.get(part, ""))
    contact.search = fold(" ".join((contact.function, contact.office, contact.email)))
