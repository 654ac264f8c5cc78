"""What waits for a reviewer: its own Members' deliveries first, others in their reviewer's place, and the way from one to the next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from opsplanner.core import clock
from opsplanner.core.db import db
from opsplanner.directory.models import Account
from opsplanner.results import services
from opsplanner.results.models import Submission
from opsplanner.results.queue import MINE, PLACE, loads, waiting, way
from tests.results.sending import accepted, send_row, send_rows
from tests.results.world import NOW, World, row
from tests.statements import asked

pytestmark = pytest.mark.usefixtures("in_march")
SignIn = Callable[[Account], FlaskClient]


def ids(world: World, who: str, whose: str = "") -> list[int]:
    return [each.id for each in db.session.scalars(waiting(world.actor(who), whose).order_by(Submission.id))]


def test_a_delivery_waits_for_the_reviewer_its_member_chose(world: World) -> None:
    kz, ge = send_row(world), send_row(world, "ge", national_ref="GE-001")
    assert ids(world, "liaison", MINE) == [kz.id]
    assert ids(world, "planner", MINE) == [ge.id]
    assert ids(world, "planner", PLACE) == [kz.id]
    assert ids(world, "liaison", PLACE) == [ge.id]  # it serves Georgia too
    assert ids(world, "secretariat", MINE) == []
    assert ids(world, "secretariat", PLACE) == [kz.id, ge.id]


@pytest.mark.parametrize("who", ["kz", "ge", "office", "guest", "observer", "stranger"])
def test_nothing_waits_for_those_who_do_not_review(world: World, who: str) -> None:
    send_row(world)
    assert ids(world, who) == []


def test_what_was_decided_waits_no_more(world: World) -> None:
    accepted(world, send_row(world))
    assert ids(world, "liaison") == []


def test_the_secretariat_does_not_review_what_is_not_for_it(world: World) -> None:
    strict = send_row(world, handling="AMBER+STRICT")
    assert ids(world, "secretariat") == []
    assert ids(world, "liaison", MINE) == [strict.id]


def test_red_waits_for_those_named_and_nobody_else(world: World) -> None:
    named = send_rows(world, row(), handling="RED", named=(world.people["ge"].id,))
    assert ids(world, "ge") == [named.id]
    assert ids(world, "liaison") == ids(world, "planner") == []


def test_red_without_a_name_is_accepted_with_a_mark(world: World) -> None:
    unnamed = send_row(world, handling="RED")
    assert ids(world, "liaison", MINE) == [unnamed.id]
    assert accepted(world, unnamed).not_reviewed == 1


def test_the_way_leads_from_one_to_the_next(world: World) -> None:
    sent = [send_row(world, national_ref=f"KZ-{n}") for n in range(3)]
    found = way(world.actor("liaison"), sent[1])
    assert (found.number, found.of) == (2, 3)
    assert (found.before, found.after) == (sent[0], sent[2])
    assert way(world.actor("liaison"), sent[2]).after is None


def test_home_is_told_what_waits_too_long(world: World) -> None:
    send_row(world)
    with clock.frozen(NOW + timedelta(days=6)):
        (load,) = loads(world.actor("liaison"))
        assert (load.mine, load.late, load.others_late) == (1, 1, 0)
        (load,) = loads(world.actor("planner"))
        assert (load.mine, load.others_late) == (0, 1)


def test_the_list_is_searched_filtered_and_empty_in_words(world: World, sign_in: SignIn) -> None:
    client = sign_in(world.people["liaison"])
    assert "Nothing waits for your review" in client.get("/review").text
    sent = send_row(world)
    page = client.get("/review?operation=OP1&state=submitted&q=KZ&sort=-member").text
    assert sent.reference in page
    assert "No submission matches" in client.get("/review?state=in_review").text
    assert sent.reference not in client.get("/review?whose=place").text


def test_the_list_asks_as_much_for_many_as_for_one(world: World, sign_in: SignIn) -> None:
    client = sign_in(world.people["liaison"])
    send_row(world)
    client.get("/review")
    with asked() as one:
        client.get("/review")
    for number in range(4):
        send_row(world, national_ref=f"KZ-1{number}")
    with asked() as many:
        client.get("/review")
    assert len(many) == len(one)


def test_what_was_entered_for_a_member_is_named_on_its_page(world: World, sign_in: SignIn) -> None:
    entered = send_row(world, "liaison", "KZ")
    liaison, base = sign_in(world.people["liaison"]), f"/operations/OP1/results/submissions/{entered.id}"
    page = liaison.get(f"{base}/review").text
    assert "You entered this submission" in page
    assert f"{base}/review/take" not in page
    services.take_in_review(world.actor("planner"), world.operation, entered.id)
    assert "/accept" not in liaison.get(f"{base}/review").text


def test_taking_in_review_what_one_entered_is_refused(world: World, sign_in: SignIn) -> None:
    entered = send_row(world, "liaison", "KZ")
    answer = sign_in(world.people["liaison"]).post(f"/operations/OP1/results/submissions/{entered.id}/review/take")
    assert answer.status_code == 403
    assert entered.state == "submitted"
