"""Guessing is limited: by account and address, counting failures only."""

from __future__ import annotations

import pytest
from flask_security import hash_password

from opsplanner.app import create_app
from opsplanner.core.db import db
from opsplanner.directory.signin import limiter
from tests import factories

GOOD = "a good long pass phrase"


@pytest.fixture
def browser(app_context):
    """Of an application with the limits on: other tests sign in more often than people do."""
    factories.account("a@kz.example", password=hash_password(GOOD))
    kept = ("SQLALCHEMY_DATABASE_URI", "SECRET_KEY", "TESTING", "WTF_CSRF_ENABLED")
    limited = create_app(RATELIMIT_ENABLED=True, **{name: app_context.config[name] for name in kept})
    limiter.reset()
    yield limited.test_client
    limiter.reset()
    limiter.enabled = False
    with limited.app_context():
        db.engine.dispose()


def enter(browser, password, email="a@kz.example"):
    return browser.post("/sign-in", data={"email": email, "password": password}).status_code


def test_after_ten_wrong_guesses_even_the_right_one_waits(browser):
    client = browser()
    assert {enter(client, "wrong wrong wrong") for _ in range(10)} == {200}
    assert enter(client, GOOD) == 429


def test_another_account_is_not_locked_out_by_it(browser):
    client = browser()
    factories.account("b@kz.example", password=hash_password(GOOD))
    for _ in range(11):
        enter(client, "wrong wrong wrong")
    assert enter(client, GOOD, "b@kz.example") == 302


def test_signing_in_rightly_is_not_counted(browser):
    assert {enter(browser(), GOOD) for _ in range(15)} == {302}
