"""The pages of meetings, without scripts: planned, written, registered for, and taken away."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from icalendar import Calendar
from openpyxl import load_workbook
from pypdf import PdfReader

from opsplanner.core.db import db
from opsplanner.core.versions import stamp
from opsplanner.directory.models import Account
from opsplanner.meetings import services
from opsplanner.meetings.entries import KINDS
from opsplanner.meetings.models import Meeting
from tests import factories
from tests.meetings.room import House, action, decision, delegate, item, meeting_values, words
from tests.statements import asked

SignIn = Callable[[Account], FlaskClient]
PLANNED = {
    "kind": "seminar", "state": "planned", "marking": "GREEN", "time_zone": "Europe/Brussels", "previous_id": "",
    "name-en": "Seminar", "name-fr": "Séminaire", "starts_at": "2018-01-09T09:30", "ends_at": "2018-01-11T17:00",
}  # fmt: skip


@pytest.fixture
def planner(house: House, sign_in: SignIn) -> FlaskClient:
    return sign_in(house.people["planner"])


def whole(house: House) -> Meeting:
    """A meeting with something of everything."""
    actor, meeting = house.actor("planner"), house.plan(guests=[factories.organisation("PL").id])
    point = services.save_entry(actor, meeting.id, "agenda", item())
    services.save_entry(actor, meeting.id, "minutes", {"minutes": words("All agreed.", "Tous d’accord.")}, point.id)
    services.save_entry(actor, meeting.id, "decisions", decision(item_id=point.id))
    services.save_entry(actor, meeting.id, "actions", action(factories.organisation("KZ").id, item_id=point.id))
    services.register_delegations(
        actor, meeting.id, {"KZ": [delegate("head", present=["2018-01-09"])], "GE": [delegate()]}
    )
    return services.find(actor, meeting.id)


def test_a_meeting_is_planned_from_the_page_of_its_operation(house: House, planner: FlaskClient) -> None:
    assert planner.post("/operations/ALPHA/meetings/new", data={**PLANNED, "name-fr": ""}).status_code == 422
    answer = planner.post("/operations/ALPHA/meetings/new", data=PLANNED, follow_redirects=True)
    assert "Seminar" in answer.text
    assert "Seminar" in planner.get("/operations/ALPHA/meetings").text
    assert "Séminaire" in planner.get("/meetings/?lang=fr&q=seminaire").text


def test_a_meeting_that_ends_before_it_begins_is_told_in_a_sentence(house: House, planner: FlaskClient) -> None:
    answer = planner.post("/operations/ALPHA/meetings/new", data={**PLANNED, "ends_at": "2018-01-08T09:00"})
    assert answer.status_code == 422
    assert "ends after it begins" in answer.text


def test_the_secretariat_plans_the_meetings_of_a_network(house: House, sign_in: SignIn) -> None:
    secretariat = sign_in(house.people["secretariat"])
    answer = secretariat.post("/networks/NET/meetings/new", data={**PLANNED, "kind": "network"})
    assert answer.status_code == 302
    assert sign_in(house.people["uz"]).get(answer.location).status_code == 200
    assert sign_in(house.people["kz"]).get(answer.location).status_code == 404


@pytest.mark.parametrize("name", ["planner", "kz", "rilo", "secretariat"])
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_page_of_a_meeting_holds_all_of_it(house: House, sign_in: SignIn, name: str, lang: str) -> None:
    meeting = whole(house)
    page = sign_in(house.people[name]).get(f"/meetings/{meeting.id}?lang={lang}").text
    for told in (
        "D-2018-01",
        "A-01",
        "All agreed." if lang == "en" else "Tous d’accord.",
        "Brussels" if lang == "en" else "Bruxelles",
    ):
        assert told in page
    assert ("/agenda/new" in page) == (name in ("planner", "secretariat"))


@pytest.mark.parametrize(
    ("key", "data"),
    [
        ("agenda", {"number": "1", "kind": "inform", "title-en": "Opening", "starts_at": "2018-01-09T09:30"}),
        ("decisions", {"text-en": "So.", "text-fr": "Ainsi.", "state": "adopted", "item_id": ""}),
        ("actions", {"text-en": "Write.", "owner_id": "{kz}", "due_on": "2018-02-01", "item_id": ""}),
        ("practices", {"organisation_id": "{kz}", "title-en": "Images", "theme": "training"}),
    ],
)
def test_each_kind_of_entry_is_added_by_its_form(
    house: House, planner: FlaskClient, key: str, data: dict[str, str]
) -> None:
    number, kz = house.plan().id, factories.organisation("KZ").id
    address = f"/meetings/{number}/{key}/new"
    assert planner.get(address).status_code == 200
    assert planner.post(address, data={}).status_code == 422
    answer = planner.post(address, data={name: text.format(kz=kz) for name, text in data.items()})
    assert (answer.status_code, answer.location) == (302, f"/meetings/{number}#{key}")


def test_minutes_typed_at_once_by_two_are_shown_side_by_side(house: House, planner: FlaskClient) -> None:
    meeting = whole(house)
    point = meeting.items[0]
    opened = stamp(KINDS["minutes"].read(point))
    address = f"/meetings/{meeting.id}/minutes/{point.id}"
    script = {"X-Requested-With": "fetch"}
    kept = planner.post(address, data={"minutes-en": "Mine.", "version": opened}, headers=script)
    assert kept.status_code == 200
    late = {"minutes-en": "Theirs.", "version": opened}
    assert planner.post(address, data=late, headers=script).status_code == 409
    page = planner.post(address, data=late)
    assert page.status_code == 409
    assert "Mine." in page.text
    assert "Theirs." in page.text
    again = planner.post(address, data={"minutes-en": "Both.", "version": kept.json["version"] if kept.json else ""})
    assert again.status_code == 302


def test_a_delegation_is_registered_without_scripts(house: House, sign_in: SignIn) -> None:
    number = house.plan().id
    kz = sign_in(house.people["kz"])
    address = f"/meetings/{number}/delegations/KZ"
    assert "Presen" not in kz.get(address).text.split("<main", 1)[1].split("Language", 1)[0]
    more = kz.post(address, data={"add": "1", "delegates-0-function": "Analyst"})
    assert 'name="delegates-1-function"' in more.text
    sent = {"delegates-0-function": "Analyst", "delegates-0-role": "head", "delegates-0-language": "ru"}
    assert kz.post(address, data={**sent, "version": stamp({"delegates": []})}).status_code == 302
    assert "Analyst" in kz.get(f"/meetings/{number}").text
    assert sign_in(house.people["ge"]).get(address).status_code == 403


def test_the_roll_is_called_by_who_runs_the_meeting(house: House, planner: FlaskClient) -> None:
    meeting = whole(house)
    sent = {
        "delegates-0-function": "Head of enforcement", "delegates-0-role": "head", "delegates-0-language": "en",
        "delegates-0-present": ["2018-01-10", "2018-01-11"],
    }  # fmt: skip
    assert planner.post(f"/meetings/{meeting.id}/delegations/KZ", data=sent).status_code == 302
    db.session.expire_all()
    assert services.all_delegates(meeting)[1].present == ["2018-01-10", "2018-01-11"]
    page = planner.get(f"/meetings/{meeting.id}/delegates").text
    assert "Present on 11 January 2018" in page


def test_a_paper_is_sent_opened_and_withdrawn(house: House, planner: FlaskClient, sign_in: SignIn) -> None:
    number = house.plan().id
    content = b"%PDF-1.4\n%%EOF\n"
    sent: dict[str, Any] = {
        "number": "1.2",
        "title": "Results",
        "language": "en",
        "file": (io.BytesIO(content), "r.pdf"),
    }
    assert planner.post(f"/meetings/{number}/papers/new", data=sent).status_code == 302
    odd = {**sent, "number": "one", "file": (io.BytesIO(content), "r.pdf")}
    assert planner.post(f"/meetings/{number}/papers/new", data=odd).status_code == 422
    paper = services.find(house.actor("planner"), number).papers[0]
    kz = sign_in(house.people["kz"])
    assert kz.get(f"/meetings/{number}/papers/{paper.id}").data == content
    assert planner.post(f"/meetings/{number}/papers/{paper.id}/withdraw").status_code == 302
    assert kz.get(f"/meetings/{number}/papers/{paper.id}").status_code == 404


def test_the_compiled_minutes_say_what_the_database_says_in_both_languages(house: House, planner: FlaskClient) -> None:
    meeting = whole(house)
    pages = PdfReader(io.BytesIO(planner.get(f"/meetings/{meeting.id}/minutes.pdf?in=both").data)).pages
    text = " ".join("\n".join(page.extract_text() for page in pages).split())
    for told in (
        "All agreed.",
        "Tous d’accord.",
        "D-2018-01",
        "A-01",
        "One month.",
        "Un mois.",
        "Customs of KZ",
        "Douane de KZ",
        "2 delegates: 2 Members",
    ):
        assert told in text
    assert all("TLP:AMBER" in page.extract_text() for page in pages)


def test_delegates_are_taken_away_as_a_workbook_that_says_what_it_is(house: House, planner: FlaskClient) -> None:
    meeting = whole(house)
    book = load_workbook(io.BytesIO(planner.get(f"/meetings/{meeting.id}/delegates.xlsx").data))
    rows = list(book.worksheets[0].values)
    assert [row[1] for row in rows[1:]] == ["GE", "KZ"]
    assert rows[2][6] == "yes"


def test_the_calendar_entry_stands_in_the_meeting_s_zone_and_says_nothing_of_the_agenda(
    house: House, planner: FlaskClient
) -> None:
    meeting = whole(house)
    content = planner.get(f"/meetings/{meeting.id}/meeting.ics").data
    calendar = Calendar.from_ical(content)
    event = calendar.walk("VEVENT")[0]
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Brussels"]
    assert event["DTSTART"].dt.isoformat() == "2018-01-09T09:30:00+01:00"
    assert b"Objectives" not in content


@pytest.mark.parametrize(
    "page", ["", "/minutes", "/edit", "/delegates", "/delegations/KZ", "/papers/new", "/agenda/new"]
)
def test_every_page_opens_in_french(house: House, planner: FlaskClient, page: str) -> None:
    assert planner.get(f"/meetings/{whole(house).id}{page}?lang=fr").status_code == 200


def questions(browsers: list[FlaskClient], pages: list[str]) -> list[int]:
    """How often each page asks the database for each reader."""
    found = []
    for browser in browsers:
        for page in pages:
            with asked() as sent:
                assert browser.get(page).status_code == 200
            found.append(len(sent))
    return found


def test_a_page_asks_the_database_as_often_for_much_as_for_little(
    house: House, sign_in: SignIn, planner: FlaskClient
) -> None:
    actor, meeting = house.actor("planner"), whole(house)
    pages = [
        f"/meetings/{meeting.id}",
        f"/meetings/{meeting.id}/delegates",
        f"/meetings/{meeting.id}/minutes.pdf",
        "/meetings/",
        "/meetings/practices",
        "/",
    ]
    kz = sign_in(house.people["kz"])
    browsers = [planner, kz]
    questions(browsers, pages)
    first = questions(browsers, pages)
    guests = [factories.organisation(code).id for code in ("PL", "BG", "TR", "IT")]
    services.change_meeting(actor, meeting.id, meeting_values(guests=guests))
    for number, code in enumerate(("PL", "BG", "TR", "IT"), 2):
        owner = factories.organisation(code).id
        services.save_entry(actor, meeting.id, "agenda", item(number, organisation_id=owner))
        services.save_entry(actor, meeting.id, "decisions", decision())
        services.save_entry(actor, meeting.id, "actions", action(owner))
        services.save_entry(
            actor,
            meeting.id,
            "practices",
            {"organisation_id": owner, "title": words("One"), "summary": words(), "theme": "other"},
        )
        services.register_delegation(actor, meeting.id, code, [delegate()])
        house.plan()
    assert questions(browsers, pages) == first
