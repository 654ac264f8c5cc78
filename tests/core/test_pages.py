"""Readiness, the outbox and the audit log, as pages."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from opsplanner.core import audit, health, mail
from opsplanner.core.access import Role, system_actor
from opsplanner.core.db import db, writes
from tests import factories

ACTOR = system_actor("tests")


@pytest.fixture
def browser(app_context, sign_in):
    return sign_in(factories.account("boss@wco.example", "WCO", Role.SECRETARIAT))


@writes
def fill():
    mail.queue("a@kz.example", "Invitation", "The link: http://127.0.0.1:8000/join/secret")
    audit.record(ACTOR, "organisation:change", "KZ", scope="OP1", before={"name": "A"}, after={"name": "B"})
    audit.record(ACTOR, "person:invite", "a@kz.example")


def test_a_database_behind_its_migrations_is_not_ready(client, monkeypatch):
    monkeypatch.setattr(health, "newest_revision", lambda: "9999")
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json["status"]) == (503, "not ready")


def test_the_outbox_shows_a_mail_whole_so_that_its_link_can_be_handed_over(browser):
    fill()
    assert "Invitation" in browser.get("/outbox").text
    number = db.session.scalar(sa.select(mail.OutboxMail.id))
    assert "/join/secret" in browser.get(f"/outbox/{number}").text
    assert browser.get("/outbox/999").status_code == 404


def test_a_mail_that_was_not_sent_is_put_back_into_the_queue(browser):
    fill()
    mail.deliver("", "sender@wco.example")
    number, state = db.session.execute(sa.select(mail.OutboxMail.id, mail.OutboxMail.state)).one()
    assert state == "logged"
    browser.post(f"/outbox/{number}/send-again")
    assert db.session.scalar(sa.select(mail.OutboxMail.state)) == "waiting"


@pytest.mark.parametrize(
    ("asked", "shown", "hidden"),
    [
        ("operation=OP1", "organisation:change", "a@kz.example"),
        ("action=person:invite", "a@kz.example", '<td data-label="Subject">KZ'),
        ("q=KZ.example", "person:invite", '<td data-label="Subject">KZ'),
        ("day=1999-01-01", "No entry matches", "a@kz.example"),
    ],
)
def test_the_audit_log_is_narrowed(browser, asked, shown, hidden):
    fill()
    body = browser.get(f"/audit?{asked}").text
    table = body[body.find("<tbody") :] if "<tbody" in body else body
    assert shown in table
    assert hidden not in table


def test_todays_entries_are_found_by_their_day(browser):
    fill()
    today = db.session.scalar(sa.select(audit.AuditEntry.at).limit(1)).date()
    assert "a@kz.example" in browser.get(f"/audit?day={today}").text


@pytest.mark.parametrize("page", ["/outbox", "/audit"])
def test_others_than_the_secretariat_see_neither(app_context, sign_in, page):
    member = factories.seated("a@kz.example", factories.operation("OP1"), Role.PLANNER)
    assert sign_in(member).get(page).status_code == 403
