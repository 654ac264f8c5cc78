"""Making and revoking the secret address of a calendar: one for all that concerns a person, one for each operation."""

from __future__ import annotations

import secrets

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from opsplanner.core import audit, clock
from opsplanner.core.access import Actor
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Missing
from opsplanner.directory.models import Account
from opsplanner.directory.sessions import fingerprint
from opsplanner.home.models import CalendarLink
from opsplanner.operations.models import Operation
from opsplanner.operations.services import find


def links_of(actor: Actor) -> list[CalendarLink]:
    """The actor's own, that for everything first."""
    query = sa.select(CalendarLink).where(CalendarLink.account_id == actor.user_id)
    loaded = query.options(joinedload(CalendarLink.operation), joinedload(CalendarLink.account))
    first = CalendarLink.operation_id.is_not(None)
    return list(db.session.scalars(loaded.order_by(first, CalendarLink.id)))


@writes
def make_link(actor: Actor, code: str | None = None) -> tuple[CalendarLink, str]:
    """A new address, and its secret, which is told only now; the one before it, for the same, ends. Missing without a part in the operation."""
    operation = find(actor, code) if code is not None else None
    account = db.session.scalar(sa.select(Account).where(Account.id == actor.user_id, Account.active))
    if account is None:
        raise Missing
    for earlier in _of(account, operation):
        db.session.delete(earlier)
    secret = secrets.token_urlsafe(32)
    link = CalendarLink(
        account=account,
        operation=operation,
        token_hash=fingerprint(secret),
        issued_to=fingerprint(account.fs_uniquifier),
        made_at=clock.now(),
    )
    db.session.add(link)
    audit.record(actor, "calendar:make", code or "all", scope=code)
    return link, secret


@writes
def revoke_link(actor: Actor, number: int) -> None:
    """It opens no more; Missing when it is not the actor's own."""
    link = next((each for each in links_of(actor) if each.id == number), None)
    if link is None:
        raise Missing
    db.session.delete(link)
    audit.record(actor, "calendar:revoke", link.code or "all", scope=link.code)


def _of(account: Account, operation: Operation | None) -> list[CalendarLink]:
    about = CalendarLink.operation_id == (operation.id if operation else None)
    return list(db.session.scalars(sa.select(CalendarLink).where(CalendarLink.account_id == account.id, about)))
