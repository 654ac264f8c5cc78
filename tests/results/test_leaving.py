"""A liaison office that leaves holds nothing any more: its reviews wait again, and its Members have another reviewer."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from flask import current_app

from opsplanner.core.audit import AuditEntry
from opsplanner.core.db import db
from opsplanner.participants import services as participants
from opsplanner.participants.needs import tasks_for
from opsplanner.results import services
from opsplanner.results.models import ReviewStep
from opsplanner.results.reviewers import reviewer_of, reviews
from tests.results.test_reviewing import send
from tests.results.test_terms import add_contact, letters
from tests.results.world import World

pytestmark = pytest.mark.usefixtures("in_march")


def leave(world: World) -> None:
    participants.answer(world.actor("liaison"), "OP1", "RILO-X", "withdrawn", reason="No staff.")


def asked_on_home(world: World) -> list[str]:
    with current_app.test_request_context():
        return [need.title for need in tasks_for(world.actor("kz"), [world.operation])]


def test_what_it_holds_in_review_waits_again_with_the_reason(world: World) -> None:
    add_contact(world)
    submission = send(world)
    services.take_in_review(world.actor("liaison"), world.operation, submission.id)
    leave(world)
    assert (submission.state, submission.review_note) == ("submitted", "RILO-X: No staff.")
    step = db.session.scalars(sa.select(ReviewStep).order_by(ReviewStep.id.desc())).first()
    assert step is not None
    assert (step.act, step.reason) == ("release", "RILO-X: No staff.")
    assert [mail for mail in letters() if mail.to == "ncp@customs.kz" and submission.reference in mail.subject]
    verbs = set(db.session.scalars(sa.select(AuditEntry.action)))
    assert {"results:release", "participation:lose_reviewer", "participation:withdrawn"} <= verbs


def test_what_another_holds_stays_in_review(world: World) -> None:
    submission = send(world)
    services.take_in_review(world.actor("planner"), world.operation, submission.id)
    leave(world)
    assert submission.state == "in_review"


def test_the_planner_reviews_until_the_member_chooses(world: World) -> None:
    submission = send(world)
    leave(world)
    member = world.participation("KZ")
    assert reviewer_of(member).to("en") == "the planner"
    assert reviews(world.actor("planner"), submission)
    assert not reviews(world.actor("liaison"), submission)
    told = [mail for mail in letters() if mail.to == "planner@x.example"]
    assert [("RILO-X" in mail.subject, "KZ" in mail.body, "No staff." in mail.body) for mail in told] == [(True,) * 3]
    assert any("RILO-X no longer reviews" in title for title in asked_on_home(world))
    participants.choose_reviewer(world.actor("kz"), "OP1", "KZ", "planner")
    assert not any("RILO-X" in title for title in asked_on_home(world))


def test_asked_again_it_holds_nothing_but_stays_the_reviewer_chosen(world: World) -> None:
    submission = send(world)
    services.take_in_review(world.actor("liaison"), world.operation, submission.id)
    participants.restore(world.actor("planner"), "OP1", "RILO-X", "A mistake.")
    assert submission.state == "submitted"
    assert world.participation("KZ").reviewer_kind == "rilo"
