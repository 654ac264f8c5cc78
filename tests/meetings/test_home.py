"""What Home and the page of a network show of meetings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from flask import Flask
from flask.testing import FlaskClient

from opsplanner.core import clock
from opsplanner.directory.models import Account
from opsplanner.home.services import gather
from opsplanner.meetings import needs, services
from tests import factories
from tests.meetings.room import House, action, decision, delegate, words

BEFORE = datetime(2018, 1, 2, tzinfo=UTC)


def titles(app: Flask, house: House, name: str) -> list[str]:
    with app.test_request_context(), clock.frozen(BEFORE):
        return [need.title for need in gather(house.actor(name)).needs]


def test_an_open_action_stands_on_the_home_of_its_owner_until_it_is_done(app: Flask, house: House) -> None:
    number, kz = house.plan(state="held").id, factories.organisation("KZ").id
    made = services.save_entry(house.actor("planner"), number, "actions", action(kz, due_on=date(2018, 1, 1)))
    assert titles(app, house, "kz") == ["Action A-01: Draft the template."]
    assert "Action A-01: Draft the template." not in titles(app, house, "ge")
    done = {"state": "done", "said": "", "closed_on": None}
    services.save_entry(house.actor("kz"), number, "progress", done, made.id)
    assert titles(app, house, "kz") == []


def test_who_has_registered_nobody_for_a_meeting_ahead_is_asked_to(app: Flask, house: House) -> None:
    number = house.plan().id
    assert titles(app, house, "kz") == ["Name delegates for Planning seminar"]
    services.register_delegation(house.actor("kz"), number, "KZ", [delegate()])
    assert titles(app, house, "kz") == []
    assert titles(app, house, "outside") == []


def test_a_meeting_ahead_is_among_what_is_coming(app: Flask, house: House) -> None:
    house.plan()
    with app.test_request_context(), clock.frozen(BEFORE):
        coming = gather(house.actor("kz")).coming
    assert [each.sentence for each in coming] == ["Planning seminar, 9–11 January 2018"]


def test_the_page_of_a_network_tells_what_became_of_a_resolution(
    house: House, sign_in: Callable[[Account], FlaskClient]
) -> None:
    secretariat, meeting = house.actor("secretariat"), house.plan_network()
    made = services.save_entry(secretariat, meeting.id, "decisions", decision())
    told = {"outcome": "under_way", "outcome_text": words("Explored."), "outcome_on": date(2018, 5, 1)}
    services.save_entry(secretariat, meeting.id, "outcomes", told, made.id)
    page = sign_in(house.people["uz"]).get("/networks/NET").text
    assert "Explored." in page
    assert "Explored." not in sign_in(house.people["kz"]).get("/networks/NET").text
    assert "/networks/NET/meetings/new" in sign_in(house.people["secretariat"]).get("/networks/NET").text


def test_papers_added_since_the_last_visit_are_news_for_who_may_read_them(app: Flask, house: House) -> None:
    number = house.plan().id
    since = clock.now() - timedelta(hours=1)
    for language in ("en", "fr"):
        sent = services.Sent(b"%PDF-1.4 x\n%%EOF\n", f"{language}.pdf", "1.1", "Programme", language)
        services.add_paper(house.actor("planner"), number, sent)
    with app.test_request_context():
        told = {name: [each.sentence for each in needs.news(house.actor(name), since)] for name in ("kz", "outside")}
    assert told == {"kz": ["2 papers were added: Planning seminar"], "outside": []}
