"""The pages of operations, plans and networks, as each role finds them."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from opsplanner.core.access import Role
from opsplanner.core.db import db
from opsplanner.core.text import Text
from opsplanner.directory.models import Account
from opsplanner.operations.models import Objective, Operation, Period, Phase
from tests import factories as make
from tests.statements import asked

SignIn = Callable[[Account], FlaskClient]
OPENING = {
    "preset": "container", "code": "IREN-X", "name-en": "Ports", "name-fr": "Ports", "starts_on": "2027-10-04",
    "ends_on": "2027-10-31", "time_zone": "Asia/Tashkent", "programme_id": "", "network_id": "",
}  # fmt: skip
PAGES = (
    "",
    "plan",
    "documents",
    "log",
    "team",
    "periods",
    "periods/edit",
    "plan/purpose",
    "plan/objectives",
    "documents/new",
)
PLANNERS_ONLY = set(PAGES) - {"", "plan", "documents"}


@pytest.fixture
def planner(app_context: Flask, sign_in: SignIn) -> FlaskClient:
    return sign_in(make.seated("p@wco.example", planned(), Role.PLANNER, "WCO"))


@pytest.fixture
def secretariat(app_context: Flask, sign_in: SignIn) -> FlaskClient:
    return sign_in(make.account("s@wco.example", "WCO", Role.SECRETARIAT))


def planned() -> Operation:
    operation = make.operation(phases=[], periods=[], objectives=[])
    day = {"starts_on": operation.starts_on, "ends_on": operation.ends_on}
    make.stored(Phase(operation_id=operation.id, kind="operational", note=Text.of(), **day))
    make.stored(
        Period(operation_id=operation.id, number=1, kind="window", due_at=operation.created_at, state="open", **day)
    )
    make.stored(
        Objective(operation_id=operation.id, position=1, text=Text.of("Find", fr="Trouver"), measure="cases", target=5)
    )
    return operation


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_planner_opens_every_page(planner: FlaskClient, page: str, lang: str):
    answer = planner.get(f"/operations/OP1/{page}?lang={lang}")
    assert answer.status_code == 200
    assert f'lang="{lang}"' in answer.text


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", [Role.MEMBER, Role.LIAISON, Role.GUEST, Role.OBSERVER])
def test_others_open_what_their_role_allows(app_context: Flask, sign_in: SignIn, role: Role, page: str):
    visitor = sign_in(make.seated("x@kz.example", planned(), role))
    refused = page in PLANNERS_ONLY or (page == "plan" and role in (Role.GUEST, Role.OBSERVER))
    assert visitor.get(f"/operations/OP1/{page}").status_code == (403 if refused else 200)


@pytest.mark.parametrize("page", PAGES)
def test_outsiders_find_nothing(app_context: Flask, sign_in: SignIn, page: str):
    planned()
    assert sign_in(make.account("x@ge.example", "GE")).get(f"/operations/OP1/{page}").status_code == 404


def test_the_register_shows_filters_and_finds(secretariat: FlaskClient):
    make.operation("OP1", search="op1 operation"), make.operation("OP2", search="op2 operation", phase="debrief")
    assert ">OP1<" in secretariat.get("/operations/").text
    assert ">OP1<" not in secretariat.get("/operations/?phase=debrief").text
    assert ">OP2<" not in secretariat.get("/operations/?q=op1&year=2026").text
    assert "No operation matches" in secretariat.get("/operations/?q=zzz").text


def test_an_operation_is_opened_from_a_preset(secretariat: FlaskClient):
    assert secretariat.get("/operations/new").status_code == 200
    answer = secretariat.post("/operations/new", data=OPENING)
    assert answer.location == "/operations/IREN-X/"
    operation = db.session.scalars(sa.select(Operation)).one()
    assert [period.number for period in operation.periods] == [1, 2, 3, 4]
    assert "Set up the operation" in secretariat.get("/operations/IREN-X/").text


def test_a_refused_opening_keeps_what_was_typed(secretariat: FlaskClient):
    make.operation("IREN-X")
    answer = secretariat.post("/operations/new", data=OPENING)
    assert answer.status_code == 422
    assert "already an operation with this code" in answer.text
    assert 'value="2027-10-04"' in answer.text


def test_a_member_cannot_open_one(app_context: Flask, sign_in: SignIn):
    assert sign_in(make.account("m@kz.example")).get("/operations/new").status_code == 403


def version_in(page: str) -> str:
    return page.split('name="version"')[1].split('value="')[1].split('"')[0]


def test_a_section_is_edited(planner: FlaskClient):
    version = version_in(planner.get("/operations/OP1/plan/purpose").text)
    sent = {
        "version": version,
        "purpose-en": "To find",
        "purpose-fr": "Trouver",
        "background-en": "",
        "background-fr": "",
    }
    assert planner.post("/operations/OP1/plan/purpose", data=sent).location == "/operations/OP1/plan#purpose"
    assert "Trouver" in planner.get("/operations/OP1/plan?lang=fr").text


def test_two_people_editing_lose_nothing(planner: FlaskClient):
    version = version_in(planner.get("/operations/OP1/plan/purpose").text)
    first = {
        "version": version,
        "purpose-en": "The first one’s text",
        "purpose-fr": "",
        "background-en": "",
        "background-fr": "",
    }
    planner.post("/operations/OP1/plan/purpose", data=first)
    clash = planner.post("/operations/OP1/plan/purpose", data={**first, "purpose-en": "The second one’s text"})
    assert clash.status_code == 409
    assert "The first one’s text" in clash.text
    assert "The second one’s text" in clash.text
    again = {**first, "purpose-en": "Both texts", "version": version_in(clash.text)}
    assert planner.post("/operations/OP1/plan/purpose", data=again).status_code == 302


def test_rows_are_added_without_scripts_and_blank_ones_do_not_count(planner: FlaskClient):
    version = version_in(planner.get("/operations/OP1/plan/objectives").text)
    row = {
        "objectives-0-text-en": "Find more",
        "objectives-0-text-fr": "Trouver plus",
        "objectives-0-measure": "detections",
        "objectives-0-target": "1 250,5",
    }
    more = planner.post("/operations/OP1/plan/objectives", data={"version": version, **row, "add": "1"})
    assert more.status_code == 200
    assert 'name="objectives-1-text-en"' in more.text
    blank = {
        "objectives-1-text-en": "",
        "objectives-1-text-fr": "",
        "objectives-1-measure": "",
        "objectives-1-target": "",
    }
    assert planner.post("/operations/OP1/plan/objectives", data={"version": version, **row, **blank}).status_code == 302
    (objective,) = db.session.scalars(sa.select(Objective)).all()
    assert (objective.measure, str(objective.target.normalize())) == ("detections", "1250.5")


def test_a_wrong_row_is_told_at_its_field_and_on_top(planner: FlaskClient):
    row = {
        "objectives-0-text-en": "Find more",
        "objectives-0-text-fr": "",
        "objectives-0-measure": "hit_rate",
        "objectives-0-target": "120",
    }
    answer = planner.post("/operations/OP1/plan/objectives", data=row)
    assert answer.status_code == 422
    assert 'href="#objectives-0-target"' in answer.text
    assert "Enter the French name." in answer.text


def test_periods_are_laid_closed_and_reopened(planner: FlaskClient):
    sent = {"pattern": "daily", "daily_at": "12:00", "hours_after": "24", "rehearsal_from": "", "rehearsal_to": ""}
    assert planner.post("/operations/OP1/periods", data=sent).status_code == 302
    assert db.session.scalar(sa.select(sa.func.count(Period.id))) == 31
    planner.post("/operations/OP1/periods/2/close")
    assert planner.post("/operations/OP1/periods/2/reopen", data={"reason": ""}).status_code == 409
    planner.post("/operations/OP1/periods/2/reopen", data={"reason": "Late find"})
    assert "Late find" in planner.get("/operations/OP1/periods").text


def test_what_is_due_at_night_is_said_and_moved_to_noon(planner: FlaskClient):
    sent = {"pattern": "weekly", "daily_at": "12:00", "hours_after": "24", "rehearsal_from": "", "rehearsal_to": ""}
    planner.post("/operations/OP1/periods", data=sent)
    page = planner.get("/operations/OP1/periods?lang=en").text
    assert "Some returns are due in the middle of the night" in page
    planner.post("/operations/OP1/periods/1/close")
    assert planner.post("/operations/OP1/periods/by-day").status_code == 302
    operation = db.session.scalars(sa.select(Operation)).one()
    hours = [period.due_at.astimezone(ZoneInfo(operation.time_zone)).hour for period in operation.periods]
    assert hours == [0] + [12] * (len(hours) - 1)
    assert "middle of the night</p>" not in planner.get("/operations/OP1/periods?lang=en").text


def test_laid_as_proposed_nothing_is_due_at_night(planner: FlaskClient):
    sent = {"pattern": "weekly", "daily_at": "12:00", "hours_after": "24", "never_at_night": "y"}
    planner.post("/operations/OP1/periods", data={**sent, "rehearsal_from": "", "rehearsal_to": ""})
    operation = db.session.scalars(sa.select(Operation)).one()
    assert {period.due_at.astimezone(ZoneInfo(operation.time_zone)).hour for period in operation.periods} == {12}


def test_a_phase_is_entered_and_stands_in_the_log(planner: FlaskClient):
    planner.post("/operations/OP1/phase", data={"phase": "debrief"})
    assert "Entered a phase" in planner.get("/operations/OP1/log").text
    assert planner.post("/operations/OP1/phase", data={"phase": "holiday"}).status_code == 409


def test_a_planner_is_named_by_address(planner: FlaskClient):
    make.account("q@wco.example", "WCO")
    planner.post("/operations/OP1/team", data={"email": "Q@wco.example"})
    assert "q<wbr>@wco<wbr>.example" in planner.get("/operations/OP1/team").text
    assert planner.post("/operations/OP1/team", data={"email": "nobody@x.example"}).status_code == 409


@pytest.mark.parametrize("page", ["", "plan", "periods"])
def test_a_page_asks_the_database_as_often_for_many_rows_as_for_few(planner: FlaskClient, page: str):
    planner.get(f"/operations/OP1/{page}")
    with asked() as few:
        planner.get(f"/operations/OP1/{page}")
    operation = db.session.scalars(sa.select(Operation)).one()
    day = {"starts_on": operation.starts_on, "ends_on": operation.ends_on, "operation_id": operation.id}
    for number in range(2, 20):
        make.stored(Period(number=number, kind="window", due_at=operation.created_at, state="open", **day))
        make.stored(Phase(kind="debrief", note=Text.of(), **day))
        make.stored(Objective(operation_id=operation.id, position=number, text=Text.of("Find"), measure="cases"))
    with asked() as many:
        planner.get(f"/operations/OP1/{page}")
    assert len(many) == len(few)


def test_two_people_editing_periods_lose_nothing(planner: FlaskClient):
    version = version_in(planner.get("/operations/OP1/periods/edit").text)
    row = {"periods-0-kind": "window", "periods-0-starts_on": "2026-03-01", "periods-0-ends_on": "2026-03-31"}
    first = {"version": version, **row, "periods-0-due": "2026-04-02T09:00"}
    assert planner.post("/operations/OP1/periods/edit", data=first).status_code == 302
    clash = planner.post("/operations/OP1/periods/edit", data={**first, "periods-0-due": "2026-04-05T09:00"})
    assert clash.status_code == 409
    assert "2026-04-02 09:00" in clash.text
    assert "2026-04-05T09:00" in clash.text
