"""Guessing of pass phrases and codes is limited; the counts stand in the database, so that all web processes share them."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from flask import Flask, Response, request, session
from flask_limiter import Limiter, RequestLimit
from flask_limiter.util import get_remote_address
from limits.storage import Storage

from opsplanner.core import audit, clock
from opsplanner.core.access import system_actor
from opsplanner.core.db import db, writes
from opsplanner.directory.models import GuessCount

ASKING = ("security.login", "security.two_factor_token_validation", "security.mf_recovery")


class DatabaseCounts(Storage):
    """Where the limiter keeps its counts: `database://`. Keys are stored as hashes, counts until their window is over."""

    STORAGE_SCHEME = ["database"]

    @property
    def base_exceptions(self) -> type[Exception]:
        """What the database may raise."""
        return sa.exc.SQLAlchemyError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Counts once more; the window begins with its first count."""
        return count(_name(key), timedelta(seconds=expiry), amount)

    def get(self, key: str) -> int:
        """The count of a window that is not over."""
        found = _running(_name(key))
        return found.count if found else 0

    def get_expiry(self, key: str) -> float:
        """When the window is over, in seconds of the epoch."""
        found = _running(_name(key))
        return (found.ends_at if found else clock.now()).timestamp()

    def check(self) -> bool:
        """The platform has no other storage than its database."""
        return True

    def reset(self) -> int | None:
        """Forgets every count."""
        return forget(sa.true())

    def clear(self, key: str) -> None:
        """Forgets one."""
        forget(GuessCount.key == _name(key))


limiter = Limiter(get_remote_address, storage_uri="database://")


def limit_guessing(app: Flask) -> None:
    """Counts failures only: by address, and by account from one address."""
    limiter.init_app(app)
    for endpoint in ASKING:
        view: Any = app.view_functions.get(endpoint)
        if view is None:
            continue
        for limit, key in (("60 per 15 minutes", get_remote_address), ("10 per 15 minutes", _address_and_account)):
            limited = limiter.limit(limit, key_func=key, methods=["POST"], deduct_when=_failed, on_breach=_told)
            view = limited(view)
        app.view_functions[endpoint] = view


@writes
def count(name: str, window: timedelta, amount: int) -> int:
    """Adds to the count of that name, and gives what it is now. Windows that are over go when another begins."""
    if _add(name, amount):
        return db.session.scalars(sa.select(GuessCount.count).where(GuessCount.key == name)).one()
    now = clock.now()
    db.session.execute(sa.delete(GuessCount).where(GuessCount.ends_at <= now))
    try:
        with db.session.begin_nested():
            db.session.execute(sa.insert(GuessCount).values(_first(name, now + window, amount)))
    except sa.exc.IntegrityError:  # another process began the window meanwhile
        _add(name, amount)
    return db.session.scalars(sa.select(GuessCount.count).where(GuessCount.key == name)).one()


@writes
def forget(which: sa.ColumnElement[bool]) -> int:
    """Takes counts away, and says how many."""
    taken = db.session.execute(sa.delete(GuessCount).where(which).returning(GuessCount.key))
    return len(taken.all())


@writes
def tell(name: str, subject: str) -> None:
    """The audit trail says once a window that somebody guesses too much."""
    untold = sa.update(GuessCount).where(GuessCount.key == name, ~GuessCount.told).values(told=True)
    if db.session.execute(untold.returning(GuessCount.key)).one_or_none() is not None:
        audit.record(system_actor("sign-in page"), "sign_in:limit", subject)


def _add(name: str, amount: int) -> bool:
    more = sa.update(GuessCount).where(GuessCount.key == name, GuessCount.ends_at > clock.now())
    done = db.session.execute(more.values(count=GuessCount.count + amount).returning(GuessCount.key))
    return done.one_or_none() is not None


def _first(name: str, ends_at: datetime, amount: int) -> dict[str, Any]:
    return {"key": name, "count": amount, "ends_at": ends_at, "told": False}


def _running(name: str) -> GuessCount | None:
    return db.session.scalar(sa.select(GuessCount).where(GuessCount.key == name, GuessCount.ends_at > clock.now()))


def _name(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def _told(limit: RequestLimit) -> None:
    who = request.form.get("email", "").replace("\0", "").strip().casefold()
    tell(_name(limit.key), f"{who} from {get_remote_address()}".strip())


def _address_and_account() -> str:
    who = request.form.get("email", "").strip().casefold() or session.get("tf_user_id", "")
    return f"{get_remote_address()} {who}"


def _failed(response: Response) -> bool:
    return response.status_code != 302
