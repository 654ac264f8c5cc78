"""Who is written to about a participation: its contact points with an address, else the people who hold a seat for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from opsplanner.core import clock
from opsplanner.core.access import Role
from opsplanner.core.db import db
from opsplanner.core.i18n import SCREEN_LANGUAGES, screen_language
from opsplanner.directory.models import Account, Organisation
from opsplanner.operations.models import Operation, OperationSeat
from opsplanner.participants.models import ContactPoint, Participation, ParticipationState
from opsplanner.reference.clocks import zone_of
from opsplanner.results.models import ReminderChoice

TOGETHER = (Role.MEMBER, Role.GUEST, Role.LIAISON)


@dataclass(frozen=True, slots=True)
class Recipient:
    """An address with what is known of who reads it: function, office, language, time zone, country, and what the person chose."""

    email: str
    function: str
    office: str
    language: str
    zone: str
    country: str = ""
    account_id: int | None = None
    only_overdue: bool = False


def recipients(operations: Sequence[Operation]) -> dict[int, list[Recipient]]:
    """By participation. Who never signed in reads the first language named for the contact, by the clocks of its country.

    Where those differ from place to place it is the operation's zone.
    """
    zones = {operation.id: operation.time_zone for operation in operations}
    people = _people(list(zones))
    found: dict[int, list[Recipient]] = defaultdict(list)
    now = clock.now()
    for contact, operation, country in _contacts(list(zones)):
        address = contact.email.strip().lower()
        known = people.get(address)
        if known is None:
            zone = zone_of(country, now, zones[operation])
            found[contact.participation_id].append(
                Recipient(address, contact.function, contact.office, _first(contact.languages), zone, country)
            )
        elif known[0].active:
            found[contact.participation_id].append(_person(*known, function=contact.function, office=contact.office))
    for participation, account, choice in _seated(list(zones)):
        found[participation].append(_person(account, choice))
    return dict(found)


def of_offices(operation: Operation, found: Mapping[int, Sequence[Recipient]]) -> dict[int, Sequence[Recipient]]:
    """The recipients of each liaison office that takes part, by the id of the office."""
    offices = db.session.execute(
        sa.select(Participation.id, Participation.organisation_id).where(
            Participation.operation_id == operation.id,
            Participation.role == Role.LIAISON,
            Participation.state == ParticipationState.ACCEPTED,
        )
    )
    return {office: found.get(participation, ()) for participation, office in offices}


def _person(account: Account, only_overdue: bool | None, function: str = "", office: str = "") -> Recipient:
    return Recipient(
        email=account.email.lower(),
        function=function or account.function or account.name,
        office=office or account.organisation.name.to(screen_language(account.language)),
        language=screen_language(account.language),
        zone=account.time_zone,
        country=_country(account.organisation),
        account_id=account.id,
        only_overdue=bool(only_overdue),
    )


def _contacts(operations: Sequence[int]) -> list[tuple[ContactPoint, int, str]]:
    """Each with its operation and the country of its organisation."""
    query = (
        sa.select(ContactPoint, Participation.operation_id, Organisation.country)
        .join(Participation, Participation.id == ContactPoint.participation_id)
        .join(Organisation, Organisation.id == Participation.organisation_id)
        .where(Participation.operation_id.in_(operations), ContactPoint.email != "")
        .order_by(ContactPoint.participation_id, ContactPoint.position)
    )
    return [(contact, operation, country or "") for contact, operation, country in db.session.execute(query)]


def _people(operations: Sequence[int]) -> dict[str, tuple[Account, bool | None]]:
    """The accounts behind contact points, by address."""
    addresses = (
        sa.select(sa.func.lower(ContactPoint.email))
        .join(Participation, Participation.id == ContactPoint.participation_id)
        .where(Participation.operation_id.in_(operations))
    )
    query = (
        sa.select(Account, ReminderChoice.only_overdue)
        .outerjoin(ReminderChoice, ReminderChoice.account_id == Account.id)
        .where(sa.func.lower(Account.email).in_(addresses))
    )
    return {account.email.lower(): (account, choice) for account, choice in db.session.execute(query)}


def _seated(operations: Sequence[int]) -> list[tuple[int, Account, bool | None]]:
    """The active people with a seat for the very organisation of a participation that has no contact point with an address."""
    named = sa.select(ContactPoint.participation_id).where(ContactPoint.email != "")
    query = (
        sa.select(Participation.id, Account, ReminderChoice.only_overdue)
        .join(
            OperationSeat,
            sa.and_(
                OperationSeat.operation_id == Participation.operation_id,
                OperationSeat.organisation_id == Participation.organisation_id,
            ),
        )
        .join(Account, Account.id == OperationSeat.account_id)
        .outerjoin(ReminderChoice, ReminderChoice.account_id == Account.id)
        .where(
            Participation.operation_id.in_(operations),
            Participation.id.not_in(named),
            OperationSeat.role.in_(TOGETHER),
            Account.active,
        )
        .order_by(Participation.id, Account.id)
    )
    return [(participation, account, choice) for participation, account, choice in db.session.execute(query)]


def _country(organisation: Organisation) -> str:
    """Its own, else that of the Member it is an office of."""
    return organisation.country or (organisation.parent and organisation.parent.country) or ""


def _first(languages: str) -> str:
    spoken = [each.strip().lower()[:2] for each in languages.replace(";", ",").split(",")]
    return next((each for each in spoken if each in SCREEN_LANGUAGES), "en")
