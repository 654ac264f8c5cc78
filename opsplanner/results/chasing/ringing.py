"""Whom to ring where no mail reaches: the contact points of a Member, else its people in the directory whom the reader knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from opsplanner.core.access import Actor
from opsplanner.core.db import db
from opsplanner.directory.models import Account
from opsplanner.directory.scope import people
from opsplanner.participants.models import ContactPoint, Participation


@dataclass(frozen=True, slots=True)
class Desk:
    """A telephone that somebody answers by function and office; `phone` is empty where none is given."""

    function: str
    office: str
    phone: str
    hours: str = ""


@dataclass(frozen=True, slots=True)
class Unreached:
    """A participation nobody of which is written to, with whom to ring."""

    participation: Participation
    desks: Sequence[Desk]


def unreached(actor: Actor, members: Sequence[Participation]) -> list[Unreached]:
    """Each of them with its desks, with one question to the database for all."""
    unnamed = [each.organisation_id for each in members if not each.contacts]
    known = _people(actor, unnamed) if unnamed else {}
    return [
        Unreached(each, [*map(_of_contact, each.contacts)] or known.get(each.organisation_id, ())) for each in members
    ]


def _people(actor: Actor, organisations: Sequence[int]) -> Mapping[int, list[Desk]]:
    found: dict[int, list[Desk]] = {}
    query = people(actor).where(Account.organisation_id.in_(organisations), Account.active, Account.phone != "")
    for account in db.session.scalars(query.order_by(Account.id)):
        desk = Desk(account.function or account.name, "", account.phone)
        found.setdefault(account.organisation_id, []).append(desk)
    return found


def _of_contact(contact: ContactPoint) -> Desk:
    return Desk(contact.function, contact.office, contact.phone, contact.duty_hours)
