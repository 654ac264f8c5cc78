"""The three minutes after an invitation: one decision a page, kept at once, gone on with wherever it was left."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from opsplanner.core.access import Role
from opsplanner.core.db import db
from opsplanner.directory.models import Account, OrganisationKind
from opsplanner.participants import services
from opsplanner.participants.models import Participation
from tests import factories as make

SignIn = Callable[[Account], FlaskClient]
WAY = "/operations/OP1/participants/KZ/join"
CONTACT = {"function": "Head of unit", "office": "HQ", "email": "ncp@kz.example", "phone": ""}


@pytest.fixture
def member(app_context: Flask, sign_in: SignIn) -> FlaskClient:
    make.organisation("KZ")
    person = make.account("ncp@kz.example", "KZ", password="set", time_zone="Asia/Almaty", function="Head of unit")
    planner = make.seated("p@wco.example", make.operation(), Role.PLANNER, "WCO")
    services.add_participants(make.actor(planner), "OP1", [make.organisation("KZ").id])
    return sign_in(person)


def mine() -> Participation:
    return db.session.scalars(sa.select(Participation).join(Participation.organisation).where(make.Organisation.code == "KZ")).one()  # fmt: skip


def goes_to(answer: object) -> str:
    location = str(answer.headers["Location"])
    return location.rpartition("step=")[2]


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_whole_way(member: FlaskClient, lang: str):
    assert member.get(f"{WAY}?lang={lang}").status_code == 200
    assert goes_to(member.post(f"{WAY}?step=answer", data={"state": "accepted", "reason": ""})) == "contact"
    assert goes_to(member.post(f"{WAY}?step=contact", data=CONTACT)) == "hours"
    hours = {"languages": "ru, en", "first": "09:00", "last": "18:00", "time_zone": "Asia/Almaty"}
    assert goes_to(member.post(f"{WAY}?step=hours", data=hours)) == "deputy"
    deputy = {**CONTACT, "function": "Deputy head"}
    assert goes_to(member.post(f"{WAY}?step=deputy", data=deputy)) == "reviewer"
    assert goes_to(member.post(f"{WAY}?step=reviewer", data={"reviewer": "planner"})) == "practice"
    assert member.get(f"{WAY}?step=practice").status_code == 200
    assert "href" in member.get(f"{WAY}?step=next").text
    first, second = mine().contacts
    assert (first.function, first.duty_hours, first.time_zone) == ("Head of unit", "09:00–18:00", "Asia/Almaty")
    assert (second.function, mine().reviewer_kind) == ("Deputy head", "planner")
    assert mine().reviewer_chosen_at is not None


def test_it_goes_on_where_it_was_left(member: FlaskClient):
    member.post(f"{WAY}?step=answer", data={"state": "accepted", "reason": ""})
    assert "Enter the function." not in member.get(WAY).text
    assert "Step 2 of 7" in member.get(WAY).text
    member.post(f"{WAY}?step=contact", data=CONTACT)
    assert "Step 3 of 7" in member.get(WAY).text


def test_nothing_is_asked_before_the_answer(member: FlaskClient):
    assert "Step 1 of 7" in member.get(f"{WAY}?step=deputy").text


def test_who_declines_says_why_and_is_asked_nothing_more(member: FlaskClient):
    refused = member.post(f"{WAY}?step=answer", data={"state": "declined", "reason": ""})
    assert refused.status_code == 422
    assert member.post(f"{WAY}?step=answer", data={"state": "declined", "reason": "No staff"}).status_code == 302
    assert mine().state == "declined"
    assert member.get(WAY).status_code == 302


def test_a_deputy_before_the_contact_point_and_bad_input_get_a_sentence(member: FlaskClient):
    member.post(f"{WAY}?step=answer", data={"state": "accepted", "reason": ""})
    early = member.post(f"{WAY}?step=deputy", data=CONTACT)
    assert early.status_code == 422
    assert "Name the contact point first" in early.text
    wrong = member.post(f"{WAY}?step=contact", data={**CONTACT, "email": "nothing"})
    assert wrong.status_code == 422
    assert 'value="nothing"' in wrong.text
    assert member.get(f"{WAY}?step=unknown").status_code == 404


def test_a_liaison_office_has_no_deputy_reviewer_or_practice(app_context: Flask, sign_in: SignIn):
    make.organisation("RILO-X", kind=OrganisationKind.RILO, country=None)
    officer = make.account("o@rilo.example", "RILO-X", password="set")
    planner = make.seated("p@wco.example", make.operation(), Role.PLANNER, "WCO")
    services.add_participants(make.actor(planner), "OP1", [make.organisation("RILO-X").id])
    browser, way = sign_in(officer), WAY.replace("KZ", "RILO-X")
    assert goes_to(browser.post(f"{way}?step=answer", data={"state": "accepted", "reason": ""})) == "contact"
    assert "Step 2 of 4" in browser.get(way).text
    assert browser.get(f"{way}?step=reviewer").status_code == 404
