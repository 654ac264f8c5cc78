"""Stays of people in browsers, as the browser meets them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask_security import hash_password

from opsplanner.core import clock
from opsplanner.core.db import db, writes
from opsplanner.directory import sessions
from tests import factories

PASS_PHRASE = "a good long pass phrase"


@pytest.fixture
def person(app_context):
    return factories.account("a@kz.example", password=hash_password(PASS_PHRASE))


def enter(browser, email="a@kz.example", password=PASS_PHRASE, **more):
    return browser.post("/sign-in", data={"email": email, "password": password, **more})


def is_in(browser):
    return browser.get("/profile").status_code == 200


def test_the_right_pass_phrase_opens_and_the_way_out_closes(person, client):
    assert enter(client).status_code == 302
    assert is_in(client)
    client.post("/sign-out")
    assert not is_in(client)


def test_a_copied_cookie_is_worth_nothing_after_sign_out(app, person, client):
    enter(client)
    thief = app.test_client()
    with client.session_transaction() as mine, thief.session_transaction() as copied:
        copied.update(mine)
    assert is_in(thief)
    client.post("/sign-out")
    assert not is_in(thief)


def test_signing_out_here_leaves_other_browsers_alone(person, sign_in):
    here, there = sign_in(person), sign_in(person)
    here.post("/sign-out")
    assert is_in(there)


def test_ending_all_stays_ends_them_at_once(person, sign_in):
    browsers = [sign_in(person), sign_in(person)]
    writes(sessions.end_all)(person)
    assert not any(is_in(browser) for browser in browsers)


def test_a_disabled_person_is_out_at_once(person, sign_in):
    browser = sign_in(person)
    db.session.rollback()
    person.active = False
    db.session.commit()
    assert not is_in(browser)


def test_a_stay_ends_after_its_hours(person, sign_in):
    browser = sign_in(person)
    with clock.frozen(clock.now() + sessions.LASTS + timedelta(minutes=1)):
        assert not is_in(browser)
        assert sessions.current(person.id) == []


@pytest.mark.parametrize("address", ["a@kz.example", "nobody@kz.example", "", "not an address"])
def test_a_wrong_sign_in_never_says_what_was_wrong(person, client, address):
    answer = enter(client, email=address, password="something else entirely")
    assert answer.status_code == 200
    assert "The e-mail address or the pass phrase is not right" in answer.text


def test_without_a_pass_phrase_nobody_signs_in(app_context, client):
    factories.account("b@kz.example")
    assert enter(client, email="b@kz.example", password="").status_code == 200
    assert enter(client, email="b@kz.example", password="anything at all").status_code == 200


@pytest.mark.parametrize(
    "next_url",
    [
        "https://evil.example/",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "https:evil.example",
    ],
)
def test_sign_in_never_leads_to_another_host(person, client, next_url):
    where = enter(client, next=next_url).headers["Location"]
    assert where.startswith("/")
    assert where[1:2] not in ("/", "\\")


def test_sign_in_leads_back_to_the_page_that_was_asked_for(person, client):
    assert enter(client, next="/organisations?q=kaz").location == "/organisations?q=kaz"


def test_a_form_without_a_token_is_refused(app, person, client):
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        assert enter(client).status_code == 400
    finally:
        app.config["WTF_CSRF_ENABLED"] = False
