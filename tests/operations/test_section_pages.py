"""The pages of a plan's sections: what is wrong is told, what was typed stays."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from opsplanner.core.access import Role
from opsplanner.directory.models import Account
from opsplanner.operations.sections import SECTIONS
from tests import factories as make

SignIn = Callable[[Account], FlaskClient]
CARD = {"watch-0-code": "8481.80", "watch-0-name-en": "Valve", "watch-0-name-fr": "Vanne"}


@pytest.fixture
def planner(app_context: Flask, sign_in: SignIn) -> FlaskClient:
    return sign_in(make.seated("p@wco.example", make.operation(), Role.PLANNER, "WCO"))


@pytest.mark.parametrize("key", SECTIONS)
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_section_opens_as_a_form(planner: FlaskClient, key: str, lang: str):
    assert planner.get(f"/operations/OP1/plan/{key}?lang={lang}").status_code == 200


def test_a_code_is_kept_as_the_nomenclature_has_it(planner: FlaskClient):
    assert planner.post("/operations/OP1/plan/watch", data=CARD).status_code == 302
    assert "8481.80 Valve" in planner.get("/operations/OP1/plan").text


@pytest.mark.parametrize(
    ("code", "said"),
    [("abc", "four or six digits"), ("9999", "four or six digits"), ("010100", "does not have: 0101.00")],
)
def test_a_wrong_code_is_told_and_nothing_typed_is_lost(planner: FlaskClient, code: str, said: str):
    answer = planner.post("/operations/OP1/plan/watch", data={**CARD, "watch-0-code": code})
    assert answer.status_code == 422
    assert said in answer.text
    assert 'value="Vanne"' in answer.text


def test_two_cards_of_one_code_are_refused(planner: FlaskClient):
    again = {name.replace("-0-", "-1-"): value for name, value in CARD.items()}
    assert "stands twice" in planner.post("/operations/OP1/plan/watch", data={**CARD, **again}).text


def test_a_duty_that_ends_before_it_begins_is_refused(planner: FlaskClient):
    row = {"rota-0-starts_at": "2026-03-02T07:00", "rota-0-ends_at": "2026-03-01T07:00", "rota-0-who-en": "Officer"}
    answer = planner.post("/operations/OP1/plan/ocu", data={**row, "rota-0-who-fr": "Agent"})
    assert answer.status_code == 422
    assert "A duty ends after it begins" in answer.text


def test_the_task_list_stands_in_groups(app_context: Flask, sign_in: SignIn):
    planning = make.operation(phase="planning")
    page = sign_in(make.seated("p@wco.example", planning, Role.PLANNER, "WCO")).get("/operations/OP1/?lang=en").text
    titles = (
        "What it is for",
        "Which goods",
        "When",
        "How it is carried out",
        "Reporting and evaluation",
        "Who takes part",
    )
    places = [page.index(f"<h3>{title}</h3>") for title in titles]
    assert places == sorted(places)
