"""More time and excuses: asked for, granted, refused, given unasked, taken back; the Member is told, the board follows."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from opsplanner.core import audit
from opsplanner.core.db import db
from opsplanner.core.errors import Forbidden, Missing, Refusal
from opsplanner.core.mail import OutboxMail
from opsplanner.participants.models import ContactPoint
from opsplanner.results import services
from opsplanner.results.board import read_board
from opsplanner.results.models import RequestState, ReturnTerms, Submission
from opsplanner.results.returns import Return
from tests import factories as make
from tests.results.sending import send_row
from tests.results.world import NOW, World

LATER = NOW + timedelta(days=3)
pytestmark = pytest.mark.usefixtures("in_march")


def place(world: World, member: str = "KZ", number: int = 2) -> str:
    """The name of a return."""
    period = world.operation.periods[number - 1]
    return f"{world.participation(member).id}-{period.id}"


def stands(world: World, member: str = "KZ", number: int = 2) -> Return:
    """How it stands now."""
    period = world.operation.periods[number - 1]
    return read_board(world.operation).returns[world.participation(member).id, period.id]


def add_contact(
    world: World, email: str = "ncp@customs.kz", member: str = "KZ", languages: str = "fr, en", phone: str = ""
) -> None:
    """A contact point that nobody signs in with."""
    contact = ContactPoint(
        participation_id=world.participation(member).id, position=1, function="National contact point",
        office="Headquarters", email=email, phone=phone, languages=languages, duty_hours="",
    )  # fmt: skip
    make.stored(contact)


def letters() -> list[OutboxMail]:
    """What stands in the outbox."""
    return list(db.session.scalars(sa.select(OutboxMail).order_by(OutboxMail.id)))


def test_more_time_moves_the_due_time_and_tells_the_member_in_its_language(world: World) -> None:
    add_contact(world)
    assert stands(world).state == "overdue"
    services.extend(world.actor("liaison"), world.operation, [place(world)], LATER, "A public holiday.")
    assert stands(world).state == "due"
    assert stands(world).owed.due_at == LATER
    told = letters()[-1]
    assert told.to == "ncp@customs.kz"
    assert "délai" in told.subject
    assert "A public holiday." in told.body


def test_one_decision_over_many_returns_writes_one_mail_a_person(world: World) -> None:
    add_contact(world)
    names = [place(world, number=1), place(world, number=2)]
    services.excuse(world.actor("planner"), world.operation, names, "Not concerned.")
    assert len(letters()) == 1
    assert stands(world).state == "excused"
    assert not stands(world).expected


def test_what_was_given_can_be_taken_back(world: World) -> None:
    services.excuse(world.actor("planner"), world.operation, [place(world)], "Not concerned.")
    services.take_back(world.actor("planner"), world.operation, [place(world)], "It is concerned.")
    assert stands(world).state == "overdue"
    assert db.session.scalar(sa.select(sa.func.count()).select_from(ReturnTerms)) == 0
    entry = db.session.scalar(sa.select(audit.AuditEntry).order_by(audit.AuditEntry.id.desc()).limit(1))
    assert entry is not None
    assert entry.action == "returns:take_back"
    assert entry.before["excused"] is True


def test_only_the_reviewer_planner_and_secretariat_decide(world: World) -> None:
    # Georgia chose the planner as its reviewer: its liaison office follows it, and does not decide.
    with pytest.raises(Forbidden):
        services.excuse(world.actor("liaison"), world.operation, [place(world, "GE")], "Why not.")
    services.excuse(world.actor("secretariat"), world.operation, [place(world, "GE")], "Why not.")
    with pytest.raises(Forbidden):
        services.excuse(world.actor("kz"), world.operation, [place(world)], "We decide.")


@pytest.mark.parametrize("name", ["999-1", "1-999", "x-y", ""])
def test_an_unknown_return_is_missing(world: World, name: str) -> None:
    with pytest.raises(Missing):
        services.excuse(world.actor("planner"), world.operation, [name], "Why.")


def test_what_was_delivered_is_not_excused(world: World) -> None:
    services.report_nil(world.actor("kz"), world.operation, [2])
    with pytest.raises(Refusal):
        services.excuse(world.actor("planner"), world.operation, [place(world)], "Too late.")


def test_more_time_is_later_than_usual_and_not_past(world: World) -> None:
    for until in (datetime(2026, 3, 14, tzinfo=UTC), NOW):
        with pytest.raises(Refusal):
            services.extend(world.actor("planner"), world.operation, [place(world)], until, "More.")


def test_a_request_is_answered_and_the_member_told(world: World) -> None:
    add_contact(world, languages="en")
    asked = services.ask_for_time(world.actor("kz"), world.operation, "KZ", [2], LATER, "Two officers are ill.")[0]
    assert stands(world).state == "overdue"
    services.decide_request(world.actor("liaison"), world.operation, asked.id, grant=True, answer="Get well.")
    assert asked.state == RequestState.GRANTED
    assert stands(world).owed.due_at == LATER
    assert "granted" in letters()[-1].subject
    assert "Get well." in letters()[-1].body
    with pytest.raises(Refusal):
        services.decide_request(world.actor("planner"), world.operation, asked.id, grant=False, answer="No.")


def test_a_refusal_needs_a_sentence_and_changes_nothing(world: World) -> None:
    asked = services.ask_for_time(world.actor("kz"), world.operation, "KZ", [2], LATER, "Busy.")[0]
    with pytest.raises(Refusal):
        services.decide_request(world.actor("planner"), world.operation, asked.id, grant=False, answer=" ")
    services.decide_request(world.actor("planner"), world.operation, asked.id, grant=False, answer="No holiday.")
    assert stands(world).owed.due_at == world.operation.periods[1].due_at
    assert asked.answer == "No holiday."


def test_asked_again_before_an_answer_the_later_request_holds(world: World) -> None:
    first = services.ask_for_time(world.actor("kz"), world.operation, "KZ", [2], LATER, "Busy.")[0]
    again = services.ask_for_time(world.actor("kz"), world.operation, "KZ", [2], LATER + timedelta(days=1), "Busy.")[0]
    assert again.id == first.id
    services.withdraw_request(world.actor("kz"), world.operation, again.id)
    assert again.state == RequestState.WITHDRAWN


def test_time_given_unasked_answers_the_request(world: World) -> None:
    asked = services.ask_for_time(world.actor("kz"), world.operation, "KZ", [2], LATER, "Busy.")[0]
    services.extend(world.actor("planner"), world.operation, [place(world)], LATER, "All have more time.")
    db.session.refresh(asked)
    assert asked.state == RequestState.GRANTED


def test_nobody_asks_for_another_member(world: World) -> None:
    with pytest.raises(Missing):
        services.ask_for_time(world.actor("ge"), world.operation, "KZ", [2], LATER, "Busy.")
    with pytest.raises(Forbidden):
        services.ask_for_time(world.actor("planner"), world.operation, "KZ", [2], LATER, "Busy.")
    asked = services.ask_for_time(world.actor("kz"), world.operation, "KZ", [2], LATER, "Busy.")[0]
    with pytest.raises(Missing):
        services.withdraw_request(world.actor("ge"), world.operation, asked.id)


def test_nothing_is_asked_for_what_was_delivered_or_is_closed(world: World) -> None:
    services.report_nil(world.actor("kz"), world.operation, [2])
    with pytest.raises(Refusal):
        services.ask_for_time(world.actor("kz"), world.operation, "KZ", [2], LATER, "Busy.")
    world.operation.periods[0].state = "closed"
    db.session.commit()
    with pytest.raises(Refusal):
        services.ask_for_time(world.actor("kz"), world.operation, "KZ", [1], LATER, "Busy.")


def sent_back(world: World, **changes: str) -> None:
    sent = send_row(world, **changes)
    services.take_in_review(world.actor("liaison"), world.operation, sent.id)
    services.return_to_member(world.actor("liaison"), world.operation, sent.id, "Which unit?")


def test_what_was_returned_has_no_new_due_time_and_every_page_says_so(world: World, kz: FlaskClient) -> None:
    sent_back(world, detected_on="2026-03-17")
    number = db.session.scalar(sa.select(Submission.id))
    base = "/operations/OP1/results"
    on_time = "there is no new due time, send it when it is ready. It counts as on time"
    assert on_time in kz.get(f"{base}/").text
    assert on_time in kz.get(f"{base}/returns/KZ/3").text
    assert "There is no new due time" in kz.get(f"{base}/submissions/{number}").text
    assert "no new due time" in kz.get("/").text
    assert 'value="3"' not in kz.get(f"{base}/more-time").text
    with pytest.raises(Refusal, match="a correction has no due time"):
        services.ask_for_time(world.actor("kz"), world.operation, "KZ", [3], LATER, "A holiday.")


def test_what_came_late_and_was_returned_stays_late(world: World, kz: FlaskClient) -> None:
    sent_back(world, detected_on="2026-03-10")
    assert "It counts as late, because what came first was." in kz.get("/operations/OP1/results/returns/KZ/2").text


def test_who_asks_for_more_time_chooses_among_what_waits_with_its_own_due_time(world: World, kz: FlaskClient) -> None:
    services.extend(
        world.actor("liaison"), world.operation, [place(world)], datetime(2026, 4, 2, tzinfo=UTC), "Easter."
    )
    send_row(world)
    page = kz.get("/operations/OP1/results/more-time").text
    assert re.findall(r'name="period" id="period-(\d)"', page) == ["2", "3", "4"]
    assert "2 April 2026" in page
