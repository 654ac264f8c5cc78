"""Periods past due of which nothing came are offered as nil: with the sheet that is confirmed, and on its receipt."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from pypdf import PdfReader

from opsplanner.core.db import db
from opsplanner.core.mail import OutboxMail
from opsplanner.directory.models import Account
from opsplanner.results import services
from opsplanner.results.board import read_board
from opsplanner.results.models import Channel, Submission
from opsplanner.results.returns import ReturnState
from tests.results.posting import BASE, confirm, newest, post_sheet
from tests.results.sending import send_row
from tests.results.world import World, row

pytestmark = pytest.mark.usefixtures("in_march")
SignIn = Callable[[Account], FlaskClient]
OFFER = "Nothing to report for other periods?"


def offered(page: str, name: str) -> list[str]:
    return re.findall(rf'name="{name}" value="(\d+)" id="nil-', page)


def plan_of(page: str) -> str:
    return re.findall(r'name="plan" value="([0-9a-f]+)"', page)[0]


def begun(member: FlaskClient, **changes: str) -> str:
    post_sheet(member, row(**changes))
    return member.get(f"{BASE}/results/drafts/{newest()}/confirm").text


def states(world: World) -> list[ReturnState]:
    return [each.state for each in read_board(world.operation).of(world.participation("KZ"))]


def sent() -> list[Submission]:
    return list(db.session.scalars(sa.select(Submission).order_by(Submission.id)))


def test_what_is_past_due_and_not_in_the_sheet_is_offered_and_nothing_else(world: World, sign_in: SignIn) -> None:
    page = begun(sign_in(world.people["kz"]))
    assert OFFER in page
    assert offered(page, "nil") == ["2"]


@pytest.mark.parametrize("when", ["closed", "excused", "said", "reported"])
def test_what_is_closed_excused_or_reported_is_not_offered(world: World, sign_in: SignIn, when: str) -> None:
    second = next(each for each in world.operation.periods if each.number == 2)
    if when == "closed":
        second.state = "closed"
        db.session.commit()
    elif when == "excused":
        place = f"{world.participation('KZ').id}-{second.id}"
        services.excuse(world.actor("planner"), world.operation, [place], "Flood")
    elif when == "said":
        services.report_nil(world.actor("kz"), world.operation, [2])
    else:
        send_row(world, national_ref="KZ-9", detected_on="2026-03-10")
    assert OFFER not in begun(sign_in(world.people["kz"]))


def test_a_guest_owes_nothing_so_nothing_is_offered(world: World, sign_in: SignIn) -> None:
    assert OFFER not in begun(sign_in(world.people["guest"]))


def test_what_is_ticked_is_sent_with_it_as_a_return_of_its_own(world: World, sign_in: SignIn) -> None:
    member = sign_in(world.people["kz"])
    page = begun(member)
    receipt = confirm(member, plan=plan_of(page), nil="2")
    cases, nil = sent()
    assert (cases.channel, nil.channel) == (Channel.SHEET, Channel.NIL)
    assert [each.period.number for each in nil.periods] == [2]
    assert states(world)[:2] == [ReturnState.SUBMITTED, ReturnState.NIL_SUBMITTED]
    said = f"Nothing to report, sent with it as {nil.reference}"
    assert said in receipt
    assert OFFER not in receipt
    pdf = PdfReader(io.BytesIO(member.get(f"{BASE}/results/submissions/{cases.id}/receipt.pdf").data))
    assert said in " ".join("".join(each.extract_text() for each in pdf.pages).split())
    (mail,) = db.session.scalars(sa.select(OutboxMail).where(OutboxMail.to == "kz@x.example"))
    assert f"{said}\n– 9–15 March 2026" in mail.body


def test_without_a_tick_nothing_is_said_and_the_receipt_offers_it_again(world: World, sign_in: SignIn) -> None:
    member = sign_in(world.people["kz"])
    receipt = confirm(member, plan=plan_of(begun(member)))
    assert len(sent()) == 1
    assert offered(receipt, "period") == ["2"]
    member.post(f"{BASE}/results/nil", data={"period": ["2"], "member": "KZ"})
    assert states(world)[1] == ReturnState.NIL_SUBMITTED
    assert OFFER not in member.get(f"{BASE}/results/submissions/{sent()[0].id}").text


def test_a_period_that_was_not_offered_is_refused_and_nothing_is_stored(world: World, sign_in: SignIn) -> None:
    member = sign_in(world.people["kz"])
    for number in ("1", "3", "9"):
        assert "What counts has changed" in confirm(member, plan=plan_of(begun(member)), nil=number)
    assert sent() == []


def test_what_was_offered_is_part_of_what_was_agreed_to(world: World, sign_in: SignIn) -> None:
    member = sign_in(world.people["kz"])
    plan = plan_of(begun(member))
    services.report_nil(world.actor("kz"), world.operation, [2])
    for ticked in ({}, {"nil": "2"}):
        assert "What counts has changed" in confirm(member, plan=plan, **ticked)
    assert [each.channel for each in sent()] == [Channel.NIL]


def test_what_was_ticked_stays_so_when_something_else_is_missing(world: World, sign_in: SignIn) -> None:
    member = sign_in(world.people["kz"])
    page = confirm(member, plan=plan_of(begun(member)), nil="2", seen="RED")
    assert 'id="nil-2" checked' in page


def test_only_who_sends_for_the_member_is_offered_it_on_the_receipt(world: World, sign_in: SignIn) -> None:
    cases = send_row(world)
    for name, told in (("kz", True), ("liaison", False), ("planner", False)):
        page = sign_in(world.people[name]).get(f"{BASE}/results/submissions/{cases.id}").text
        assert (OFFER in page) == told, name
