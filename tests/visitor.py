"""The application as tests ask it, through a client that is as far from them as a real browser is."""

from __future__ import annotations

import time
from collections.abc import Mapping
from contextvars import Context, copy_context
from typing import Any

import sqlalchemy as sa
from flask import Flask, has_app_context
from flask.testing import FlaskClient

from opsplanner.app import create_app
from opsplanner.core.db import db
from opsplanner.directory import sessions
from opsplanner.directory.models import Account

# Argon2 takes a tenth of a second a pass phrase, on purpose; here nobody guesses.
QUICK_HASH = {"argon2__rounds": 1, "argon2__memory_cost": 64, "argon2__parallelism": 1}


class Visitor(FlaskClient):
    """Each request has contexts and a session of its own; without this, a request inside the test's own application context would share its language, actor and objects."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        """The test's own view of the database is renewed: after a request it sees what the request stored."""
        answer = outside_flask().run(super().open, *args, **kwargs)
        if has_app_context():
            db.session.rollback()
        return answer


def visited(
    database_url: str, secret_key: str = "a key for tests only", hashing: Mapping[str, int] = QUICK_HASH
) -> Flask:
    """An application on that database, asked by visitors; forms need no token and nobody signs in too often.

    `hashing` is how pass phrases are kept: another way than they are in a database makes sign-in keep them anew.
    """
    made = create_app(
        SQLALCHEMY_DATABASE_URI=database_url,
        SECRET_KEY=secret_key,
        TESTING=True,
        WTF_CSRF_ENABLED=False,
        RATELIMIT_ENABLED=False,
        SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS=dict(hashing),
    )
    made.test_client_class = Visitor
    if database_url.startswith("sqlite"):
        with made.app_context():
            sa.event.listen(db.engine, "connect", _never_wait_for_the_disk)
    return made


def _never_wait_for_the_disk(connection: Any, _record: Any) -> None:
    """What is written outlives no run; scripts/postgres.py starts its server in the same way."""
    connection.execute("PRAGMA synchronous=OFF")


def begin_stay(app: Flask, person: Account) -> dict[str, str]:
    """What a browser's session holds of somebody who has just signed in."""
    person_id, uniquifier = person.id, person.fs_uniquifier
    if has_app_context():
        db.session.rollback()  # reading them began a transaction, which must not outlast the stay's
    with app.app_context():
        return {"_user_id": uniquifier, "stay": sessions.begin(person_id)}


def on_stay(app: Flask, stay: dict[str, str]) -> FlaskClient:
    """A browser in which a stay is open, as just after signing in."""
    browser = app.test_client()
    with browser.session_transaction() as session:
        session.update(stay, _fresh=True, fs_cc="set", fs_paa=time.time())
    return browser


def outside_flask() -> Context:
    """What holds around the test, such as a stopped clock, without its application context."""
    outside = Context()
    for variable, value in copy_context().items():
        if not variable.name.startswith("flask."):
            outside.run(variable.set, value)
    return outside
