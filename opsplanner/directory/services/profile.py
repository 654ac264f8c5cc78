"""What people say of themselves, how their pages look, and their own pass phrase."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import sqlalchemy as sa
from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_security import hash_password, verify_password

from opsplanner.core import audit, mail
from opsplanner.core.access import Actor
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Missing, Refusal
from opsplanner.directory import sessions
from opsplanner.directory.addresses import has_no_address
from opsplanner.directory.models import Account
from opsplanner.directory.passphrase import normal
from opsplanner.directory.services.invitations import accept
from opsplanner.directory.services.people import address_of, as_actor, searchable


@dataclass(frozen=True, slots=True)
class Profile:
    """Name and function as others see them; language and time zone in which the person reads, and gets mails and exports."""

    name: str
    function: str
    phone: str
    language: str
    time_zone: str


@writes
def save_profile(actor: Actor, profile: Profile) -> Account:
    """The actor's own profile."""
    account = _own(actor)
    names = tuple(asdict(profile))
    before = audit.snapshot(account, *names)
    _fill(account, profile)
    after = audit.snapshot(account, *names)
    if before != after:
        audit.record(actor, "profile:change", account.email, before=before, after=after)
    return account


@writes
def save_display(actor: Actor, theme: str, density: str) -> Account:
    """How the actor's pages look, on every device signed in on from now on."""
    account = _own(actor)
    before = audit.snapshot(account, "theme", "density")
    account.theme, account.density = theme, density
    after = audit.snapshot(account, "theme", "density")
    if before != after:
        audit.record(actor, "profile:display", account.email, before=before, after=after)
    return account


@writes
def save_keys(actor: Actor, on: bool) -> Account:
    """Whether single letters act on the actor's pages."""
    account = _own(actor)
    before = audit.snapshot(account, "shortcuts")
    account.shortcuts = on
    audit.record(actor, "profile:keys", account.email, before=before, after={"shortcuts": on})
    return account


@writes
def begin_account(token: str, pass_phrase: str, profile: Profile, address: str = "") -> Account:
    """An invited person takes the account: pass phrase and profile. Who came by a link handed over names the address too."""
    account = accept(token, pass_phrase)
    if has_no_address(account):
        wanted = address_of(address)
        if db.session.scalar(sa.select(Account.id).where(Account.email == wanted)) is not None:
            raise Refusal(_l("There is already an account with this address."))
        account.email = wanted
    _fill(account, profile)
    audit.record(as_actor(account), "account:begin", account.email, after=asdict(profile))
    return account


@writes
def change_pass_phrase(actor: Actor, present: str, wanted: str) -> Account:
    """A new pass phrase for who knows the present one; every stay ends, and the person is told by mail."""
    account = _own(actor)
    if not account.password or not verify_password(normal(present), account.password):
        raise Refusal(_l("The present pass phrase is not right"))
    account.password = hash_password(normal(wanted))
    sessions.end_all(account)
    audit.record(actor, "pass_phrase:change", account.email)
    with force_locale(account.language):
        mail.queue(
            account.email,
            _("OpsPlanner: your pass phrase was changed"),
            _("Your pass phrase was changed just now. If it was not you, tell the secretariat at once.\n"),
        )
    return account


def _fill(account: Account, profile: Profile) -> None:
    for name, value in asdict(profile).items():
        setattr(account, name, value.strip())
    account.search = searchable(account)


def _own(actor: Actor) -> Account:
    account = db.session.scalar(sa.select(Account).where(Account.id == actor.user_id))
    if account is None:
        raise Missing
    return account
