"""A case sent again is never opened to more people without being told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from opsplanner.core.db import db
from opsplanner.directory.models import Account
from opsplanner.results import services
from opsplanner.results.models import Case, Draft, NamedReader, Submission
from tests.results.posting import BASE, confirm, post_sheet
from tests.results.world import World, row

WIDER = "More people will see these cases than now"


@pytest.fixture
def kz(world: World, sign_in: Callable[[Account], FlaskClient]) -> FlaskClient:
    """Kazakhstan, which has sent one RED case."""
    client = sign_in(world.people["kz"])
    post_sheet(client, row())
    assert "Sent and stored" in confirm(client, handling="RED", seen="RED")
    return client


def test_a_correction_proposes_the_marking_held(kz: FlaskClient) -> None:
    page = post_sheet(kz, row(quantity="2"), row(national_ref="KZ-002"))
    assert 'name="seen" value="RED"' in page
    assert WIDER not in page


def test_a_wider_marking_is_warned_of_with_its_cases(kz: FlaskClient) -> None:
    post_sheet(kz, row(quantity="2"))
    page = confirm(kz, handling="AMBER", seen="RED")
    assert WIDER in page
    assert "KZ-001" in page.partition(WIDER)[2]


def test_the_proposed_marking_alone_changes_nothing(kz: FlaskClient) -> None:
    post_sheet(kz, row(national_ref="KZ-002"))
    confirm(kz, handling="GREEN", seen="GREEN")
    page = post_sheet(kz, row(), row(national_ref="KZ-002"))
    assert "All of this was sent before" in page


def test_a_sheet_without_changes_names_what_it_does_not_hold(kz: FlaskClient) -> None:
    post_sheet(kz, row(), row(national_ref="KZ-002"))
    confirm(kz, handling="GREEN", seen="GREEN")
    page = post_sheet(kz, row())
    assert "All of this was sent before" in page
    case = db.session.scalars(sa.select(Case.id).where(Case.national_ref == "KZ-002")).one()
    assert f'/results/cases/{case}"' in page.partition("Not in this sheet, kept")[2]


def test_a_row_marked_red_in_another_upload_has_the_readers_named(
    world: World, sign_in: Callable[[Account], FlaskClient]
) -> None:
    client, named = sign_in(world.people["kz"]), world.people["planner"]
    page = post_sheet(client, row(handling="RED"), row(national_ref="KZ-002"))
    assert "1 row of the sheet is marked RED" in page
    assert "Sent and stored" in confirm(client, named=str(named.id))
    assert [each.account_id for each in db.session.scalars(sa.select(NamedReader))] == [named.id]
    client = sign_in(named)
    assert "KZ-001" in client.get(f"{BASE}/results/cases").text


def test_nobody_is_named_where_no_row_is_red(world: World, sign_in: Callable[[Account], FlaskClient]) -> None:
    client = sign_in(world.people["kz"])
    assert "marked RED; " not in post_sheet(client, row())
    confirm(client, named=str(world.people["planner"].id))
    assert not db.session.scalars(sa.select(NamedReader)).all()


def test_nobody_outside_the_operation_is_named_or_told_by_number(
    world: World, sign_in: Callable[[Account], FlaskClient]
) -> None:
    client = sign_in(world.people["kz"])
    post_sheet(client, row())
    draft = db.session.scalar(sa.select(sa.func.max(Draft.id)))
    outside = [str(world.people[who].id) for who in ("stranger", "observer")] + ["9" * 30]
    page = client.get(f"{BASE}/results/drafts/{draft}/confirm", query_string={"handling": "RED", "named": outside})
    assert page.status_code == 200
    assert "stranger" not in page.text
    assert "observer" not in page.text
    confirm(client, handling="RED", seen="RED", named=outside)  # type: ignore[arg-type]
    assert db.session.scalar(sa.select(NamedReader.account_id)) is None


def test_what_was_sent_before_names_its_submission_and_offers_nothing_to_send(kz: FlaskClient) -> None:
    page = post_sheet(kz, row())
    reference = db.session.scalars(sa.select(Submission)).one().reference
    assert f"It stands in {reference} of" in page
    assert f"Open its receipt, {reference}" in page
    assert "Stored by this" not in page
    assert "I am entitled" not in page
    assert ">Send<" not in page
    assert "Discard" in page


def test_a_sheet_that_corrects_what_was_returned_is_proposed_the_marking_it_had(kz: FlaskClient, world: World) -> None:
    sent = db.session.scalars(sa.select(Submission)).one()
    services.take_in_review(world.actor("liaison"), world.operation, sent.id)
    services.return_to_member(world.actor("liaison"), world.operation, sent.id, "Which unit?")
    assert 'name="seen" value="RED"' in post_sheet(kz, row(quantity="2"))
    assert 'name="seen" value="AMBER"' in post_sheet(kz, row(national_ref="KZ-009"))


def test_what_was_withdrawn_proposes_nothing(kz: FlaskClient, world: World) -> None:
    sent = db.session.scalars(sa.select(Submission)).one()
    services.withdraw(world.actor("kz"), world.operation, sent.id, "Twice")
    assert 'name="seen" value="AMBER"' in post_sheet(kz, row(quantity="2"))
