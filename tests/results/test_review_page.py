"""The page of a review and its steps: locked, accepted, returned, put back, opened again; each step back has a reason and is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from opsplanner.core.audit import AuditEntry
from opsplanner.core.db import db
from opsplanner.core.errors import Missing, Refusal
from opsplanner.core.mail import OutboxMail
from opsplanner.directory.models import Account
from opsplanner.results import services
from opsplanner.results.models import ReviewStep, Submission
from tests.results.sending import accepted, send_row, send_rows
from tests.results.world import World, row
from tests.statements import asked

pytestmark = pytest.mark.usefixtures("in_march")
SignIn = Callable[[Account], FlaskClient]


def place(submission: Submission, step: str = "") -> str:
    return f"/operations/OP1/results/submissions/{submission.id}/review{step}"


def mails(to: str) -> list[str]:
    query = sa.select(OutboxMail.subject).where(OutboxMail.to == to).order_by(OutboxMail.id)
    return list(db.session.scalars(query))


def test_a_review_goes_from_page_to_page(world: World, sign_in: SignIn) -> None:
    first, second = send_row(world), send_row(world, national_ref="KZ-002")
    client = sign_in(world.people["liaison"])
    page = client.get(place(first)).text
    assert "1 of 2 to review" in page
    client.post(place(first, "/take"))
    assert "In review by liaison: locked for Customs of KZ" in client.get(place(first)).text
    onward = client.post(place(first, "/accept"))
    assert onward.location.endswith(place(second))
    client.post(place(second, "/take"))
    assert client.post(place(second, "/accept")).location.endswith("/review")


def test_who_comes_second_is_shown_how_it_stands(world: World, sign_in: SignIn) -> None:
    sent = send_row(world)
    second = sign_in(world.people["planner"])
    for step in ("/accept", "/return", "/release", "/reopen"):
        assert "has moved on meanwhile" in second.post(place(sent, step), follow_redirects=True).text
    sign_in(world.people["liaison"]).post(place(sent, "/take"))
    answer = sign_in(world.people["planner"]).post(place(sent, "/take"))
    assert answer.location.endswith(place(sent))
    page = sign_in(world.people["planner"]).get(place(sent)).text
    assert "In review by liaison" in page


def test_a_return_needs_a_word_or_a_note(world: World, sign_in: SignIn) -> None:
    sent = send_row(world)
    client = sign_in(world.people["liaison"])
    client.post(place(sent, "/take"))
    assert "Write what the Member should put right" in client.post(place(sent, "/return"), data={"note": ""}).text
    client.post(place(sent, "/return"), data={"note": "kg or g?"})
    db.session.refresh(sent)
    assert (sent.state, sent.review_note) == ("returned", "kg or g?")


def test_each_step_back_has_a_reason_an_entry_and_a_mail(world: World) -> None:
    reviewer, sent = world.actor("liaison"), send_row(world)
    services.take_in_review(reviewer, world.operation, sent.id)
    with pytest.raises(Refusal):
        services.release(reviewer, world.operation, sent.id, " ")
    services.release(reviewer, world.operation, sent.id, "Taken by mistake")
    assert sent.state == "submitted"
    accepted(world, sent)
    services.take_in_review(reviewer, world.operation, sent.id, "Doubts")
    entries = db.session.scalars(
        sa.select(AuditEntry.action).where(AuditEntry.action.in_(("results:release", "results:reopen")))
    ).all()
    assert entries == ["results:release", "results:reopen"]
    told = mails("kz@x.example")
    assert [subject for subject in told if "again" in subject] == [
        f"OP1: {sent.reference} waits for review again",
        f"OP1: {sent.reference} is reviewed again",
    ]
    steps = db.session.execute(sa.select(ReviewStep.act, ReviewStep.reason).order_by(ReviewStep.id)).all()
    assert steps == [
        ("review", ""),
        ("release", "Taken by mistake"),
        ("review", ""),
        ("accept", ""),
        ("reopen", "Doubts"),
    ]


def test_no_mail_says_what_was_reported(world: World) -> None:
    sent = send_row(world, description="Secret powder")
    services.take_in_review(world.actor("liaison"), world.operation, sent.id)
    services.return_to_member(world.actor("liaison"), world.operation, sent.id, "The powder?")
    for body in db.session.scalars(sa.select(OutboxMail.body)):
        assert "powder" not in body


def test_a_mail_is_in_the_language_of_its_reader(world: World) -> None:
    world.people["kz"].language = "fr"
    db.session.commit()
    sent = send_row(world)
    services.take_in_review(world.actor("liaison"), world.operation, sent.id)
    services.release(world.actor("liaison"), world.operation, sent.id, "Pas moi")
    assert any("relecture" in subject or "examen" in subject for subject in mails("kz@x.example"))


def test_in_whose_place_is_said_and_kept(world: World, sign_in: SignIn) -> None:
    sent = send_row(world)
    client = sign_in(world.people["planner"])
    assert "You act in the place of Customs of RILO-X" in client.get(place(sent)).text
    client.post(place(sent, "/take"))
    step = db.session.scalars(sa.select(ReviewStep)).one()
    assert step.in_place_of.to("en") == "Customs of RILO-X"
    assert "You act in the place of" not in sign_in(world.people["liaison"]).get(place(sent)).text


def test_the_member_reads_the_history_but_does_not_review(world: World, kz: FlaskClient) -> None:
    sent = accepted(world, send_row(world))
    page = kz.get(f"/operations/OP1/results/submissions/{sent.id}").text
    assert "Taken in review" in page
    assert "Accepted" in page
    assert kz.get(place(sent)).status_code == 404
    assert kz.post(place(sent, "/reopen"), data={"reason": "no"}).status_code == 404


def test_opening_again_names_what_a_later_delivery_replaced(world: World, sign_in: SignIn) -> None:
    sent = accepted(world, send_row(world))
    send_row(world, quantity="13")
    page = sign_in(world.people["liaison"]).get(place(sent, "/reopen")).text
    assert "1 case was told anew since" in page
    assert "KZ-001" in page


def test_the_reviewer_sees_no_red_case_of_another_member(world: World, sign_in: SignIn) -> None:
    sent = send_rows(world, row(), row(national_ref="KZ-RED", handling="RED"))
    page = sign_in(world.people["liaison"]).get(place(sent) + "?view=all").text
    assert "KZ-001" in page
    assert "KZ-RED" not in page
    assert "1 case marked RED is not shown to you" in page
    assert accepted(world, sent).not_reviewed == 1


def test_who_is_named_reviews_what_is_red(world: World, sign_in: SignIn) -> None:
    sent = send_rows(world, row(), handling="RED", named=(world.people["ge"].id,))
    client = sign_in(world.people["ge"])
    assert "KZ-001" in client.get(place(sent) + "?view=all").text
    client.post(place(sent, "/take"))
    client.post(place(sent, "/accept"))
    db.session.refresh(sent)
    assert (sent.state, sent.not_reviewed) == ("accepted", 0)
    with pytest.raises(Missing):
        services.take_in_review(world.actor("liaison"), world.operation, sent.id, "Me too")


def test_the_page_asks_as_much_for_many_cases_as_for_one(world: World, sign_in: SignIn) -> None:
    client = sign_in(world.people["liaison"])
    send_row(world)
    one = send_row(world, national_ref="KZ-A", detected_on="2026-01-01")
    many = send_rows(world, *(row(national_ref=f"KZ-{n}", detected_on="2026-01-01") for n in range(30)))
    client.get(place(one))
    client.get(place(many))
    for view in ("all", "first"):
        with asked() as few:
            client.get(place(one) + f"?view={view}")
        with asked() as lots:
            client.get(place(many) + f"?view={view}")
        assert len(lots) == len(few)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_view_of_the_page_opens(world: World, sign_in: SignIn, language: str) -> None:
    send_row(world)
    sent = send_rows(world, row(quantity="130"), row(national_ref="KZ-002"))
    client = sign_in(world.people["liaison"])
    for view in ("first", "changes", "notes", "all"):
        assert client.get(place(sent) + f"?view={view}&lang={language}").status_code == 200


def test_a_key_acts_only_for_who_wants_it(world: World, sign_in: SignIn) -> None:
    sent = send_row(world)
    client = sign_in(world.people["liaison"])
    assert "data-keys" not in client.get(place(sent)).text
    client.post("/profile/keys", data={"shortcuts": "y"})
    assert "data-keys" in client.get(place(sent)).text
