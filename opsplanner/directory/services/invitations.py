"""One-time links with which a person chooses a pass phrase: made, mailed or handed over, looked at, used, renewed."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_security import hash_password

from opsplanner.core import audit, clock, i18n, mail
from opsplanner.core.access import Actor, Role
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Forbidden, Missing, Refusal
from opsplanner.directory import sessions
from opsplanner.directory.models import Account, Invitation, LinkState, PlatformRole
from opsplanner.directory.passphrase import normal
from opsplanner.directory.words import inviter

INVITATION, RESET = "invitation", "reset"
LASTS = {INVITATION: timedelta(days=14), RESET: timedelta(hours=2)}


@dataclass(frozen=True, slots=True)
class Link:
    """A link as handed over; the only moment its secret is known here."""

    url: str
    expires_at: datetime


# What a mail with a link says instead of the usual: subject and text, given the address of the link and until when it works.
Letter = Callable[[str, str], tuple[str, str]]


@writes
def make_link(actor: Actor, account: Account, by_mail: bool = False, letter: Letter | None = None) -> Link:
    """A new link; earlier ones end. It invites who has no pass phrase yet, and lets others choose a new one."""
    if not account.active:
        raise Refusal(_l("This account is disabled."))
    if not by_mail and not may_hold_link(actor, account):
        raise Forbidden(
            _l("This person was invited by somebody else: the link goes by mail, or is handed over by the secretariat.")
        )
    kind = RESET if account.password else INVITATION
    revoke_links(actor, account)
    token, now = secrets.token_urlsafe(32), clock.now()
    invitation = Invitation(
        account_id=account.id,
        token_hash=sessions.fingerprint(token),
        kind=kind,
        invited_by=actor.label[:120],
        inviter_email=actor.email if actor.email != account.email else "",
        created_at=now,
        expires_at=now + LASTS[kind],
    )
    db.session.add(invitation)
    audit.record(actor, f"link:{kind}", account.email, after={"expires_at": invitation.expires_at, "by_mail": by_mail})
    link = Link(mail.address(f"/join/{token}"), invitation.expires_at)
    if by_mail:
        _mail_link(actor, account, kind, link, letter)
    return link


def may_hold_link(actor: Actor, account: Account) -> bool:
    """Whether a link of this person may pass through the actor's hands: who holds it can become that person, with every role.

    The secretariat's may; else only that of somebody without platform roles whom nobody but the actor has invited.
    """
    if actor.is_secretariat:
        return True
    others = sa.select(Invitation.id).where(
        Invitation.account_id == account.id, Invitation.inviter_email != actor.email
    )
    return not account.roles and not account.password and db.session.scalar(others.limit(1)) is None


def revoke_links(actor: Actor, account: Account) -> None:
    """In the transaction under way: no link of the person opens any more."""
    ended = db.session.execute(
        sa.update(Invitation)
        .where(Invitation.account_id == account.id, Invitation.used_at.is_(None), Invitation.revoked_at.is_(None))
        .values(revoked_at=clock.now())
    )
    if ended.rowcount:  # type: ignore[attr-defined]
        audit.record(actor, "link:revoke", account.email)


def look_up(token: str) -> Invitation:
    """The invitation behind a link, whatever has become of it; raises Missing for a link that never was."""
    found = db.session.scalar(sa.select(Invitation).where(Invitation.token_hash == sessions.fingerprint(token)))
    if found is None or not found.account.active:
        raise Missing
    return found


@writes
def accept(token: str, pass_phrase: str) -> Account:
    """Uses a link up: the person's pass phrase is set, and every earlier stay ends."""
    invitation = look_up(token)
    if invitation.state(clock.now()) is not LinkState.LIVE:
        raise Refusal(_l("This link has been used or has expired."))
    account = invitation.account
    invitation.used_at = clock.now()
    account.password = hash_password(normal(pass_phrase))
    account.confirmed_at = account.confirmed_at or clock.now()
    sessions.end_all(account)
    person = Actor(account.id, account.name or account.email)
    audit.record(person, f"link:use:{invitation.kind}", account.email)
    return account


@writes
def ask_new_link(token: str) -> None:
    """The holder of an expired link asks whoever invited (else the secretariat) for a new one, once a day at most."""
    invitation = look_up(token)
    account = invitation.account
    if invitation.state(clock.now()) is not LinkState.EXPIRED:
        return
    asked = sa.select(mail.OutboxMail.id).where(
        mail.OutboxMail.body.contains(_page_of(account)), mail.OutboxMail.created_at > clock.now() - timedelta(days=1)
    )
    if db.session.scalar(asked.limit(1)) is None:
        audit.record(Actor(account.id, account.email), "link:ask", account.email)
        for address, language in _who_invites(invitation):
            _mail_request(account, address, language)


@writes
def send_reset(address: str) -> None:
    """Mails a link to who has lost the pass phrase; does nothing for an address that nobody signs in with."""
    account = db.session.scalar(
        sa.select(Account).where(
            Account.email == address.strip().lower(), Account.active, Account.password.is_not(None)
        )
    )
    if account is not None:
        person = Actor(account.id, account.name or account.email, email=account.email)
        make_link(person, account, by_mail=True)


def _who_invites(invitation: Invitation) -> list[tuple[str, str]]:
    inviter = sa.select(Account.email, Account.language).where(Account.active)
    if invitation.inviter_email:
        found = db.session.execute(inviter.where(Account.email == invitation.inviter_email)).all()
        if found:
            return list(found)
    roles = Account.roles.any(PlatformRole.name == Role.SECRETARIAT)
    return list(db.session.execute(inviter.where(roles, Account.password.is_not(None))))


def _page_of(account: Account) -> str:
    return mail.address(f"/people/{account.id}")


def _mail_request(account: Account, address: str, language: str) -> None:
    with force_locale(language):
        body = _(
            "%(name)s (%(email)s) found the invitation expired and asks for a new link.\n\n"
            "Make one on this page:\n%(url)s\n",
            name=account.name or account.email,
            email=account.email,
            url=_page_of(account),
        )
        mail.queue(address, _("OpsPlanner: a new link is asked for"), body)


def _mail_link(actor: Actor, account: Account, kind: str, link: Link, letter: Letter | None) -> None:
    with force_locale(account.language):
        until = i18n.moment(link.expires_at, account.time_zone, account.language)
        if letter is not None:
            subject, body = letter(link.url, until)
        elif kind == RESET:
            subject = _("OpsPlanner: choose a new pass phrase")
            body = _(
                "With this link you choose a new pass phrase. It can be used once, until %(until)s.\n\n%(url)s\n\n"
                "If you did not ask for it, you need do nothing: your pass phrase stays as it is.\n",
                until=until,
                url=link.url,
            )
        else:
            subject = _("Invitation to OpsPlanner")
            body = _(
                "%(who)s invites you to OpsPlanner, where joint customs operations are planned and reported.\n\n"
                "This link opens your account. It can be used once, until %(until)s.\n\n%(url)s\n\n"
                "Opening the page changes nothing; the account begins when you have chosen a pass phrase.\n",
                who=inviter(actor.label),
                until=until,
                url=link.url,
            )
        mail.queue(account.email, subject, body)
