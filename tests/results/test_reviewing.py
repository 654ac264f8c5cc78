"""Review moves a submission along its states, by whom the Member chose and never by whoever entered it."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from opsplanner.core.db import db
from opsplanner.core.errors import Forbidden, Missing, Refusal
from opsplanner.core.mail import OutboxMail
from opsplanner.results import services
from opsplanner.results.board import read_board
from opsplanner.results.models import Case, ResultsVersion, Submission
from opsplanner.results.returns import ReturnState
from opsplanner.results.services import Choices
from tests.results.test_terms import add_contact
from tests.results.world import World, row, sheet

pytestmark = pytest.mark.usefixtures("in_march")


def send(world: World, who: str = "kz", member: str = "", **changes: str) -> Submission:
    actor = world.actor(who)
    draft = services.begin(actor, services.entry(actor, world.operation, member), sheet(row(**changes)))
    assert isinstance(draft, services.Draft)
    return services.send(actor, world.operation, draft.id, Choices()).submission


def state(world: World) -> ReturnState:
    participation = world.participation("KZ")
    return read_board(world.operation).of(participation)[0].state


def test_a_submission_is_reviewed_and_accepted(world: World) -> None:
    submission = send(world)
    assert state(world) == ReturnState.SUBMITTED
    services.take_in_review(world.actor("liaison"), world.operation, submission.id)
    assert state(world) == ReturnState.IN_REVIEW
    services.accept(world.actor("liaison"), world.operation, submission.id)
    assert state(world) == ReturnState.ACCEPTED


def test_what_is_in_review_is_locked_for_its_member(world: World) -> None:
    submission = send(world)
    services.take_in_review(world.actor("liaison"), world.operation, submission.id)
    with pytest.raises(Refusal, match="review"):
        services.withdraw(world.actor("kz"), world.operation, submission.id, "Mine")
    with pytest.raises(Refusal, match="being reviewed"):
        send(world, quantity="3")


def test_a_returned_submission_counts_no_more_and_is_answered_by_the_next(world: World) -> None:
    first = send(world)
    services.take_in_review(world.actor("planner"), world.operation, first.id)
    services.return_to_member(world.actor("planner"), world.operation, first.id, "Which unit?")
    assert state(world) == ReturnState.RETURNED
    assert db.session.scalars(sa.select(Case)).one().current_id is None
    second = send(world)
    assert second.number == 2
    assert state(world) == ReturnState.SUBMITTED


def test_whoever_entered_it_does_not_accept_it(world: World) -> None:
    submission = send(world, "liaison", "KZ")
    services.take_in_review(world.actor("planner"), world.operation, submission.id)
    with pytest.raises(Forbidden):
        services.accept(world.actor("liaison"), world.operation, submission.id)
    services.accept(world.actor("planner"), world.operation, submission.id)


def test_whoever_entered_it_does_not_lock_it_against_its_member_either(world: World) -> None:
    submission = send(world, "liaison", "KZ")
    with pytest.raises(Forbidden, match="somebody else reviews it"):
        services.take_in_review(world.actor("liaison"), world.operation, submission.id)
    services.withdraw(world.actor("kz"), world.operation, submission.id, "Not ours")


@pytest.mark.parametrize("who", ["kz", "ge", "observer"])
def test_others_do_not_review(world: World, who: str) -> None:
    submission = send(world)
    with pytest.raises((Forbidden, Missing)):
        services.take_in_review(world.actor(who), world.operation, submission.id)


def test_an_accepted_one_is_opened_again_only_with_a_reason(world: World) -> None:
    submission = send(world)
    reviewer = world.actor("secretariat")
    services.take_in_review(reviewer, world.operation, submission.id)
    services.accept(reviewer, world.operation, submission.id)
    with pytest.raises(Refusal):
        services.take_in_review(reviewer, world.operation, submission.id)
    services.take_in_review(reviewer, world.operation, submission.id, "Quantity doubted")


def test_the_contact_point_is_told_of_what_was_entered_for_it(world: World) -> None:
    add_contact(world, "ncp@kz.example", languages="")
    submission = send(world, "planner", "KZ")
    assert submission.on_behalf
    mail = db.session.scalars(sa.select(OutboxMail).where(OutboxMail.to == "ncp@kz.example")).one()
    assert submission.reference in mail.body
    services.withdraw(world.actor("kz"), world.operation, submission.id, "Not ours")


def test_who_never_signed_in_is_told_in_the_first_language_named_for_it(world: World) -> None:
    add_contact(world, languages="fr, en")
    send(world, "planner", "KZ")
    mail = db.session.scalars(sa.select(OutboxMail).where(OutboxMail.to == "ncp@customs.kz")).one()
    assert mail.subject.endswith("résultats saisis pour KZ")


def test_every_change_is_told_to_the_caches_of_figures(world: World) -> None:
    number = sa.select(ResultsVersion.number).where(ResultsVersion.operation_id == world.operation.id)
    submission = send(world)
    first = db.session.scalar(number)
    services.withdraw(world.actor("kz"), world.operation, submission.id, "No")
    assert db.session.scalar(number) > first


def test_two_offices_may_use_the_same_reference(world: World) -> None:
    send(world)
    send(world, "office")
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Case)) == 2
    send(world, reporting_unit="Aktau")
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Case)) == 3
