"""How ready participants are: judged by what was handed in, listed, counted, and told on Home."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, timedelta

import openpyxl
import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from opsplanner.core import clock
from opsplanner.core.access import Actor, Role
from opsplanner.core.db import db
from opsplanner.directory.models import Account, OrganisationKind
from opsplanner.operations.models import Operation
from opsplanner.participants import services
from opsplanner.participants.models import Participation
from tests import factories as make
from tests.statements import asked

SignIn = Callable[[Account], FlaskClient]
PAGE = "/operations/OP1/participants/readiness"
CONTACT = {"function": "Head of unit", "office": "HQ", "email": "ncp@kz.example"}


@pytest.fixture
def planner(app_context: Flask) -> Actor:
    """KZ has all, GE accepted and did no more, AM has not answered, UZ declined, a partner observes."""
    ahead = clock.today() + timedelta(days=40)
    operation = make.operation(starts_on=ahead, ends_on=ahead + timedelta(days=20), phase="planning")
    planner = make.actor(make.seated("p@wco.example", operation, Role.PLANNER, "WCO"))
    for code in ("KZ", "GE", "AM", "UZ"):
        make.organisation(code), make.account(f"ncp@{code.lower()}.example", code, password="set")
    make.organisation("IAEA", kind=OrganisationKind.PARTNER, country=None)
    ids = [make.organisation(code).id for code in ("KZ", "GE", "AM", "UZ", "IAEA")]
    services.add_participants(planner, "OP1", ids)
    answer("KZ", "accepted", reviewer="planner")
    services.save_contacts(member("KZ"), "OP1", "KZ", [CONTACT, {**CONTACT, "function": "Deputy"}])
    answer("GE", "accepted")
    answer("UZ", "declined", reason="No staff")
    return planner


def person(code: str) -> Account:
    return db.session.scalars(sa.select(Account).where(Account.email == f"ncp@{code.lower()}.example")).one()


def member(code: str) -> Actor:
    return make.actor(person(code))


def answer(code: str, state: str, **said: str) -> Participation:
    return services.answer(member(code), "OP1", code, state, **said)


def operation() -> Operation:
    return db.session.scalars(sa.select(Operation)).one()


def missing(code: str) -> list[str]:
    found = services.find(member(code), operation(), code)
    return [judge.key for judge in services.readiness(operation()).missing(found.id)]


def test_each_is_judged_by_what_it_is_asked_for(planner: Actor):
    assert missing("KZ") == []
    assert missing("GE") == ["contact", "deputy", "reviewer"]
    assert missing("AM") == ["accepted"]


def test_who_declined_is_asked_for_nothing(planner: Actor):
    declined = services.find(planner, operation(), "UZ")
    assert declined.id not in services.readiness(operation()).asked


def test_the_counts_are_of_those_who_are_asked(planner: Actor):
    found = services.readiness(operation())
    assert {count.judge.key: (count.done, count.of) for count in found.counts} == {
        "accepted": (2, 4),
        "contact": (1, 2),
        "deputy": (1, 2),
        "reviewer": (1, 2),
    }
    assert (found.ready, len(found.asked)) == (1, 4)


def test_a_reviewer_that_left_has_to_be_chosen_anew(planner: Actor):
    mine = services.find(member("KZ"), operation(), "KZ")
    mine.reviewer_left_id = make.organisation("WCO").id
    db.session.commit()
    assert missing("KZ") == ["reviewer"]
    services.choose_reviewer(member("KZ"), "OP1", "KZ", "secretariat")
    assert missing("KZ") == []


@pytest.mark.parametrize(
    ("wanted", "codes"),
    [("anything", ["AM", "GE", "IAEA"]), ("nothing", ["KZ"]), ("accepted", ["AM", "IAEA"]), ("deputy", ["GE"])],
)
def test_the_list_is_narrowed_by_what_is_missing(planner: Actor, wanted: str, codes: list[str]):
    here, found = operation(), services.readiness(operation())
    page = services.readiness_page(planner, here, found, {"missing": wanted}, "en")
    assert [one.organisation.code for one in page.items] == codes
    assert page.narrowed


def test_it_is_sorted_by_how_much_is_missing(planner: Actor):
    here, found = operation(), services.readiness(operation())
    page = services.readiness_page(planner, here, found, {"sort": "-missing"}, "en")
    assert page.items[0].organisation.code == "GE"


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_planner_sees_it_and_keeps_it_as_a_workbook(planner: Actor, sign_in: SignIn, lang: str):
    browser = sign_in(db.session.scalars(sa.select(Account).where(Account.email == "p@wco.example")).one())
    assert browser.get(f"{PAGE}?lang={lang}").status_code == 200
    book = openpyxl.load_workbook(io.BytesIO(browser.get(f"{PAGE}.xlsx?missing=deputy&lang=en").data))
    rows = list(book.worksheets[0].values)
    assert rows[0][-5:] == ("Invitation accepted", "Contact point", "Deputy", "Reviewer chosen", "Missing")
    assert [(row[0], row[-2], row[-1]) for row in rows[1:2]] == [("GE", "No", 3)]


def test_a_member_does_not_see_the_list(planner: Actor, sign_in: SignIn):
    browser = sign_in(person("KZ"))
    assert browser.get(PAGE).status_code == browser.get(f"{PAGE}.xlsx").status_code == 403


def test_the_list_asks_the_database_no_more_for_more_participants(planner: Actor, sign_in: SignIn):
    browser = sign_in(db.session.scalars(sa.select(Account).where(Account.email == "p@wco.example")).one())
    browser.get(PAGE)
    with asked() as few:
        browser.get(PAGE)
    ids = [make.organisation(f"X{number}").id for number in range(10)]
    services.add_participants(planner, "OP1", ids)
    with asked() as many:
        browser.get(PAGE)
    assert len(many) == len(few)


def test_home_names_each_thing_with_its_verb_until_it_is_there(planner: Actor, sign_in: SignIn):
    browser = sign_in(person("GE"))
    home = browser.get("/").text
    assert all(verb in home for verb in ("Name your contact point", "Name a deputy", "Choose the reviewer"))
    services.save_contacts(member("GE"), "OP1", "GE", [CONTACT, {**CONTACT, "function": "Deputy"}])
    services.choose_reviewer(member("GE"), "OP1", "GE", "planner")
    assert "not ready yet" not in browser.get("/").text


def test_after_the_action_phase_only_a_contact_point_is_asked_for(planner: Actor, sign_in: SignIn):
    here = operation()
    here.starts_on, here.ends_on, here.phase = date(2026, 3, 1), date(2026, 3, 31), "debrief"
    db.session.commit()
    home = sign_in(person("GE")).get("/").text
    assert "Name your contact point" in home
    assert "Name a deputy" not in home
