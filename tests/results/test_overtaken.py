"""A draft whose sheet was uploaded again since says so, and waits no more among the work to be done."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from opsplanner.core import clock
from opsplanner.results import services
from opsplanner.results.models import Draft
from opsplanner.results.overtaken import overtaken, unfinished
from opsplanner.results.services import Choices
from tests.results.posting import BASE
from tests.results.world import World, row, sheet

pytestmark = pytest.mark.usefixtures("in_march")
GOOD, BAD = row(), row(quantity="a few")


def begin(world: World, hour: int, *rows: dict[str, str], name: str = "results.csv", rehearsal: bool = False) -> Draft:
    actor = world.actor("kz")
    with clock.frozen(clock.now() + timedelta(hours=hour)):
        draft = services.begin(actor, services.entry(actor, world.operation), sheet(*rows, name=name), rehearsal)
    assert isinstance(draft, Draft), draft
    return draft


def send(world: World, draft: Draft, hour: int) -> int:
    with clock.frozen(clock.now() + timedelta(hours=hour)):
        return services.send(world.actor("kz"), world.operation, draft.id, Choices()).submission.id


def test_a_later_file_of_the_same_name_and_period_overtakes(world: World) -> None:
    first, second = begin(world, 1, BAD), begin(world, 2, GOOD)
    found = overtaken([first, second])
    assert {number: later.draft for number, later in found.items()} == {first.id: second.id}
    assert unfinished([first, second]) == [second]
    sent = send(world, second, 3)
    assert overtaken([first])[first.id].submission == sent


@pytest.mark.parametrize(
    ("changes", "name"),
    [({"detected_on": "2026-03-12"}, "results.csv"), ({}, "other.csv")],
)
def test_another_period_or_name_is_another_sheet(world: World, changes: dict[str, str], name: str) -> None:
    first = begin(world, 1, BAD)
    second = begin(world, 2, {**GOOD, **changes}, name=name)
    assert overtaken([first, second]) == {}


def test_a_rehearsal_overtakes_nothing_that_counts(world: World) -> None:
    first = begin(world, 1, BAD)
    assert overtaken([first]) == {}


def test_the_older_one_that_was_sent_after_does_not_overtake_the_newer(world: World) -> None:
    first, second = begin(world, 1, GOOD), begin(world, 2, BAD)
    send(world, first, 3)
    assert overtaken([second]) == {}


def test_a_later_upload_that_was_withdrawn_or_discarded_overtakes_no_more(world: World) -> None:
    first, second = begin(world, 1, BAD), begin(world, 2, GOOD)
    services.discard(world.actor("kz"), world.operation, second.id)
    assert overtaken([first]) == {}
    sent = send(world, begin(world, 3, GOOD), 4)
    assert first.id in overtaken([first])
    services.withdraw(world.actor("kz"), world.operation, sent, "Wrong file")
    assert overtaken([first]) == {}


def test_lists_say_it_and_home_offers_it_no_more(world: World, kz: FlaskClient) -> None:
    first, second = begin(world, 1, BAD), begin(world, 2, GOOD)
    page = kz.get(f"{BASE}/results/").text
    assert page.count("Overtaken by the upload of") == 1
    assert "Open the later one" in page
    assert f"drafts/{first.id}/discard" in page
    home = kz.get("/").text
    assert f"drafts/{first.id}" not in home
    assert f"drafts/{second.id}" in home
    assert "overtaken by the upload of" in kz.get(f"{BASE}/results/drafts/{first.id}/check").text.lower()
    assert "overtaken by the upload of" not in kz.get(f"{BASE}/results/drafts/{second.id}/confirm").text.lower()
