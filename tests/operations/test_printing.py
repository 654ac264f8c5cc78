"""The plan on paper says what the pages and the database say, in each language, and how far it is approved, on every page."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader

from opsplanner.core.access import Role
from opsplanner.core.db import db
from opsplanner.core.text import Text
from opsplanner.directory.models import Account
from opsplanner.operations.models import Operation
from opsplanner.operations.services import approve_plan, edit_section, find, plan_of
from opsplanner.participants.services import add_participants
from opsplanner.results.services import publish_template
from tests import factories as make

SignIn = Callable[[Account], FlaskClient]
PDF = "/operations/OP1/plan.pdf"
WRITTEN = {
    "media": {"media": {"en": "Не для печати: no word.", "fr": "Aucune déclaration à l’étranger."}},
    "concept": {"concept": {"en": "First line.\nSecond line.", "fr": "Première ligne."}},
    "phases": {
        "action_criteria": {"en": "The unit is staffed", "fr": "L’unité est dotée"},
        "phases": [
            {
                "kind": "planning",
                "starts_on": date(2026, 1, 5),
                "ends_on": date(2026, 2, 27),
                "note": {"en": "Seminar in January", "fr": "Séminaire en janvier"},
                "criteria": {},
            }
        ],
        "milestones": [],
    },
    "ocu": {
        "ocu_place": {"en": "Brussels", "fr": "Bruxelles"},
        "ocu_hours": {},
        "rota": [
            {
                "starts_at": datetime(2026, 3, 1, 7, 0),
                "ends_at": datetime(2026, 3, 1, 21, 0),
                "who": {"en": "Duty officer", "fr": "Agent de permanence"},
            }
        ],
    },
    "evidence": {
        "evidence": {"en": "Sealed.", "fr": "Scellé."},
        "retained_until": date(2031, 12, 31),
        "marking": "GREEN",
    },
}


@pytest.fixture
def planned(app_context: Flask) -> Operation:
    return make.operation(phase="planning")


@pytest.fixture
def account(planned: Operation) -> Account:
    person = make.seated("p@wco.example", planned, Role.PLANNER, "WCO")
    for key, values in WRITTEN.items():
        edit_section(make.actor(person), "OP1", key, values, publish_template)
    return person


@pytest.fixture
def planner(account: Account, sign_in: SignIn) -> FlaskClient:
    return sign_in(account)


def pages(client: FlaskClient, asked: str = "") -> list[str]:
    answer = client.get(PDF + asked)
    assert answer.content_type == "application/pdf"
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(answer.data)).pages]


def texts_of(values: object, lang: str) -> set[str]:
    """Every text in a language that stands anywhere in the values of a plan."""
    if isinstance(values, dict):
        if values and values.keys() <= {"en", "fr"}:
            return {" ".join(values[lang].split())} if values.get(lang) else set()
        return {text for each in values.values() for text in texts_of(each, lang)}
    return {text for each in values for text in texts_of(each, lang)} if isinstance(values, list) else set()


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_text_of_the_plan_is_on_paper(planner: FlaskClient, account: Account, lang: str):
    printed = " ".join(pages(planner, f"?in={lang}"))
    stored = texts_of(plan_of(find(make.actor(account), "OP1")), lang)
    assert {"en": "Не для печати: no word.", "fr": "Aucune déclaration à l’étranger."}[lang] in stored
    assert {text for text in stored if text not in printed} == set()
    assert {"en": "31 December 2031", "fr": "31 décembre 2031"}[lang] in printed


def test_both_languages_each_have_contents_of_their_own(planner: FlaskClient):
    leaves = pages(planner, "?in=both")
    contents = [leaf for leaf in leaves if re.search(r"(Contents|Sommaire) .*\. \. \.", leaf)]
    assert len(contents) == 2
    assert "Media line" in contents[0]
    assert "Ligne médias" not in contents[0]
    assert "Ligne médias" in contents[1]


def test_every_page_says_its_marking_and_how_far_it_is_approved(planner: FlaskClient, account: Account):
    assert all("TLP:GREEN" in leaf and "Draft, not approved" in leaf for leaf in pages(planner, "?in=en"))
    approve_plan(make.actor(account), "OP1", lambda _actor, _operation: [], {}, "")
    assert all("Version 1" in leaf for leaf in pages(planner, "?in=en"))
    edit_section(make.actor(account), "OP1", "media", {"media": {"en": "A word.", "fr": ""}}, publish_template)
    assert all("changed since version 1, not approved" in leaf for leaf in pages(planner, "?in=en"))
    approved = pages(planner, "?in=en&version=1")
    assert all("Version 1" in leaf for leaf in approved)
    assert "A word." not in " ".join(approved)
    assert "Approved" in approved[0]


def test_the_annexes_are_for_those_who_may_see_the_lists(planner: FlaskClient, planned: Operation, sign_in: SignIn):
    with db.session.no_autoflush:
        office = make.organisation("RILO-CIS", kind="rilo", name=Text.of("RILO CIS"))
    add_participants(
        make.actor(make.account("s@wco.example", "WCO", Role.SECRETARIAT)), "OP1", [office.id], Role.LIAISON
    )
    assert "Annex: Participants" in " ".join(pages(planner, "?in=en"))
    assert "RILO CIS" in " ".join(pages(planner, "?in=en"))
    invited = sign_in(make.seated("i@rilo.example", planned, Role.INVITED, "RILO-CIS"))
    assert "Annex" not in " ".join(pages(invited, "?in=en"))
