"""What is due, across one's operations: month by month in the reader's zone, for its calendar, with the choice of reminders."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from flask.testing import FlaskClient
from icalendar import Calendar

from opsplanner.core import clock
from opsplanner.core.db import db
from opsplanner.directory.models import Account
from opsplanner.home.services import due
from opsplanner.results import services
from tests.databases import Staged
from tests.results.test_terms import LATER, place
from tests.results.world import NOW, World, build, find
from tests.statements import asked

SignIn = Callable[[Account], FlaskClient]


@pytest.fixture
def world(staged: Staged) -> World:
    staged("reporting", build)
    return find()


def calendar(client: FlaskClient) -> Calendar:
    with clock.frozen(NOW):
        answer = client.get("/due.ics")
    assert answer.mimetype == "text/calendar"
    return Calendar.from_ical(answer.data)


def test_a_member_sees_what_has_not_come_the_earliest_first(world: World):
    with clock.frozen(NOW):
        services.report_nil(world.actor("kz"), world.operation, [1])
        found = due(world.actor("kz"))
    assert [(each.period.number, each.state) for each in found] == [(2, "overdue"), (3, "not_due"), (4, "not_due")]
    assert all(each.participation is not None for each in found)


def test_what_is_excused_closed_or_in_a_closed_operation_is_not_due(world: World):
    with clock.frozen(NOW):
        services.excuse(world.actor("planner"), world.operation, [place(world)], "Not concerned.")
        world.operation.periods[0].state = "closed"
        db.session.commit()
        assert [each.period.number for each in due(world.actor("kz"))] == [3, 4]
        world.operation.phase = "closed"
        db.session.commit()
        assert due(world.actor("kz")) == []


def test_who_follows_others_sees_the_periods_ahead(world: World):
    with clock.frozen(NOW):
        assert [(each.period.number, each.participation) for each in due(world.actor("planner"))] == [
            (3, None),
            (4, None),
        ]
        assert due(world.actor("observer")) == []
        assert due(world.actor("stranger")) == []


def test_the_page_tells_three_clocks(world: World, sign_in: SignIn):
    world.people["kz"].time_zone, world.operation.time_zone = "Asia/Almaty", "Europe/Brussels"
    db.session.commit()
    with clock.frozen(NOW):
        page = sign_in(world.people["kz"]).get("/due").text
    assert "March 2026" in page
    assert "24 March 2026, 05:00 UTC+05" in page
    assert "24 March 2026, 01:00 CET" in page
    assert "24 March 2026, 00:00 UTC" in page


def test_the_calendar_has_the_zone_its_rules_and_names_that_stay(world: World, sign_in: SignIn):
    world.people["kz"].time_zone = "Europe/Brussels"
    db.session.commit()
    client = sign_in(world.people["kz"])
    first = calendar(client)
    assert [str(each["TZID"]) for each in first.walk("VTIMEZONE")] == ["Europe/Brussels"]
    ends = {str(event["UID"]): event.decoded("DTEND") for event in first.walk("VEVENT")}
    assert len(ends) == 4
    due_at = world.operation.periods[2].due_at.astimezone(ZoneInfo("Europe/Brussels"))
    assert due_at in ends.values()
    assert all(isinstance(each, datetime) and each.tzinfo for each in ends.values())
    with clock.frozen(NOW):
        services.extend(world.actor("planner"), world.operation, [place(world)], LATER, "A holiday.")
    second = {str(event["UID"]): event for event in calendar(client).walk("VEVENT")}
    assert set(second) == set(ends)
    (moved,) = [event for uid, event in second.items() if event.decoded("DTEND") != ends[uid]]
    assert moved.decoded("DTEND") == LATER
    assert moved["SEQUENCE"] > 0


def test_the_choice_of_reminders_is_kept(world: World, sign_in: SignIn):
    client = sign_in(world.people["kz"])
    assert (
        "Your choice is saved" in client.post("/due/reminders", data={"only_overdue": "1"}, follow_redirects=True).text
    )
    assert services.wants_only_overdue(world.actor("kz"))
    client.post("/due/reminders", data={"only_overdue": "0"})
    assert not services.wants_only_overdue(world.actor("kz"))


def test_the_decider_finds_the_request_on_home(world: World, sign_in: SignIn):
    with clock.frozen(NOW):
        services.ask_for_time(world.actor("kz"), world.operation, "KZ", [2], LATER, "Two officers are ill.")
        assert "Two officers are ill." in sign_in(world.people["liaison"]).get("/").text
        assert "Decide" in sign_in(world.people["planner"]).get("/").text
        assert "Two officers are ill." not in sign_in(world.people["ge"]).get("/").text


def test_overdue_and_due_are_told_in_days(world: World, sign_in: SignIn):
    with clock.frozen(NOW):
        assert "Overdue by 3 days" in sign_in(world.people["kz"]).get("/").text
    with clock.frozen(world.operation.periods[1].due_at - timedelta(hours=22)):
        page = sign_in(world.people["kz"]).get("/").text
        assert "Overdue by 6 days" in page


def test_the_page_asks_the_same_number_of_questions_however_long_it_is(world: World, sign_in: SignIn):
    client = sign_in(world.people["kz"])
    with clock.frozen(NOW):
        client.get("/due")
        with asked() as few:
            client.get("/due")
        for number in (1, 2):
            services.report_nil(world.actor("kz"), world.operation, [number])
        with asked() as fewer:
            client.get("/due")
    assert len(few) == len(fewer)
