"""Who of an organisation is written to, and in which language; and when its participation was written to last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from opsplanner.core.db import db
from opsplanner.core.errors import Refusal
from opsplanner.core.i18n import SCREEN_LANGUAGES, screen_language
from opsplanner.directory.addresses import has_no_address
from opsplanner.directory.models import Account, Organisation
from opsplanner.directory.services import address_of
from opsplanner.operations.models import OperationSeat
from opsplanner.participants.models import ParticipantLetter, Participation
from opsplanner.reference.countries import language_of


@dataclass(frozen=True, slots=True)
class Addressee:
    """An address, the language its letter is in, and whether its holder signs in already (else the letter brings a link)."""

    email: str
    language: str
    signs_in: bool


@dataclass(frozen=True, slots=True)
class Address:
    """Where to write to an organisation of which nobody has an account: an office's address, and the language."""

    email: str
    language: str


def people_of(organisation_ids: Iterable[int]) -> dict[int, list[Account]]:
    """The active people of these very organisations with an address, by organisation."""
    query = sa.select(Account).where(Account.organisation_id.in_(list(organisation_ids)), Account.active)
    return _grouped((each.organisation_id, each) for each in db.session.scalars(query.order_by(Account.id)))


def seated(participations: Sequence[Participation]) -> dict[int, list[Account]]:
    """The active people who hold a seat for the very organisation of each participation, by participation."""
    here = sa.and_(
        OperationSeat.operation_id == Participation.operation_id,
        OperationSeat.organisation_id == Participation.organisation_id,
    )
    query = (
        sa.select(Participation.id, Account)
        .join(OperationSeat, here)
        .join(Account, Account.id == OperationSeat.account_id)
        .where(Participation.id.in_([one.id for one in participations]), Account.active)
        .order_by(Account.id)
    )
    return _grouped((number, account) for number, account in db.session.execute(query))


def as_addressee(account: Account) -> Addressee:
    """A person as an address."""
    return Addressee(account.email, screen_language(account.language), bool(account.password))


def proposed_address(organisation: Organisation) -> Address:
    """The office's address of the directory, if any, and the language its country shares with us."""
    return Address(organisation.email, screen_language(language_of(organisation.country or "")))


def checked_addresses(wanted: Mapping[int, Address]) -> dict[int, Address]:
    """Addresses in their one form, without the blank ones; refuses what is none, and one that belongs to somebody else."""
    given = {number: each for number, each in wanted.items() if each.email.strip()}
    found = {number: Address(address_of(each.email.strip()), each.language) for number, each in given.items()}
    if any(each.language not in SCREEN_LANGUAGES for each in found.values()):
        raise Refusal(_l("Choose the language of the letter."))
    emails = [each.email for each in found.values()]
    if twice := next((email for email in emails if emails.count(email) > 1), ""):
        raise Refusal(_l("%(address)s is given for several organisations: who signs in belongs to one.", address=twice))
    holders = {
        account.email: account for account in db.session.scalars(sa.select(Account).where(Account.email.in_(emails)))
    }
    for number, each in found.items():
        holder = holders.get(each.email)
        if holder is not None and (holder.organisation_id != number or not holder.active):
            raise Refusal(_l("%(address)s belongs to somebody who cannot be invited here.", address=each.email))
    return found


def written_at(participations: Sequence[Participation]) -> dict[int, datetime]:
    """When each was written to last, by participation."""
    query = (
        sa.select(ParticipantLetter.participation_id, sa.func.max(ParticipantLetter.at))
        .where(ParticipantLetter.participation_id.in_([one.id for one in participations]))
        .group_by(ParticipantLetter.participation_id)
    )
    return {row[0]: row[1] for row in db.session.execute(query)}


def _grouped(pairs: Iterable[tuple[int, Account]]) -> dict[int, list[Account]]:
    found: dict[int, list[Account]] = defaultdict(list)
    for number, account in pairs:
        if not has_no_address(account):
            found[number].append(account)
    return dict(found)
