"""The pages of questionnaires, as their readers use them."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

from flask.testing import FlaskClient

from opsplanner.surveys import services
from tests.surveys.asked import ANSWERS, PDF, Asked

HERE = "/operations/OP1/questionnaires"
SignIn = Callable[[Any], FlaskClient]


def posted(asked: Asked, **changes: Any) -> dict[str, Any]:
    stamp = services.answering(asked.actor("kz"), "OP1", "plan").stamp
    said = {key: text.split(";") if key in ("q_agencies", "q_transport") else text for key, text in ANSWERS.items()}
    return {**said, "version": stamp, "member": "KZ", **changes}


def test_the_planner_begins_composes_and_publishes(asked: Asked, sign_in: SignIn):
    browser = sign_in(asked.people["planner"])
    assert "Begin" in browser.get(f"{HERE}/").text
    assert browser.post(f"{HERE}/begin", data={"kind": "plan"}).location == f"{HERE}/plan/questions"
    said = {
        "label-en": "Budget",
        "label-fr": "Budget",
        "section": "training",
        "kind": "decimal",
        "required": "no",
    }
    answer = browser.post(f"{HERE}/plan/questions/new", data=said)
    assert answer.location == f"{HERE}/plan/questions#q_budget"
    page = browser.get(f"{HERE}/plan/questions").text
    assert "Budget" in page
    survey = services.find_survey(asked.actor("planner"), "OP1", "plan")
    version = services.draft_stamp(survey)
    moved = browser.post(f"{HERE}/plan/questions/act", data={"act": "up:q_budget", "version": version})
    assert moved.location.endswith("#q_budget")
    assert browser.get(f"{HERE}/plan/preview").status_code == 200
    assert browser.get(f"{HERE}/plan/sections").status_code == 200
    assert browser.get(f"{HERE}/plan/copy").status_code == 200
    assert browser.get(f"{HERE}/plan/questions/q_budget").status_code == 200
    survey = services.find_survey(asked.actor("planner"), "OP1", "plan")
    answer = browser.post(f"{HERE}/plan/publish", data={"version": services.draft_stamp(survey)})
    assert answer.location == f"{HERE}/plan/progress"
    assert "Customs of KZ" in browser.get(f"{HERE}/plan/progress").text


def test_a_question_without_french_is_asked_for_it(asked: Asked, sign_in: SignIn):
    services.begin_survey(asked.actor("planner"), "OP1", "plan")
    browser = sign_in(asked.people["planner"])
    said = {"label-en": "Budget", "section": "training", "kind": "decimal", "required": "no"}
    answer = browser.post(f"{HERE}/plan/questions/new", data=said)
    assert answer.status_code == 422
    assert "in English and in French" in answer.text


def test_a_draft_that_somebody_changed_is_not_published_unseen(asked: Asked, sign_in: SignIn):
    services.begin_survey(asked.actor("planner"), "OP1", "plan")
    answer = sign_in(asked.people["planner"]).post(f"{HERE}/plan/publish", data={"version": "of-yesterday"})
    assert answer.location == f"{HERE}/plan/questions"
    assert services.find_survey(asked.actor("planner"), "OP1", "plan").published is None


def test_a_member_answers_with_a_file_and_sends(asked: Asked, sign_in: SignIn):
    asked.survey()
    browser = sign_in(asked.people["kz"])
    assert browser.get(f"{HERE}/plan/answer").status_code == 200
    sent = posted(asked, q_plan_paper=(BytesIO(PDF), "plan.pdf"), send="1")
    answer = browser.post(f"{HERE}/plan/answer", data=sent, content_type="multipart/form-data")
    assert answer.location == f"{HERE}/plan/replies/KZ"
    page = browser.get(answer.location).text
    assert "Customs, Police" in page
    assert "plan.pdf" in page
    reply = services.answering(asked.actor("kz"), "OP1", "plan").reply
    assert reply is not None
    file = f"{HERE}/plan/replies/KZ/files/{reply.files[0].id}"
    assert browser.get(file).data == PDF
    assert sign_in(asked.people["office"]).get(file).data == PDF
    assert sign_in(asked.people["ge"]).get(file).status_code == 404


def test_what_is_missing_stands_beside_its_question_and_nothing_typed_is_lost(asked: Asked, sign_in: SignIn):
    asked.survey()
    answer = sign_in(asked.people["kz"]).post(
        f"{HERE}/plan/answer", data=posted(asked, q_lead_unit="", q_staff="ten", send="1")
    )
    assert answer.status_code == 422
    assert 'id="q_lead_unit-error"' in answer.text
    assert 'value="ten"' in answer.text
    assert services.answering(asked.actor("kz"), "OP1", "plan").answers["q_staff"] == "ten"


def test_a_name_in_a_text_is_asked_about_once(asked: Asked, sign_in: SignIn):
    asked.survey()
    browser = sign_in(asked.people["kz"])
    answer = browser.post(f"{HERE}/plan/answer", data=posted(asked, q_places="Ask Mr Smith", send="1"))
    assert answer.status_code == 422
    assert "Send as it is" in answer.text
    answer = browser.post(f"{HERE}/plan/answer", data=posted(asked, q_places="Ask Mr Smith", keep="1"))
    assert answer.status_code == 302


def test_what_is_typed_is_kept_by_itself(asked: Asked, sign_in: SignIn):
    asked.survey()
    browser = sign_in(asked.people["kz"])
    answer = browser.post(f"{HERE}/plan/answer/keep", data=posted(asked, q_places="Khorgos"))
    stamp = services.answering(asked.actor("kz"), "OP1", "plan").stamp
    assert stamp in answer.text
    assert services.answering(asked.actor("kz"), "OP1", "plan").answers["q_places"] == "Khorgos"
    stale = browser.post(f"{HERE}/plan/answer/keep", data=posted(asked, q_places="Dostyk", version="old"))
    assert "meanwhile" in stale.text
    assert services.answering(asked.actor("kz"), "OP1", "plan").answers["q_places"] == "Khorgos"


def test_the_reviewer_returns_with_a_note_that_the_member_reads(asked: Asked, sign_in: SignIn):
    asked.survey()
    asked.send("kz")
    browser = sign_in(asked.people["office"])
    assert "Your decision" in browser.get(f"{HERE}/plan/replies/KZ").text
    bare = browser.post(f"{HERE}/plan/replies/KZ/decide", data={"number": "1", "send_back": "1", "note": ""})
    assert bare.status_code == 422
    said = {"number": "1", "send_back": "1", "note": "Name the offices."}
    assert browser.post(f"{HERE}/plan/replies/KZ/decide", data=said).status_code == 302
    page = sign_in(asked.people["kz"]).get(f"{HERE}/plan/answer").text
    assert "Name the offices." in page


def test_a_member_takes_back_what_was_sent(asked: Asked, sign_in: SignIn):
    asked.survey()
    asked.send("kz")
    browser = sign_in(asked.people["kz"])
    assert "Take it back" in browser.get(f"{HERE}/plan/replies/KZ").text
    answer = browser.post(f"{HERE}/plan/answer/take-back", data={"member": "KZ"})
    assert "/plan/answer" in answer.location


def test_an_observer_knows_of_no_questionnaire(asked: Asked, sign_in: SignIn):
    asked.survey()
    assert sign_in(asked.people["observer"]).get(f"{HERE}/").status_code == 403


def test_capacity_over_time_is_told_to_the_member_alone(asked: Asked, sign_in: SignIn):
    asked.survey("before")
    asked.send("kz", "before")
    assert "Your Member" in sign_in(asked.people["kz"]).get(f"{HERE}/assessment").text
    assert "Your Member" not in sign_in(asked.people["planner"]).get(f"{HERE}/assessment").text
    assert "Only you see this" in sign_in(asked.people["ge"]).get(f"{HERE}/before/answer").text


def test_home_says_what_waits(asked: Asked, sign_in: SignIn):
    asked.survey()
    assert "National implementation plan" in sign_in(asked.people["kz"]).get("/").text
    asked.send("kz")
    assert "1 national plan waits for you" in sign_in(asked.people["office"]).get("/").text
