"""Approving the plan: what is not ready needs a sentence, what is approved never changes, what changes afterwards is shown."""

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
from opsplanner.operations.models import Operation, PlanVersion
from tests import factories as make

SignIn = Callable[[Account], FlaskClient]
PLAN = "/operations/OP1/plan"
APPROVE, VERSIONS = f"{PLAN}/approve", f"{PLAN}/versions"


@pytest.fixture
def planned(app_context: Flask) -> Operation:
    return make.operation(phase="planning")


@pytest.fixture
def planner(planned: Operation, sign_in: SignIn) -> FlaskClient:
    return sign_in(make.seated("p@wco.example", planned, Role.PLANNER, "WCO"))


def version_field(client: FlaskClient, page: str) -> str:
    return re.search(r'name="version"[^>]*value="([^"]*)"', client.get(page).text)[1]


def write_media(client: FlaskClient, words: str) -> None:
    page = f"{PLAN}/media"
    data = {"version": version_field(client, page), "media-en": words, "media-fr": "Rien."}
    assert client.post(page, data=data).status_code == 302


def approve(client: FlaskClient, **said: str):
    return client.post(APPROVE, data={"version": version_field(client, APPROVE), "for_all": "Agreed by mail.", **said})


def test_every_point_that_is_not_ready_needs_a_sentence(planner: FlaskClient):
    answer = approve(planner, for_all="", why_plan_media="Silence is agreed.")
    assert answer.status_code == 422
    assert "Put it right, or say why the plan is approved all the same." in answer.text
    assert 'value="Silence is agreed."' in answer.text
    assert db.session.scalar(sa.select(sa.func.count(PlanVersion.id))) == 0


def test_the_page_names_each_point_with_where_it_is_put_right(planner: FlaskClient):
    page = planner.get(APPROVE).text
    for said, address in (
        ("Nobody is invited yet.", "/operations/OP1/participants/add"),
        ("No version is published yet.", "/operations/OP1/template/versions"),
        ("Nothing is written yet.", f"{PLAN}/media"),
    ):
        assert said in page
        assert f'href="{address}"' in page


def test_an_approved_plan_says_by_whom_and_what_was_not_ready(planner: FlaskClient):
    assert approve(planner, why_plan_media="Silence is agreed.").status_code == 302
    page = planner.get(f"{VERSIONS}/1").text
    assert "Approved by p on" in page
    assert "Media line: Nothing is written yet." in page
    assert "Silence is agreed." in page
    assert "Agreed by mail." in page
    assert "Rien n’est encore écrit." in planner.get(f"{VERSIONS}/1?lang=fr").text
    entry = db.session.scalars(sa.select(AuditEntry).where(AuditEntry.action == "plan:approve")).one()
    assert {"check": "plan_media", "reason": "Silence is agreed."}.items() <= next(
        one for one in entry.after["overrides"] if one["check"] == "plan_media"
    ).items()


def test_a_version_stays_as_it_was_and_the_change_is_shown(planner: FlaskClient):
    write_media(planner, "No word.")
    approve(planner)
    write_media(planner, "A word in May.")
    assert "has changed since version 1 was approved" in planner.get(PLAN).text
    assert "A word in May." not in planner.get(f"{VERSIONS}/1").text
    page = planner.get(f"{VERSIONS}/difference?version=1").text
    assert "No word." in page
    assert "A word in May." in page
    assert "Rien." not in page


def test_a_changed_plan_is_approved_with_its_reason(planner: FlaskClient):
    approve(planner)
    write_media(planner, "A word.")
    assert approve(planner).status_code == 422
    assert approve(planner, reason="The seminar decided it.").status_code == 302
    assert "The seminar decided it." in planner.get(VERSIONS).text
    page = planner.get(f"{VERSIONS}/difference?version=1&version=2").text
    assert "From version 1 to version 2" in page
    assert "A word." in page
    assert "Both say the same" in planner.get(f"{VERSIONS}/difference?version=2").text


def test_practice_changes_no_plan(planner: FlaskClient):
    approve(planner)
    assert planner.post("/operations/OP1/periods/rehearsal").status_code == 302
    assert "has changed since" not in planner.get(PLAN).text
    assert "Rehearsal" in planner.get("/operations/OP1/periods").text


def test_a_version_from_before_a_question_was_asked_is_not_changed_by_it(planner: FlaskClient):
    approve(planner)
    version = db.session.scalars(sa.select(PlanVersion)).one()
    sections = {**version.sections, "evidence": dict(version.sections["evidence"])}
    del sections["evidence"]["marking"]
    version.sections = sections
    db.session.commit()
    assert "has changed since" not in planner.get(PLAN).text
    assert "TLP:AMBER" in planner.get(f"{VERSIONS}/1").text


def test_home_names_an_approved_plan_that_changed(planner: FlaskClient, planned: Operation, sign_in: SignIn):
    member = sign_in(make.seated("m@kz.example", planned, Role.MEMBER))
    approve(planner)
    assert "It has changed since version 1" not in planner.get("/").text
    write_media(planner, "A word.")
    assert "It has changed since version 1 was approved." in planner.get("/").text
    assert f'href="{APPROVE}"' in planner.get("/").text
    assert "It has changed since version 1" not in member.get("/").text
    approve(planner, reason="The seminar decided it.")
    assert "It has changed since" not in planner.get("/").text


def test_what_has_not_changed_is_not_approved_twice(planner: FlaskClient):
    seen = version_field(planner, APPROVE)
    approve(planner)
    assert "Nothing to approve" in planner.get(APPROVE).text
    again = planner.post(APPROVE, data={"version": seen, "for_all": "Again.", "reason": "Again."})
    assert again.status_code == 422
    assert db.session.scalar(sa.select(sa.func.count(PlanVersion.id))) == 1


def test_a_plan_that_changed_while_it_was_read_is_read_again(planner: FlaskClient):
    seen = version_field(planner, APPROVE)
    write_media(planner, "A word.")
    answer = planner.post(APPROVE, data={"version": seen, "for_all": "Fine."})
    assert answer.status_code == 422
    assert "The plan changed while you read it" in answer.text
    assert 'value="Fine."' in answer.text


def test_participants_read_versions_and_approve_none(planner: FlaskClient, planned: Operation, sign_in: SignIn):
    approve(planner)
    member = sign_in(make.seated("m@kz.example", planned, Role.MEMBER))
    assert member.get(f"{VERSIONS}/1").status_code == 200
    assert member.get(VERSIONS).status_code == 200
    assert member.get(APPROVE).status_code == 403


@pytest.mark.parametrize("asked", ["", "?version=9", "?version=x", "?version=1&version=9"])
def test_a_difference_with_a_version_there_is_not_is_not_found(planner: FlaskClient, asked: str):
    approve(planner)
    assert planner.get(f"{VERSIONS}/difference{asked}").status_code == 404
