"""Stays of people in browsers: begun at sign-in, looked up on every request, ended in all processes at once."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

import sqlalchemy as sa

from opsplanner.core import clock
from opsplanner.core.db import db, writes
from opsplanner.directory.models import Account, SignIn

LASTS = timedelta(hours=12)
KEY = "stay"  # where the browser's cookie holds the token


def fingerprint(token: str) -> str:
    """What is stored of a secret that somebody else holds."""
    return hashlib.sha256(token.encode()).hexdigest()


@writes
def begin(account_id: int, browser: str = "") -> str:
    """A stay begins; gives the token that the browser is to hold."""
    token = secrets.token_urlsafe(32)
    now = clock.now()
    db.session.add(
        SignIn(
            account_id=account_id,
            token_hash=fingerprint(token),
            browser=browser[:120],
            began_at=now,
            expires_at=now + LASTS,
        )
    )
    return token


@writes
def end(token: str) -> None:
    """This stay is over; others of the same person go on."""
    db.session.execute(
        sa.update(SignIn)
        .where(SignIn.token_hash == fingerprint(token), SignIn.ended_at.is_(None))
        .values(ended_at=clock.now())
    )


def visit_before(account_id: int) -> datetime | None:
    """When the person came the last time before this one; None on the first visit."""
    newest = sa.select(SignIn.began_at).where(SignIn.account_id == account_id).order_by(SignIn.id.desc())
    return db.session.scalar(newest.offset(1).limit(1))


def end_all(account: Account) -> None:
    """In the transaction under way: every stay of the person is over, and nothing issued to them before holds any more."""
    db.session.execute(
        sa.update(SignIn).where(SignIn.account_id == account.id, SignIn.ended_at.is_(None)).values(ended_at=clock.now())
    )
    account.fs_uniquifier = secrets.token_hex(32)


@writes
def end_others(account_id: int, token: str) -> None:
    """Every stay of the person but this one is over."""
    db.session.execute(
        sa.update(SignIn)
        .where(SignIn.account_id == account_id, SignIn.ended_at.is_(None), SignIn.token_hash != fingerprint(token))
        .values(ended_at=clock.now())
    )


def holder(uniquifier: str, token: str) -> Account | None:
    """The person of a stay that is not over, with one query; None when it is, or the person is disabled."""
    return db.session.scalar(
        sa.select(Account)
        .join(SignIn, SignIn.account_id == Account.id)
        .where(
            Account.fs_uniquifier == uniquifier,
            Account.active,
            SignIn.token_hash == fingerprint(token),
            SignIn.ended_at.is_(None),
            SignIn.expires_at > clock.now(),
        )
    )


def current(account_id: int) -> list[SignIn]:
    """The person's stays that are not over, newest first."""
    return list(
        db.session.scalars(
            sa.select(SignIn)
            .where(SignIn.account_id == account_id, SignIn.ended_at.is_(None), SignIn.expires_at > clock.now())
            .order_by(SignIn.id.desc())
        )
    )
