"""The timeline of an operation: one telling for page, Home and calendars, each reader's own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from opsplanner.core import clock
from opsplanner.core.db import db
from opsplanner.core.text import Text
from opsplanner.directory.models import Account
from opsplanner.meetings import services as meetings
from opsplanner.operations.models import Milestone, Phase
from opsplanner.results import services as results
from tests import factories as make
from tests.meetings.room import meeting_values
from tests.results.test_terms import LATER, place
from tests.results.world import NOW, World, build
from tests.statements import asked

SignIn = Callable[[Account], FlaskClient]


@pytest.fixture
def world(app_context: Flask) -> World:
    world = build()
    number = world.operation.id
    days = {"starts_on": date(2026, 1, 5), "ends_on": date(2026, 2, 27)}
    make.stored(Phase(operation_id=number, kind="planning", note=Text.of("Plan approved"), **days))
    make.stored(Milestone(operation_id=number, day=date(2026, 4, 9), text=Text.of("Hot debrief")))
    with clock.frozen(NOW):
        at = datetime(2026, 4, 14, 9, 30)
        told = meeting_values(starts_at=at, ends_at=at + timedelta(hours=8))
        meetings.plan_meeting(world.actor("planner"), world.operation, told)
    return world


def page(client: FlaskClient, asked: str = "") -> str:
    with clock.frozen(NOW):
        answer = client.get(f"/operations/OP1/timeline{asked}")
    assert answer.status_code == 200
    return answer.text


def test_it_has_everything_in_order_with_its_state(world: World, sign_in: SignIn):
    text = page(sign_in(world.people["kz"]))
    told = [
        "Planning</div>",
        "Plan approved",
        "Results of 2–8 March 2026",
        "Hot debrief",
        "Planning seminar",
        "Brussels",
    ]
    places = [text.find(each.removesuffix("</div>")) for each in told]
    assert -1 not in places
    assert places == sorted(places)
    assert "Overdue" in text
    assert "The upright line is today" in text


def test_hours_are_told_in_the_reader_s_zone_and_where_they_are(world: World, sign_in: SignIn):
    world.people["kz"].time_zone = "Asia/Almaty"
    db.session.commit()
    text = page(sign_in(world.people["kz"]))
    assert "14 April 2026, 09:30 CEST" in text
    assert "14 April 2026, 12:30 UTC+05" in text


def test_more_time_moves_the_due_time_of_who_has_it(world: World, sign_in: SignIn):
    with clock.frozen(NOW):
        results.extend(world.actor("planner"), world.operation, [place(world)], LATER, "A holiday.")
    said = LATER.strftime("%-d %B %Y, %H:%M UTC")
    assert said in page(sign_in(world.people["kz"]), "?kind=due")
    assert said not in page(sign_in(world.people["ge"]), "?kind=due")


def test_partners_see_the_phases_without_criteria_and_no_due_times(world: World, sign_in: SignIn):
    text = page(sign_in(world.people["observer"]))
    assert "Hot debrief" in text
    assert "Plan approved" not in text
    assert "Results of" not in text


def test_one_kind_is_shown_alone_and_odd_kinds_are_ignored(world: World, sign_in: SignIn):
    planner = sign_in(world.people["planner"])
    assert "Hot debrief" not in page(planner, "?kind=meeting")
    assert "Hot debrief" in page(planner, "?kind=zq")


def test_the_overview_says_what_comes_next_and_leads_there(world: World, sign_in: SignIn):
    with clock.frozen(NOW):
        text = sign_in(world.people["kz"]).get("/operations/OP1/").text
    assert "Next:" in text
    assert "/operations/OP1/timeline" in text


def test_many_periods_stand_on_pages_and_cost_no_more_questions(world: World, sign_in: SignIn):
    planner = sign_in(world.people["planner"])
    page(planner)
    with asked() as few:
        page(planner)
    for day in range(90):
        make.stored(Milestone(operation_id=world.operation.id, day=date(2027, 1, 1) + timedelta(days=day), text=Text.of(f"M{day}")))  # fmt: skip
    with asked() as many:
        text = page(planner, "?size=25")
    assert len(few) == len(many)
    assert "1 to 25 of" in text


def test_an_operation_of_which_nothing_is_known_says_so(world: World, sign_in: SignIn):
    make.operation("EMPTY")
    secretariat = sign_in(world.people["secretariat"])
    assert "Nothing has a day yet" in secretariat.get("/operations/EMPTY/timeline").text
