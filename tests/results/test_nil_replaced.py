"""Later cases replace nil, for good: what was nil is closed, the confirm page says so, and cases withdrawn again leave silence."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from opsplanner.core.db import db
from opsplanner.core.errors import Refusal
from opsplanner.directory.models import Account
from opsplanner.results import services
from opsplanner.results.board import read_board
from opsplanner.results.models import LIVE, Submission
from opsplanner.results.returns import Return, ReturnState
from tests.results.posting import BASE
from tests.results.sending import accepted, send_row
from tests.results.world import World, row, sheet

pytestmark = pytest.mark.usefixtures("in_march")
SignIn = Callable[[Account], FlaskClient]


def said(world: World, *numbers: int) -> Submission:
    return services.report_nil(world.actor("kz"), world.operation, numbers)


def stands(world: World, number: int = 1) -> Return:
    period = next(each.id for each in world.operation.periods if each.number == number)
    return read_board(world.operation).returns[world.participation("KZ").id, period]


def test_cases_close_the_nil_and_withdrawn_they_leave_the_period_overdue(world: World) -> None:
    nil = said(world, 1)
    sent = send_row(world)
    assert nil.state == "replaced"
    assert stands(world).state == ReturnState.SUBMITTED
    services.withdraw(world.actor("kz"), world.operation, sent.id, "Not ours")
    assert (stands(world).state, stands(world).silent, stands(world).nil) == (ReturnState.OVERDUE, True, False)
    again = said(world, 1)
    assert again.id != nil.id
    assert stands(world).state == ReturnState.NIL_SUBMITTED


def test_a_nil_that_speaks_for_another_period_too_stays_for_that_one(world: World) -> None:
    nil = said(world, 1, 2)
    send_row(world)
    assert nil.state in LIVE
    assert (stands(world, 1).state, stands(world, 2).state) == (ReturnState.SUBMITTED, ReturnState.NIL_SUBMITTED)
    send_row(world, national_ref="KZ-002", detected_on="2026-03-10")
    assert nil.state == "replaced"


def test_what_is_replaced_is_neither_reviewed_nor_withdrawn_and_an_accepted_one_is_replaced_too(world: World) -> None:
    nil = accepted(world, said(world, 1))
    send_row(world)
    with pytest.raises(Refusal, match="moved on"):
        services.take_in_review(world.actor("liaison"), world.operation, nil.id)
    with pytest.raises(Refusal, match="was replaced by cases"):
        services.withdraw(world.actor("kz"), world.operation, nil.id, "No")


def test_its_page_and_its_history_say_what_replaced_it(world: World, sign_in: SignIn) -> None:
    nil = said(world, 1)
    sent = send_row(world)
    member = sign_in(world.people["kz"])
    page = member.get(f"{BASE}/results/submissions/{nil.id}").text
    assert "Replaced by cases" in page
    assert sent.reference in page
    assert "Remplacée par des affaires" in member.get(f"{BASE}/results/submissions/{nil.id}?lang=fr").text
    assert f"/submissions/{nil.id}/withdraw" not in page


def test_the_confirm_page_says_which_nil_is_replaced(world: World, sign_in: SignIn) -> None:
    nil = said(world, 1)
    actor = world.actor("kz")
    draft = services.begin(actor, services.entry(actor, world.operation), sheet(row()))
    page = sign_in(world.people["kz"]).get(f"{BASE}/results/drafts/{draft.id}/confirm").text  # type: ignore[union-attr]
    assert "Nothing to report was said before" in page
    assert nil.reference in page


def test_nil_is_refused_where_cases_are_though_it_was_said_before(world: World, sign_in: SignIn) -> None:
    said(world, 1)
    send_row(world)
    answer = sign_in(world.people["kz"]).post(f"{BASE}/results/nil", data={"period": "1", "member": "KZ"})
    assert answer.status_code == 409
    assert "cannot be nil" in answer.text
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Submission)) == 2
