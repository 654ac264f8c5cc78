"""One-time links: how people join, come back, and what happens to links that are used, expired, replaced or revoked."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask_security import hash_password, verify_password

from opsplanner.core import audit, clock, jobs, mail
from opsplanner.core.access import Role, system_actor
from opsplanner.core.db import db
from opsplanner.core.errors import Refusal
from opsplanner.directory import resets, services
from opsplanner.directory.models import Account, Invitation
from opsplanner.directory.services import PersonValues
from tests import factories

SECRETARIAT = system_actor("tests")
DETAILS = {
    "pass_phrase": "seven green elephants",
    "again": "seven green elephants",
    "name": "Aigul",
    "function": "National contact point",
    "phone": "+7 1",
    "language": "fr",
    "time_zone": "Asia/Almaty",
}


@pytest.fixture
def invited(app_context):
    values = PersonValues("new@kz.example", factories.organisation("KZ").id, language="fr")
    return services.invite(SECRETARIAT, values, by_mail=True)


def path_of(link):
    return re.sub(r"^https?://[^/]+", "", link.url)


def outbox():
    return db.session.scalars(sa.select(mail.OutboxMail).order_by(mail.OutboxMail.id)).all()


def test_the_mail_speaks_the_invited_persons_language_and_holds_the_link(invited):
    (sent,) = outbox()
    assert sent.to == "new@kz.example"
    assert invited[1].url in sent.body


def test_opening_the_link_any_number_of_times_changes_nothing(invited, client):
    _account, link = invited
    for _ in range(3):
        assert client.get(path_of(link)).status_code == 200
        assert client.head(path_of(link)).status_code == 200
    assert db.session.scalar(sa.select(Invitation.used_at)) is None


def test_the_invited_person_chooses_a_pass_phrase_and_is_in(invited, client):
    account, link = invited
    assert client.post(path_of(link), data=DETAILS).status_code == 302
    assert client.get("/profile").status_code == 200
    db.session.refresh(account)
    assert verify_password(DETAILS["pass_phrase"], account.password)
    assert (account.name, account.language, account.time_zone) == ("Aigul", "fr", "Asia/Almaty")


def test_a_used_link_opens_nothing_again(app, invited, client):
    _account, link = invited
    client.post(path_of(link), data=DETAILS)
    stranger = app.test_client()
    assert stranger.get(path_of(link)).status_code == 410
    assert stranger.post(path_of(link), data=DETAILS).status_code == 410
    assert stranger.get("/profile").status_code == 302


def test_of_two_who_use_a_link_at_once_the_second_is_refused(invited):
    """The page of either was answered while the link was good."""
    token = invited[1].url.rsplit("/", 1)[1]
    services.accept(token, DETAILS["pass_phrase"])
    with pytest.raises(Refusal):
        services.accept(token, "eight green elephants")
    assert verify_password(DETAILS["pass_phrase"], invited[0].password)


def test_an_expired_link_offers_to_ask_for_a_new_one_and_asks_once(invited, client):
    _account, link = invited
    factories.account("boss@wco.example", "WCO", Role.SECRETARIAT, password="x")
    with clock.frozen(clock.now() + timedelta(days=15)):
        services.ask_new_link(link.url.rsplit("/", 1)[1])
        services.ask_new_link(link.url.rsplit("/", 1)[1])
    asked = [sent for sent in outbox() if sent.to == "boss@wco.example"]
    assert len(asked) == 1
    assert "new@kz.example" in asked[0].body


def test_a_link_that_is_still_good_asks_nobody(invited):
    services.ask_new_link(invited[1].url.rsplit("/", 1)[1])
    assert len(outbox()) == 1


def test_a_new_link_ends_the_old_one(invited, client):
    account, old = invited
    services.renew_link(SECRETARIAT, account.id, by_mail=False)
    assert client.get(path_of(old)).status_code == 410


def test_a_revoked_link_opens_nothing(invited, client):
    account, link = invited
    services.withdraw_links(SECRETARIAT, account.id)
    assert client.get(path_of(link)).status_code == 410


def test_a_disabled_persons_link_is_as_if_it_never_was(invited, client):
    account, link = invited
    services.disable(SECRETARIAT, account.id)
    assert client.get(path_of(link)).status_code == 404


def test_a_made_up_link_is_not_found_and_its_page_says_how_to_get_one(client):
    answer = client.get("/join/abc")
    assert answer.status_code == 404
    assert "This link is not known" in answer.text
    assert 'href="/sign-in/lost"' in answer.text
    assert client.post("/join/abc/again").status_code == 404


def test_a_replaced_reset_link_leads_to_another_and_not_to_who_invited(client, app_context):
    person = factories.account("a@kz.example", password=hash_password("the old pass phrase"))
    old = services.make_link(SECRETARIAT, person)
    services.make_link(SECRETARIAT, person)
    page = client.get(path_of(old)).text
    assert "Use the newest link you were sent, or ask for another." in page
    assert "the person who invited you" not in page


def test_the_page_of_an_invitation_names_operation_role_and_the_secretariat(app_context, client):
    operation = factories.operation("OP7")
    account = factories.seated("new@kz.example", operation, Role.MEMBER, "KZ")
    account.password = None
    db.session.commit()
    link = services.make_link(system_actor("command line"), account)
    page = client.get(path_of(link) + "?lang=en").text
    assert f'{operation.name.to("en")} <span class="muted">· Member</span>' in page
    assert "command line" not in page
    assert "The secretariat" in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"pass_phrase": "short", "again": "short"}, "at least 12"),
        ({"again": "something else"}, "differ"),
        ({"pass_phrase": "new@kz.example new@", "again": "new@kz.example new@"}, "not mostly your name"),
        ({"pass_phrase": "aaaaaaaaaaaaaaa", "again": "aaaaaaaaaaaaaaa"}, "more different"),
        ({"name": ""}, "Enter your name"),
        ({"time_zone": "Mars/Olympus"}, "Choose one of the answers offered"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_the_link_stays_good(invited, client, typed, said):
    _account, link = invited
    answer = client.post(path_of(link) + "?lang=en", data=DETAILS | typed)
    assert answer.status_code == 422
    assert said in answer.text
    assert client.post(path_of(link), data=DETAILS).status_code == 302


def test_only_the_hash_of_a_link_is_stored_and_none_of_it_is_in_the_audit_trail(invited):
    token = invited[1].url.rsplit("/", 1)[1]
    assert token not in str(db.session.scalar(sa.select(Invitation.token_hash)))
    assert all(token not in f"{e.subject}{e.after}" for e in db.session.scalars(sa.select(audit.AuditEntry)))


def test_a_lost_pass_phrase_is_answered_the_same_for_everybody(client, app_context):
    person = factories.account("a@kz.example", password=hash_password("the old pass phrase"))
    answers = [client.post("/sign-in/lost", data={"email": email}) for email in ("a@kz.example", "b@kz.example")]
    assert {(answer.status_code, answer.location) for answer in answers} == {(302, "/sign-in")}
    while jobs.run_next():
        pass
    (sent,) = outbox()
    assert sent.to == person.email
    token = re.search(r"/join/(\S+)", sent.body)[1]
    client.post(f"/join/{token}", data={"pass_phrase": "quite another one", "again": "quite another one"})
    db.session.refresh(person)
    assert verify_password("quite another one", person.password)


def test_a_reset_is_noted_before_anything_is_known_of_the_address(app_context):
    resets.ask("nobody@kz.example")
    assert db.session.scalar(sa.select(jobs.Job.kind)) == resets.KIND
    assert outbox() == []


def test_the_first_secretariat_names_its_own_address(app_context, client):
    services.load_reference(SECRETARIAT)
    link = services.first_link(SECRETARIAT)
    client.post(path_of(link), data=DETAILS | {"email": "Head@WCO.example"})
    account = db.session.scalar(sa.select(Account).where(Account.email == "head@wco.example"))
    assert [role.name for role in account.roles] == ["secretariat"]
    assert client.get("/people").status_code == 200
    with pytest.raises(Refusal):
        services.first_link(SECRETARIAT)


@pytest.mark.parametrize(("question", "shown"), [("", "fr"), ("?lang=en", "en")])
def test_a_link_opens_in_the_invited_persons_language_unless_another_is_asked_for(invited, client, question, shown):
    english = {"Accept-Language": "en"}
    page = client.get(path_of(invited[1]) + question, headers=english).text
    assert f'<html lang="{shown}"' in page
    assert f'<html lang="{shown}"' in client.get(path_of(invited[1]), headers=english).text


@pytest.mark.parametrize(("visit", "said"), [("", "fr"), ("?lang=en", "fr"), ("?lang=fr", "en")])
def test_the_first_page_after_joining_speaks_the_language_said_there(invited, client, visit, said):
    english = {"Accept-Language": "en"}
    client.get(path_of(invited[1]) + visit, headers=english)
    joined = {**DETAILS, "language": said}
    page = client.post(path_of(invited[1]), data=joined, headers=english, follow_redirects=True).text
    assert f'<html lang="{said}"' in page
    assert ("Welcome. Your account is ready." in page) == (said == "en")
