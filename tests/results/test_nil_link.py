"""The link “nothing to report” of a mail: looking at it changes nothing, the button speaks for one return while it waits."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from opsplanner.core import audit, clock
from opsplanner.core.db import db
from opsplanner.participants.models import ContactPoint
from opsplanner.results import services
from opsplanner.results.chasing import links
from opsplanner.results.models import Channel, Submission
from tests.results.test_terms import add_contact, letters, place
from tests.results.world import NOW, World

pytestmark = pytest.mark.usefixtures("in_march")


@pytest.fixture
def link(world: World) -> str:
    """The path of the link as it was mailed."""
    add_contact(world)
    services.remind(world.actor("liaison"), world.operation, [place(world)])
    found = re.search(r"/operations/OP1/results/nil/\S+", letters()[0].body)
    assert found is not None
    return found[0]


def sent() -> list[Submission]:
    """Everything stored."""
    return list(db.session.scalars(sa.select(Submission)))


def test_opening_it_changes_nothing_however_it_is_opened(client: FlaskClient, link: str) -> None:
    for open_ in (client.get, client.head, client.get):
        assert open_(link).status_code == 200
    assert client.options(link).status_code == 200
    assert sent() == []


def test_the_button_reports_nil_without_signing_in(client: FlaskClient, link: str) -> None:
    page = client.get(link)
    assert "n’avons rien à déclarer" in page.text
    assert "R-2026-" in client.post(link).text
    (stored,) = sent()
    assert stored.channel == Channel.NIL
    assert "mail link" in stored.entered_by
    entry = db.session.scalar(sa.select(audit.AuditEntry).where(audit.AuditEntry.action == "results:nil"))
    assert entry is not None
    assert entry.after["way"] == "mail link"


def test_pressed_twice_it_is_stored_once(client: FlaskClient, link: str) -> None:
    client.post(link)
    assert client.post(link).status_code == 200
    assert len(sent()) == 1


def test_it_does_nothing_once_something_came_or_the_period_is_closed(
    client: FlaskClient, link: str, world: World
) -> None:
    world.operation.periods[1].state = "closed"
    db.session.commit()
    assert "plus d’effet" in client.post(link).text
    assert sent() == []


def test_it_does_nothing_once_the_return_was_excused(client: FlaskClient, link: str, world: World) -> None:
    services.excuse(world.actor("planner"), world.operation, [place(world)], "Nobody is on duty")
    client.post(link)
    assert sent() == []


def test_a_link_of_other_days_person_key_or_age_opens_nothing(client: FlaskClient, link: str, world: World) -> None:
    assert client.get(link[:-3] + "abc").status_code == 404
    assert client.get(link.replace("OP1", "OP2")).status_code == 404
    db.session.execute(sa.update(ContactPoint).values(email="other@customs.kz"))
    db.session.commit()
    assert client.get(link).status_code == 404
    assert client.post(link).status_code == 404


def test_a_link_lasts_two_weeks(app_context: Flask, world: World) -> None:
    token = links.sign(1, 2, "ncp@customs.kz")
    assert links.read(token).participation == 1
    assert timedelta(days=14) == links.LASTS


def test_the_button_needs_the_token_of_the_page(app: Flask, link: str) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        assert app.test_client().post(link).status_code == 400
    finally:
        app.config["WTF_CSRF_ENABLED"] = False
    assert sent() == []


def test_the_page_tells_no_case_and_no_figure(client: FlaskClient, link: str) -> None:
    with clock.frozen(NOW):
        text = client.get(link).text
    assert "Douane de KZ" in text
    assert "Customs of GE" not in text
