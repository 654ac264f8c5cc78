"""Taking back is offered where the state allows it; everywhere else its address says why not, and what can be done."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from opsplanner.core.db import db
from opsplanner.directory.models import Account
from opsplanner.operations.models import Period
from opsplanner.results import services
from opsplanner.results.models import Case, Submission
from tests.results.posting import BASE
from tests.results.sending import accepted, send_row
from tests.results.world import World

pytestmark = pytest.mark.usefixtures("in_march")
SignIn = Callable[[Account], FlaskClient]


def in_review(world: World, sent: Submission) -> None:
    services.take_in_review(world.actor("liaison"), world.operation, sent.id)


def returned(world: World, sent: Submission) -> None:
    in_review(world, sent)
    services.return_to_member(world.actor("liaison"), world.operation, sent.id, "Which unit?")


def taken_back(world: World, sent: Submission) -> None:
    services.withdraw(world.actor("kz"), world.operation, sent.id, "Twice")


@pytest.mark.parametrize(
    ("act", "english", "french"),
    [
        (in_review, "is being reviewed and cannot be withdrawn now", "est en cours d’examen"),
        (accepted, "is accepted and cannot be withdrawn", "est acceptée et ne peut pas être retirée"),
        (returned, "was returned, so nothing of it counts", "a été renvoyée"),
        (taken_back, "was withdrawn already", "a déjà été retirée"),
    ],
)
def test_a_submission_that_cannot_be_taken_back_says_why_and_shows_no_form(
    world: World, sign_in: SignIn, act: Callable[[World, Submission], object], english: str, french: str
) -> None:
    sent = send_row(world)
    act(world, sent)
    member, address = sign_in(world.people["kz"]), f"{BASE}/results/submissions/{sent.id}/withdraw"
    for lang, words in (("en", english), ("fr", french)):
        answer = member.get(f"{address}?lang={lang}")
        assert answer.status_code == 409
        assert words in answer.text
        assert 'name="reason"' not in answer.text
    assert member.post(address, data={"reason": "No"}).status_code == 409
    assert address not in member.get(f"{BASE}/results/submissions/{sent.id}").text


def test_what_is_open_is_taken_back_by_its_form(world: World, sign_in: SignIn) -> None:
    sent = send_row(world)
    address = f"{BASE}/results/submissions/{sent.id}/withdraw"
    assert 'name="reason"' in sign_in(world.people["kz"]).get(address).text
    assert sign_in(world.people["planner"]).get(address).status_code == 403


@pytest.mark.parametrize("closed", [False, True])
def test_a_case_that_cannot_be_taken_back_says_why_and_shows_no_form(
    world: World, sign_in: SignIn, closed: bool
) -> None:
    sent = send_row(world)
    case = db.session.scalars(sa.select(Case.id)).one()
    member, page = sign_in(world.people["kz"]), f"{BASE}/results/cases/{case}"
    assert f"{page}/withdraw" in member.get(page).text
    if closed:
        db.session.execute(sa.update(Period).values(state="closed"))
        db.session.commit()
    else:
        in_review(world, sent)
    answer = member.get(f"{page}/withdraw")
    assert answer.status_code == 409
    assert 'name="reason"' not in answer.text
    assert f"{page}/withdraw" not in member.get(page).text
