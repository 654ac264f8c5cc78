"""Whoever enters a sheet for a Member is shown of its cases what the marking opens to them; the others are only counted."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from opsplanner.core.db import db
from opsplanner.core.mail import OutboxMail
from opsplanner.directory.models import Account
from opsplanner.results import services
from opsplanner.results.confirming import Confirmation, confirmation
from opsplanner.results.models import Draft, Submission
from opsplanner.results.receipt import facts, in_mail, receipt_of
from opsplanner.results.services import Choices
from tests.results.posting import cells, confirm, newest, post_sheet
from tests.results.sending import send_rows
from tests.results.world import World, row, sheet

pytestmark = pytest.mark.usefixtures("in_march")
SignIn = Callable[[Account], FlaskClient]
BASE = "/operations/OP1/results"
SECRET, CLOSED = "Yard of the Blue Fox", "KZ-SECRET"
RED = {"handling": "RED"}


def told_before(world: World, marking: str = "RED") -> None:
    """Two open cases and two that are closed to whoever is neither the Member nor named."""
    closed = {"handling": marking, "place_name": SECRET}
    send_rows(
        world,
        row(national_ref="KZ-1"),
        row(national_ref="KZ-2"),
        row(national_ref="KZ-3", **closed),
        row(national_ref=CLOSED, **closed),
    )


ENTERED = [row(national_ref="KZ-1", quantity="99"), row(national_ref="KZ-3", quantity="99", handling="RED")]


def planned(world: World, who: str) -> Confirmation:
    actor = world.actor(who)
    draft = services.begin(actor, services.entry(actor, world.operation, "KZ"), sheet(*ENTERED))
    assert isinstance(draft, Draft)
    return confirmation(actor, services.look(actor, world.operation, draft.id), Choices(), "en")


def references(found: Confirmation) -> tuple[list[str], list[str]]:
    return [each["reference"] for each in found.changed.shown], [each.reference for each in found.absent]


def test_the_member_is_shown_all_of_its_own(world: World) -> None:
    told_before(world)
    found = planned(world, "kz")
    assert references(found) == (["KZ-1", "KZ-3"], ["KZ-2", CLOSED])
    assert (found.shown.unseen_changes, found.shown.unseen_absent) == (0, 0)


@pytest.mark.parametrize("who", ["liaison", "planner", "secretariat"])
def test_who_enters_for_it_is_told_only_how_many_are_red(world: World, who: str) -> None:
    told_before(world)
    found = planned(world, who)
    assert references(found) == (["KZ-1"], ["KZ-2"])
    assert (found.shown.unseen_changes, found.shown.unseen_absent) == (1, 1)


@pytest.mark.parametrize(("who", "absent"), [("planner", ["KZ-2", CLOSED]), ("secretariat", ["KZ-2"])])
def test_a_stricter_amber_is_closed_to_the_secretariat_only(world: World, who: str, absent: list[str]) -> None:
    told_before(world, "AMBER+STRICT")
    assert references(planned(world, who))[1] == absent


def test_who_is_named_on_red_rows_is_shown_them(world: World) -> None:
    send_rows(world, row(national_ref=CLOSED), handling="RED", named=(world.people["liaison"].id,))
    assert references(planned(world, "liaison"))[1] == [CLOSED]
    assert references(planned(world, "planner"))[1] == []


def test_what_was_returned_is_counted_alike(world: World) -> None:
    send_rows(world, row(national_ref="KZ-3", **RED), row(national_ref=CLOSED, **RED), row(national_ref="KZ-2"))
    services.take_in_review(world.actor("liaison"), world.operation, 1)
    services.return_to_member(world.actor("liaison"), world.operation, 1, "Which unit?")
    back = planned(world, "liaison").returned
    assert [each.reference for each in back.missing] == ["KZ-2"]
    assert (len(back.changes), back.unseen_changes, back.unseen_missing) == (0, 1, 1)


def test_neither_page_nor_sheet_nor_receipt_nor_mail_tells_them(world: World, sign_in: SignIn) -> None:
    told_before(world)
    client = sign_in(world.people["liaison"])
    page = entered(client)
    assert "1 case under a marking that is closed to you" in page
    marked = client.post(f"{BASE}/drafts/{newest()}/marked").data
    sent = confirm(client)
    assert "Sent and stored" in sent
    submission = db.session.scalars(sa.select(Submission).order_by(Submission.id.desc())).first()
    assert submission is not None
    receipt = receipt_of(world.actor("liaison"), submission)
    told = [page, sent, cells(marked), repr(facts(receipt, "en", "UTC")), *in_mail(receipt, "en", "UTC")]
    told += db.session.scalars(sa.select(OutboxMail.body))
    for text in told:
        assert SECRET not in text
        assert CLOSED not in text


def entered(client: FlaskClient) -> str:
    """The confirm page of the sheet, entered for Kazakhstan."""
    return post_sheet(client, *ENTERED, member="KZ")


def test_only_what_one_entered_may_be_withdrawn_with_it(world: World, sign_in: SignIn) -> None:
    send_rows(world, row(national_ref="KZ-2"))
    send_rows(world, row(national_ref="KZ-4"), who="liaison", member="KZ")
    page = entered(sign_in(world.people["liaison"]))
    assert "Withdraw KZ-4<" in page
    assert "Withdraw KZ-2<" not in page
