"""What is typed into a section stays a draft of its writer until it is stored; two who write the same are told, and nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from opsplanner.core.access import Role
from opsplanner.core.audit import AuditEntry
from opsplanner.core.db import db
from opsplanner.directory.models import Account
from opsplanner.operations.models import Operation, PlanDraft
from tests import factories as make

SignIn = Callable[[Account], FlaskClient]
MEDIA, DRAFT = "/operations/OP1/plan/media", "/operations/OP1/plan/media/draft"


@pytest.fixture
def planned(app_context: Flask) -> Operation:
    return make.operation(phase="planning")


@pytest.fixture
def first(planned: Operation, sign_in: SignIn) -> FlaskClient:
    return sign_in(make.seated("first@wco.example", planned, Role.PLANNER, "WCO"))


@pytest.fixture
def second(planned: Operation, sign_in: SignIn) -> FlaskClient:
    return sign_in(make.seated("second@wco.example", planned, Role.PLANNER, "WCO"))


def version(client: FlaskClient, page: str = MEDIA) -> str:
    return re.search(r'name="version"[^>]*value="([^"]*)"', client.get(page).text)[1]


def typed(client: FlaskClient, words: str, **more: str) -> dict[str, str]:
    return {"version": more.get("version") or version(client), "media-en": words, "media-fr": ""}


def test_a_draft_comes_back_and_is_not_in_the_plan(first: FlaskClient):
    answer = first.post(DRAFT, data=typed(first, "No word before May."))
    assert answer.json["said"].startswith("Draft kept")
    page = first.get(MEDIA).text
    assert "No word before May." in page
    assert "This is your draft" in page
    assert "No word before May." not in first.get("/operations/OP1/plan").text
    assert "your draft" in first.get("/operations/OP1/plan").text
    assert "You have a draft" in first.get("/operations/OP1/").text


def test_a_draft_with_rows_comes_back_row_by_row(first: FlaskClient):
    rows = {"watch-0-code": "8481.80", "watch-0-name-en": "Valve", "watch-3-name-fr": "Pompe", "version": "x"}
    first.post("/operations/OP1/plan/watch/draft", data=rows)
    page = first.get("/operations/OP1/plan/watch").text
    assert 'value="Valve"' in page
    assert 'value="Pompe"' in page


def test_others_see_who_writes_but_not_what(first: FlaskClient, second: FlaskClient):
    first.post(DRAFT, data=typed(first, "Hush."))
    page = second.get(MEDIA).text
    assert "first writes here too" in page
    assert "Hush." not in page
    assert "first writes here too" in second.post(DRAFT, data=typed(second, "Loud.")).json["said"]


def test_what_is_stored_ends_the_draft(first: FlaskClient):
    first.post(DRAFT, data=typed(first, "Hush."))
    assert first.post(MEDIA, data=typed(first, "Hush.")).status_code == 302
    assert db.session.scalar(sa.select(sa.func.count(PlanDraft.id))) == 0


def test_a_draft_of_what_somebody_stored_meanwhile_shows_both(first: FlaskClient, second: FlaskClient):
    mine = typed(first, "Mine.")
    first.post(DRAFT, data=mine)
    second.post(MEDIA, data=typed(second, "Theirs."))
    assert "changed this section meanwhile" in first.post(DRAFT, data=mine).json["said"]
    page = first.get(MEDIA).text
    assert "Mine." in page
    assert "EN: Theirs." in page
    assert "Somebody changed this while you were writing" in page


def test_a_discarded_draft_stays_in_the_log_alone(first: FlaskClient):
    first.post(DRAFT, data=typed(first, "Hush."))
    assert first.post(f"{DRAFT}/discard").status_code == 302
    assert "Hush." not in first.get(MEDIA).text
    entries = db.session.scalars(sa.select(AuditEntry).where(AuditEntry.action.like("plan:%draft"))).all()
    assert [each.action for each in entries] == ["plan:begin_draft", "plan:discard_draft"]
    assert entries[1].before["media-en"] == ["Hush."]


def test_a_draft_of_no_section_is_not_found(first: FlaskClient):
    assert first.post("/operations/OP1/plan/missing/draft").status_code == 404
