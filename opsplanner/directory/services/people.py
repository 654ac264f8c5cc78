"""People: invited, changed, given platform roles, disabled; each sees only those of the own organisation and its offices."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

import sqlalchemy as sa
from email_validator import EmailNotValidError, validate_email
from flask_babel import lazy_gettext as _l

from opsplanner.core import audit, clock
from opsplanner.core.access import Actor, Permission, Role
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Forbidden, Missing, Refusal
from opsplanner.core.text import fold
from opsplanner.core.versions import stamp, unchanged
from opsplanner.directory import scope, sessions
from opsplanner.directory.addresses import has_no_address
from opsplanner.directory.models import Account, Organisation, PlatformRole
from opsplanner.directory.services.invitations import Letter, Link, make_link, revoke_links
from opsplanner.directory.words import PLATFORM_ROLES as ROLE_NAMES

SAID = ("name", "function", "organisation_id", "language")
PLATFORM_ROLES = (Role.SECRETARIAT, Role.OPENER)


@dataclass(frozen=True, slots=True)
class PersonValues:
    """What is said of a person by whoever invites."""

    email: str
    organisation_id: int
    name: str = ""
    function: str = ""
    language: str = "en"


def as_actor(account: Account) -> Actor:
    """The person as the author of their own acts (seats in operations are not known here)."""
    return Actor(
        account.id,
        account.name or account.email,
        email=account.email,
        organisation_id=account.organisation_id,
        language=account.language,
        time_zone=account.time_zone,
        platform_roles=frozenset(Role(role.name) for role in account.roles),
    )


def find_person(actor: Actor, person_id: int) -> Account:
    """Somebody the actor may know of; raises Missing."""
    found = db.session.scalar(scope.people(actor).where(Account.id == person_id))
    if found is None:
        raise Missing
    return found


def person_stamp(account: Account) -> str:
    """What the form of a person carries to tell whether somebody changed it since."""
    return stamp(audit.snapshot(account, *SAID))


def find_address(actor: Actor, address: str) -> Account:
    """The same by e-mail address."""
    found = db.session.scalar(scope.people(actor).where(Account.email == address.strip().lower()))
    if found is None:
        raise Missing(_l("There is no account with the address %(address)s.", address=address))
    return found


def address_of(text: str) -> str:
    """An e-mail address in its one form; raises Refusal for what cannot be one."""
    try:
        return validate_email(text, check_deliverability=False, test_environment=True).normalized.lower()
    except EmailNotValidError as fault:
        raise Refusal(_l("“%(text)s” is not an e-mail address.", text=text)) from fault


def searchable(account: Account) -> str:
    """Folded name, function and address."""
    return fold(f"{account.name} {account.function} {account.email}")[:300]


@writes
def invite(
    actor: Actor, values: PersonValues, by_mail: bool, seat: Callable[[Account], object] | None = None
) -> tuple[Account, Link]:
    """A new person of an organisation that is the actor's to fill. `seat` gives the person roles in the same transaction."""
    if not actor.is_secretariat:
        mine = actor.organisation_id is not None and actor.may(Permission.PEOPLE_INVITE)
        if (
            not mine
            or values.organisation_id not in db.session.scalars(scope.offices_of(actor.organisation_id or 0)).all()
        ):
            raise Forbidden(_l("You can invite people of your own organisation and its offices only."))
    if by_address(address_of(values.email)) is not None:
        raise Refusal(_l("This address cannot be invited: it may have an account already. Ask the secretariat."))
    account, link = enrol(actor, values, by_mail, seat)
    assert link is not None
    return account, link


@writes
def enrol(
    actor: Actor,
    values: PersonValues,
    by_mail: bool,
    seat: Callable[[Account], object] | None = None,
    letter: Letter | None = None,
) -> tuple[Account, Link | None]:
    """The account of an address, made and sent a link when there is none: for callers that have checked what the actor may do.

    `seat` gives the person roles in the same transaction, `letter` words the mail. The link is None when the person signs in already.
    """
    values = replace(values, email=address_of(values.email))
    account = by_address(values.email)
    if account is None:
        account = new_account(actor, values)
    if seat is not None:
        seat(account)
    if account.password or not account.active:
        return account, None
    return account, make_link(actor, account, by_mail=by_mail, letter=letter)


@writes
def create_account(actor: Actor, values: PersonValues, roles: Collection[Role]) -> tuple[Account, Link]:
    """A new person with platform roles, and the link."""
    account, link = invite(actor, values, by_mail=False)
    change_roles(actor, account.id, roles)
    return account, link


def has_secretariat() -> bool:
    """Whether somebody can sign in as the secretariat."""
    return db.session.scalar(_secretariat().where(Account.password.is_not(None)).limit(1)) is not None


def by_address(address: str) -> Account | None:
    """The account of an address, which is in its one form."""
    return db.session.scalar(sa.select(Account).where(Account.email == address))


def new_account(actor: Actor, values: PersonValues) -> Account:
    """In the transaction under way, unchecked and without a link."""
    if db.session.scalar(sa.select(Organisation.id).where(Organisation.id == values.organisation_id)) is None:
        raise Missing
    account = store_account(values)
    audit.record(actor, "person:invite", account.email, after={"organisation": account.organisation.code})
    return account


def store_account(values: PersonValues) -> Account:
    """The same, and not audited."""
    account = Account(
        email=values.email,
        name=values.name.strip(),
        function=values.function.strip(),
        phone="",
        organisation_id=values.organisation_id,
        language=values.language,
        time_zone="UTC",
        created_at=clock.now(),
        active=True,
        fs_uniquifier=secrets.token_hex(32),
    )
    account.search = searchable(account)
    db.session.add(account)
    db.session.flush()
    return account


@writes
def renew_link(actor: Actor, person_id: int, by_mail: bool) -> tuple[Account, Link]:
    """A new link: the secretariat for everyone, a colleague only for who has not come yet."""
    account = _helped(actor, person_id)
    if has_no_address(account) and by_mail:
        raise Refusal(_l("This person has named no address yet: the link is handed over."))
    return account, make_link(actor, account, by_mail)


@writes
def withdraw_links(actor: Actor, person_id: int) -> Account:
    """No link of the person opens any more."""
    account = _helped(actor, person_id)
    revoke_links(actor, account)
    return account


def _helped(actor: Actor, person_id: int) -> Account:
    account = find_person(actor, person_id)
    if not actor.is_secretariat and (account.password or not actor.may(Permission.PEOPLE_INVITE)):
        raise Forbidden(_l("Ask the secretariat: this person has an account already."))
    return account


@writes
def change_person(actor: Actor, person_id: int, values: PersonValues, version: str | None = None) -> Account:
    """Name, function, organisation and language, by the secretariat; the address stays: it is who signs in.

    Raises Stale when they are no longer as `version` says.
    """
    account = _managed(actor, person_id)
    db.session.refresh(account, with_for_update={"of": Account})
    before = audit.snapshot(account, *SAID)
    unchanged(before, version)
    for name in SAID:
        setattr(account, name, getattr(values, name))
    account.search = searchable(account)
    if account.organisation_id != before["organisation_id"]:
        sessions.end_all(account)
    audit.record(actor, "person:change", account.email, before=before, after=audit.snapshot(account, *SAID))
    return account


@writes
def change_roles(actor: Actor, person_id: int, roles: Collection[Role], shown: str = "") -> Account:
    """Platform-wide roles; every stay of the person ends. `shown`: those the actor saw, refused when they stand no more."""
    account = _managed(actor, person_id)
    before = sorted(role.name for role in account.roles)
    if shown and shown != (" ".join(before) or "-"):
        raise Refusal(
            _l(
                "Somebody else changed these roles meanwhile, so nothing was stored. They are now: %(roles)s. Look, then save again.",
                roles=", ".join(str(ROLE_NAMES[name]) for name in before) or "–",
            )
        )
    after = sorted(role.value for role in PLATFORM_ROLES if role in roles)
    if before == after:
        return account
    if Role.SECRETARIAT in before and Role.SECRETARIAT not in after:
        _not_the_last(account)
    account.roles = [platform_role(name) for name in after]
    sessions.end_all(account)
    audit.record(actor, "person:roles", account.email, before={"roles": before}, after={"roles": after})
    return account


@writes
def disable(actor: Actor, person_id: int) -> Account:
    """Nobody signs in as this person any more; what they did stays."""
    account = _managed(actor, person_id)
    if account.id == actor.user_id:
        raise Refusal(_l("You cannot disable yourself."))
    _not_the_last(account)
    account.active = False
    sessions.end_all(account)
    revoke_links(actor, account)
    audit.record(actor, "person:disable", account.email)
    return account


@writes
def enable(actor: Actor, person_id: int) -> Account:
    """The person may sign in again."""
    account = _managed(actor, person_id)
    account.active = True
    audit.record(actor, "person:enable", account.email)
    return account


def _managed(actor: Actor, person_id: int) -> Account:
    account = find_person(actor, person_id)
    if not actor.is_secretariat:
        raise Forbidden(_l("Only the secretariat manages accounts."))
    return account


def _not_the_last(account: Account) -> None:
    """Somebody must be able to run the platform."""
    is_one = any(role.name == Role.SECRETARIAT for role in account.roles)
    others = _secretariat().where(Account.password.is_not(None), Account.id != account.id)
    if is_one and db.session.scalar(others.limit(1)) is None:
        raise Refusal(_l("This is the last account of the secretariat. Make another one first."))


def _secretariat() -> sa.Select[int]:
    """Ids of those who run the platform."""
    return sa.select(Account.id).where(Account.roles.any(PlatformRole.name == Role.SECRETARIAT), Account.active)


def platform_role(name: str) -> PlatformRole:
    """The role of that name, made when it is first held."""
    found = db.session.scalar(sa.select(PlatformRole).where(PlatformRole.name == name))
    return found or PlatformRole(name=name)
