"""Guessing is limited: by account and address, counting failures only."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask_security import hash_password

from opsplanner.app import create_app
from opsplanner.core import clock
from opsplanner.core.audit import AuditEntry
from opsplanner.core.db import db
from opsplanner.directory import guessing
from opsplanner.directory.guessing import limiter
from opsplanner.directory.models import GuessCount
from tests import factories

GOOD = "a good long pass phrase"


@pytest.fixture
def process(app_context):
    """Makes applications with the limits on, as web processes are: other tests sign in more often than people do."""
    factories.account("a@kz.example", password=hash_password(GOOD))
    kept = (
        "SQLALCHEMY_DATABASE_URI",
        "SECRET_KEY",
        "TESTING",
        "WTF_CSRF_ENABLED",
        "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS",
    )
    made = []

    def make():
        made.append(create_app(RATELIMIT_ENABLED=True, **{name: app_context.config[name] for name in kept}))
        return made[-1]

    yield make
    limiter.enabled = False
    for limited in made:
        with limited.app_context():
            db.engine.dispose()


@pytest.fixture
def browser(process):
    """Makes browsers of one process."""
    return process().test_client


def entries():
    db.session.rollback()
    return db.session.scalars(sa.select(AuditEntry).where(AuditEntry.action == "sign_in:limit")).all()


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


def test_two_processes_share_one_limit(process):
    here, there = process().test_client(), process().test_client()
    assert {enter(here, "wrong wrong wrong") for _ in range(5)} == {200}
    assert {enter(there, "wrong wrong wrong") for _ in range(5)} == {200}
    assert [enter(here, GOOD), enter(there, GOOD)] == [429, 429]


def test_the_audit_trail_says_it_once_a_window(browser):
    client = browser()
    for _ in range(14):
        enter(client, "wrong wrong wrong")
    [entry] = entries()
    assert (entry.actor, entry.subject) == ("sign-in page", "a@kz.example from 127.0.0.1")


def test_after_a_quarter_of_an_hour_one_may_try_again(browser):
    with clock.frozen(clock.now() - timedelta(minutes=16)):
        assert [enter(browser(), "wrong wrong wrong") for _ in range(11)][-1] == 429
    assert enter(browser(), GOOD) == 302
    assert enter(browser(), "wrong wrong wrong") == 200
    over = sa.select(GuessCount).where(GuessCount.ends_at <= clock.now())
    db.session.rollback()
    assert db.session.scalars(over).all() == []


def test_no_address_stands_in_the_counts(browser):
    enter(browser(), "wrong wrong wrong")
    db.session.rollback()
    assert {len(key) for key in db.session.scalars(sa.select(GuessCount.key))} == {64}


def test_counts_can_be_forgotten(app_context):
    for name in ("a", "b"):
        assert [guessing.count(name * 64, timedelta(minutes=1), 1) for _ in range(2)] == [1, 2]
    assert guessing.forget(GuessCount.key == "a" * 64) == 1
    assert guessing.forget(sa.true()) == 1
