"""Calendars that follow a person: read without a session, holding what the person may see now, told in the words of RFC 5545."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa
from dateutil.tz import tzical
from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar, Event

from opsplanner.core import audit, clock
from opsplanner.core.db import db
from opsplanner.core.errors import Missing
from opsplanner.core.text import Text
from opsplanner.directory import sessions
from opsplanner.directory.models import Account
from opsplanner.home import services, subscribing
from opsplanner.home.models import CalendarLink
from opsplanner.meetings import services as meetings
from opsplanner.operations.models import Milestone, OperationSeat, Phase
from opsplanner.results import services as results
from tests import factories as make
from tests.meetings.room import House, meeting_values
from tests.results.world import NOW, World, build

SEMINAR = datetime(2018, 1, 2, tzinfo=UTC)
SignIn = Callable[[Account], FlaskClient]


@pytest.fixture
def world(app_context: Flask) -> World:
    world = build()
    number = world.operation.id
    debrief = {"kind": "debrief", "starts_on": date(2026, 4, 10), "ends_on": date(2026, 4, 20)}
    make.stored(
        Phase(operation_id=number, note=Text.of("At last"), criteria=Text.of("All returns accepted"), **debrief)
    )
    make.stored(Milestone(operation_id=number, day=date(2026, 4, 9), text=Text.of("Hot debrief", fr="Bilan à chaud")))
    at = datetime(2026, 4, 14, 9, 30)
    told = meeting_values(starts_at=at, ends_at=at + timedelta(hours=8), time_zone="Asia/Almaty")
    with clock.frozen(NOW):
        meetings.plan_meeting(world.actor("planner"), world.operation, told)
    return world


def address(world: World, name: str, code: str | None = None) -> str:
    return f"/calendar/{services.make_link(world.actor(name), code)[1]}.ics"


def read(client: FlaskClient, at: str, now: datetime = NOW, **headers: str) -> Calendar:
    with clock.frozen(now):
        answer = client.get(at, headers=headers)
    assert answer.status_code == 200, answer.status_code
    assert answer.mimetype == "text/calendar"
    return Calendar.from_ical(answer.data)


def events(calendar: Calendar) -> dict[str, Event]:
    return {str(event["SUMMARY"]): event for event in calendar.walk("VEVENT")}


def test_phases_take_whole_days_and_end_before_the_day_after_their_last(world: World, client: FlaskClient):
    found = events(read(client, address(world, "kz")))
    phase = found["OP1: phase Debrief"]
    assert (phase.decoded("DTSTART"), phase.decoded("DTEND")) == (date(2026, 4, 10), date(2026, 4, 21))
    milestone = found["OP1: Hot debrief"]
    assert (milestone.decoded("DTSTART"), milestone.decoded("DTEND")) == (date(2026, 4, 9), date(2026, 4, 10))
    assert str(phase["TRANSP"]) == "TRANSPARENT"


def test_each_zone_that_is_used_comes_with_its_rules_which_another_library_reads(world: World, client: FlaskClient):
    world.people["kz"].time_zone = "Europe/Brussels"
    db.session.commit()
    at = address(world, "kz")
    with clock.frozen(NOW):
        content = client.get(at).data
    used = {
        str(part.params["TZID"])
        for event in Calendar.from_ical(content).walk("VEVENT")
        for part in (event["DTSTART"], event["DTEND"])
        if "TZID" in part.params
    }
    zones = tzical(io.StringIO(content.decode().replace("\r\n ", "")))
    assert used == set(zones.keys()) == {"Europe/Brussels", "Asia/Almaty"}
    summer = datetime(2026, 4, 14, 12, tzinfo=zones.get("Europe/Brussels"))
    assert summer.utcoffset() == timedelta(hours=2)
    assert datetime(2026, 4, 14, 12, tzinfo=zones.get("Asia/Almaty")).utcoffset() == timedelta(hours=5)


def test_every_line_is_short_and_ends_as_it_must(world: World, client: FlaskClient):
    world.operation.milestones[0].text = Text.of("Été ".ljust(40, "é") * 6)
    db.session.commit()
    at = address(world, "kz")
    with clock.frozen(NOW):
        content = client.get(at).data
    lines = content.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    assert lines[0] == b"BEGIN:VCALENDAR"
    for line in (b"REFRESH-INTERVAL;VALUE=DURATION:PT1H", b"X-PUBLISHED-TTL:PT1H", b"METHOD:PUBLISH", b"VERSION:2.0"):
        assert line in lines


def test_an_entry_keeps_its_name_and_its_number_grows_when_it_is_moved(world: World, client: FlaskClient):
    at = address(world, "kz")
    first = events(read(client, at))["OP1: phase Debrief"]
    with clock.frozen(NOW + timedelta(days=1)):
        phase = next(each for each in world.operation.phases if each.kind == "debrief")
        phase.ends_on = date(2026, 4, 22)
        audit.record(world.actor("planner"), "plan:edit_phases", "OP1", scope="OP1")
        db.session.commit()
    second = events(read(client, at, NOW + timedelta(days=2)))["OP1: phase Debrief"]
    assert first["UID"] == second["UID"]
    assert second["SEQUENCE"] > first["SEQUENCE"]
    assert second.decoded("LAST-MODIFIED") == NOW + timedelta(days=1)


def test_a_cancelled_meeting_stays_and_says_so(world: World, client: FlaskClient):
    at = address(world, "kz")
    [planned] = [each for each in read(client, at).walk("VEVENT") if str(each["TRANSP"]) == "OPAQUE"]
    assert str(planned["STATUS"]) == "CONFIRMED"
    [meeting] = meetings.of_operations(world.actor("planner"), [world.operation.id])
    meeting.state = "cancelled"
    db.session.commit()
    [cancelled] = [each for each in read(client, at).walk("VEVENT") if str(each["TRANSP"]) == "OPAQUE"]
    assert (str(cancelled["STATUS"]), cancelled["UID"]) == ("CANCELLED", planned["UID"])


def test_what_has_come_is_no_longer_due(world: World, client: FlaskClient):
    at = address(world, "kz")
    dues = [each for each in read(client, at).walk("VEVENT") if str(each["SUMMARY"]) == "OP1: results due"]
    assert len(dues) == 4
    with clock.frozen(NOW):
        results.report_nil(world.actor("kz"), world.operation, [1])
    later = [each for each in read(client, at).walk("VEVENT") if str(each["SUMMARY"]) == "OP1: results due"]
    assert len(later) == 3


def test_who_leaves_an_operation_finds_it_gone(world: World, client: FlaskClient):
    everything, one = address(world, "kz"), address(world, "kz", "OP1")
    assert len(list(read(client, one).walk("VEVENT"))) == len(list(read(client, everything).walk("VEVENT"))) > 4
    db.session.execute(sa.delete(OperationSeat).where(OperationSeat.account_id == world.people["kz"].id))
    db.session.commit()
    assert list(read(client, everything).walk("VEVENT")) == []
    assert client.get(one).status_code == 404


def test_entry_criteria_are_told_to_who_may_read_the_plan(world: World, client: FlaskClient):
    assert "All returns accepted" in str(
        events(read(client, address(world, "kz")))["OP1: phase Debrief"]["DESCRIPTION"]
    )
    observed = read(client, address(world, "observer")).to_ical()
    assert b"Debrief" in observed
    assert b"All returns accepted" not in observed
    assert b"results due" not in observed


def test_it_says_nothing_about_people_and_names_no_meeting(world: World, client: FlaskClient):
    content = read(client, address(world, "planner")).to_ical().decode()
    assert "@x.example" not in content
    assert "Objectives" not in content
    assert "seminar of" not in content.casefold()


def test_it_speaks_the_language_of_its_owner_whoever_asks(world: World, client: FlaskClient):
    world.people["kz"].language = "fr"
    db.session.commit()
    found = events(read(client, address(world, "kz"), **{"Accept-Language": "en"}))
    assert "OP1\u00a0: Bilan à chaud" in found


def test_unchanged_it_is_told_in_one_line(world: World, client: FlaskClient):
    at = address(world, "kz")
    with clock.frozen(NOW):
        first = client.get(at)
        again = client.get(at, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")
        results.report_nil(world.actor("kz"), world.operation, [1])
        assert client.get(at, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200
    assert first.headers["Cache-Control"] == "private, max-age=900"
    assert "Set-Cookie" not in first.headers


def test_a_program_that_asks_without_end_is_stopped(world: World, client: FlaskClient):
    at = address(world, "kz")
    with clock.frozen(NOW):
        answers = {client.get(at).status_code for _ in range(subscribing.MOST)}
        assert answers == {200}
        assert client.get(at).status_code == 429
    with clock.frozen(NOW + timedelta(hours=1)):
        assert client.get(at).status_code == 200


def test_only_a_hash_of_the_secret_is_stored(world: World):
    link, secret = services.make_link(world.actor("kz"))
    stored = db.session.execute(sa.text("select * from calendar_link")).mappings().one()
    assert secret not in map(str, stored.values())
    entry = db.session.scalars(sa.select(audit.AuditEntry).order_by(audit.AuditEntry.id.desc())).first()
    assert entry is not None
    assert (entry.action, secret in str(entry.after)) == ("calendar:make", False)
    assert subscribing.opens(link)


def test_a_new_address_ends_the_one_before_it_and_no_other(world: World, client: FlaskClient):
    first, one = address(world, "kz"), address(world, "kz", "OP1")
    second = address(world, "kz")
    assert [client.get(each).status_code for each in (first, one, second)] == [404, 200, 200]
    assert len(services.links_of(world.actor("kz"))) == 2


def test_nobody_makes_one_for_an_operation_of_others_or_revokes_what_is_not_theirs(world: World):
    with pytest.raises(Missing):
        services.make_link(world.actor("stranger"), "OP1")
    link, _secret = services.make_link(world.actor("kz"))
    with pytest.raises(Missing):
        services.revoke_link(world.actor("ge"), link.id)
    services.revoke_link(world.actor("kz"), link.id)
    assert db.session.scalars(sa.select(CalendarLink)).all() == []


def test_who_is_signed_out_everywhere_or_disabled_is_not_followed_any_more(world: World, client: FlaskClient):
    at, other = address(world, "kz"), address(world, "ge")
    sessions.end_all(world.people["kz"])
    world.people["ge"].active = False
    db.session.commit()
    assert [client.get(each).status_code for each in (at, other)] == [404, 404]


def test_the_page_shows_the_address_once_and_revokes_it(world: World, sign_in: SignIn, client: FlaskClient):
    person = sign_in(world.people["kz"])
    page = person.post("/calendars", data={"operation": "OP1"}, follow_redirects=True).text
    shown = page.partition('id="address">')[2].partition("<")[0]
    path = "/calendar/" + shown.rpartition("/")[2]
    assert list(read(client, path).walk("VEVENT"))
    again = person.get("/calendars").text
    assert path not in again
    assert "Read last" in again
    [link] = services.links_of(world.actor("kz"))
    person.post(f"/calendars/{link.id}/revoke", follow_redirects=True)
    assert client.get(path).status_code == 404


def test_the_meetings_of_one_s_network_are_followed_too(app_context: Flask, client: FlaskClient):
    house = House()
    house.plan_network()
    house.plan()
    followed = {name: services.make_link(house.actor(name))[1] for name in ("uz", "outside")}
    told = {
        name: [str(event["SUMMARY"]) for event in read(client, f"/calendar/{secret}.ics", SEMINAR).walk("VEVENT")]
        for name, secret in followed.items()
    }
    assert told == {"uz": ["NET: Network meeting"], "outside": []}
