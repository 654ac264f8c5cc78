"""The second factor needs only to be switched on: offered or required, with recovery codes."""

from __future__ import annotations

import re

import pytest
import sqlalchemy as sa
from flask_security import hash_password
from passlib.totp import TOTP

from opsplanner.app import create_app
from opsplanner.core.audit import AuditEntry
from opsplanner.core.db import db
from opsplanner.directory.guessing import limiter
from tests import factories

# The library's own forms still pass choices as tuples; ours do not.
pytestmark = pytest.mark.filterwarnings("ignore:Passing SelectField choices as tuples:DeprecationWarning")

GOOD = "a good long pass phrase"
KEPT = ("SQLALCHEMY_DATABASE_URI", "SECRET_KEY", "TESTING", "WTF_CSRF_ENABLED", "RATELIMIT_ENABLED")


@pytest.fixture
def switched_on(app_context):
    """Makes a browser of an application whose second factor is offered or required."""
    made = []
    factories.account("a@kz.example", password=hash_password(GOOD))

    def browser(mode):
        if not made:
            made.append(create_app(SECOND_FACTOR=mode, **{name: app_context.config[name] for name in KEPT}))
        return made[0].test_client()

    yield browser
    limiter.enabled = False
    with made[0].app_context():
        db.engine.dispose()


def enter(browser):
    return browser.post("/sign-in", data={"email": "a@kz.example", "password": GOOD})


def code_of(page):
    """What the authenticator app would show for the key on the page."""
    key = re.search(r'<p class="ref">([A-Z2-7 -]+)</p>', page.text)[1]
    return TOTP(key=re.sub(r"[ -]", "", key)).generate().token, key


def set_up(browser):
    """As a person does it; gives the key."""
    page = browser.post("/profile/second-factor", data={"setup": "authenticator"})
    code, key = code_of(page)
    form = re.search(r'action="(/(?:profile/second-factor|sign-in/code)[^"]*)" novalidate', page.text)[1]
    return browser.post(form, data={"code": code}), key


def test_required_nobody_is_in_before_it_is_set_up(switched_on):
    browser = switched_on("required")
    assert enter(browser).location.startswith("/profile/second-factor")
    assert browser.get("/profile").status_code == 302
    done, _key = set_up(browser)
    assert done.status_code == 302
    assert browser.get("/profile").status_code == 200


def test_afterwards_the_pass_phrase_alone_opens_nothing(switched_on):
    first = switched_on("required")
    enter(first)
    set_up(first)
    second = switched_on("required")
    assert enter(second).location.startswith("/sign-in/code")
    assert second.get("/profile").status_code == 302
    assert "The code is not right" in second.post("/sign-in/code", data={"code": "000000"}).text
    assert second.get("/profile").status_code == 302


def test_offered_it_is_set_up_from_the_profile_and_other_browsers_are_out(switched_on):
    here, there = switched_on("offered"), switched_on("offered")
    enter(here)
    enter(there)
    assert "Second factor" in here.get("/profile").text
    done, _key = set_up(here)
    assert done.status_code == 302
    assert here.get("/profile").status_code == 200
    assert there.get("/profile").status_code == 302
    actions = db.session.scalars(sa.select(AuditEntry.action)).all()
    assert "second_factor:set" in actions


def test_a_recovery_code_opens_once(switched_on):
    browser = switched_on("required")
    enter(browser)
    set_up(browser)
    page = browser.post("/profile/recovery-codes", data={"generate_new_codes": "1"})
    code = re.search(r"<li>([^<]+)</li>", page.text[page.text.index('id="codes"') :])[1]
    for opened in (200, 302):
        other = switched_on("required")
        enter(other)
        other.post("/sign-in/recovery", data={"code": code})
        assert other.get("/profile").status_code == opened
