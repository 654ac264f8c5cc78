"""Who acts in the demo: the people of its sign-in page, and, for everybody else, a contact point named by function alone."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from opsplanner.core.access import Actor, Role, Seat
from opsplanner.core.db import db
from opsplanner.directory import services as directory
from opsplanner.directory.demo import DOMAIN, PASS_PHRASE, PEOPLE
from opsplanner.directory.models import Account, Organisation
from opsplanner.directory.services import PersonValues, Profile
from opsplanner.operations.models import Operation
from opsplanner.operations.services import actor_of

# Organisation, platform roles and time zone of each person of the sign-in page, by the name in the address.
HOMES: dict[str, tuple[str, tuple[Role, ...], str]] = {
    "secretariat": ("WCO", (Role.SECRETARIAT,), "Europe/Brussels"),
    "planner": ("WCO", (Role.OPENER,), "Europe/Brussels"),
    "liaison": ("RILO-CIS", (), "Europe/Moscow"),
    "member.kz": ("KZ", (), "Asia/Almaty"),
    "member.ge": ("GE", (), "Asia/Tbilisi"),
    "observer": ("OPCW", (), "Europe/Amsterdam"),
}


@dataclass(frozen=True)
class Cast:
    """The organisations by code, and the accounts by the name in their address."""

    organisations: dict[str, Organisation]
    accounts: dict[str, Account]

    def person(self, name: str) -> Actor:
        """Somebody of the sign-in page, with the seats held by now."""
        return actor_of(self.accounts[name])

    def speaker(self, operation: Operation, code: str, role: Role = Role.MEMBER) -> Actor:
        """Who acts for an organisation: its person of the sign-in page, else its contact point by function, short in both languages."""
        known = next((name for name, home in HOMES.items() if home[0] == code), "")
        if known:
            return self.person(known)
        organisation = self.organisations[code]
        label = f"NCP (PCN) {code}" if role == Role.MEMBER else code
        seat = Seat(role, organisation.id, operation.id, operation.code)
        return Actor(None, label, organisation_id=organisation.id, seats=(seat,))


def gather(actor: Actor) -> Cast:
    """Makes the accounts, each taken with the public pass phrase as its holder would take it."""
    organisations = {each.code: each for each in db.session.scalars(sa.select(Organisation))}
    accounts: dict[str, Account] = {}
    for person in PEOPLE:
        name = person.email.removesuffix(f"@{DOMAIN}")
        code, roles, zone = HOMES[name]
        title = str(person.title)
        accounts[name] = _account(actor, person.email, title, organisations[code], zone)
        directory.change_roles(actor, accounts[name].id, roles)
    return Cast(organisations, accounts)


def _account(actor: Actor, email: str, title: str, home: Organisation, zone: str) -> Account:
    """New, or back to what the sign-in page says of it."""
    account, link = directory.enrol(actor, PersonValues(email, home.id, title), by_mail=False)
    if not account.active:
        directory.enable(actor, account.id)
    token = (link or directory.make_link(actor, account)).url.rpartition("/")[2]
    return directory.begin_account(token, PASS_PHRASE, Profile(title, "", "", "en", zone))
