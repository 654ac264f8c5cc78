"""A Member answers in versions, its reviewer decides, and nobody else reads it."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from opsplanner.core import files
from opsplanner.core.db import db
from opsplanner.core.errors import Forbidden, Missing, Refusal
from opsplanner.core.mail import OutboxMail
from opsplanner.core.versions import Stale
from opsplanner.surveys import services
from opsplanner.surveys.services import File
from opsplanner.surveys.states import Act, State
from tests.surveys.asked import PDF, Asked


def state(asked: Asked, who: str = "kz") -> str:
    return services.answering(asked.actor(who), "OP1", "plan").state


def test_what_is_begun_is_kept_as_typed_and_sent_typed(asked: Asked):
    asked.survey()
    asked.write("kz", q_staff="12")
    assert state(asked) == State.BEGUN
    sent = services.submit_reply(asked.actor("kz"), "OP1", "plan", "KZ", "en")
    assert state(asked) == State.SUBMITTED
    assert sent.answers["q_agencies"] == "customs;police"
    assert sent.answers["q_staff"] == 12
    assert sent.answers["q_profiles"] is True


def test_what_cannot_be_read_yet_is_kept_and_not_sent(asked: Asked):
    asked.survey()
    asked.write("kz", q_staff="about ten")
    with pytest.raises(Refusal):
        services.submit_reply(asked.actor("kz"), "OP1", "plan", "KZ", "en")
    assert services.answering(asked.actor("kz"), "OP1", "plan").answers["q_staff"] == "about ten"
    assert state(asked) == State.BEGUN


def test_a_missing_answer_is_said_and_one_that_depends_is_missed_only_then(asked: Asked):
    asked.survey()
    asked.write("kz", q_lead_unit="", q_experts="abroad")
    found = services.answering(asked.actor("kz"), "OP1", "plan")
    checked = services.check_answers(found, found.answers, "en")
    assert {problem.field for problem in checked.of("error")} == {"q_lead_unit", "q_reach_back"}


def test_what_is_returned_is_answered_by_the_next_version(asked: Asked):
    asked.survey()
    asked.send("kz")
    services.decide(asked.actor("office"), "OP1", "plan", "KZ", Act.SEND_BACK, 1, "Name the offices.")
    assert state(asked) == State.RETURNED
    asked.send("kz", q_places="Altynkol")
    reply = services.find_reply(asked.actor("office"), services.find_survey(asked.actor("office"), "OP1", "plan"), "KZ")
    assert [(each.number, each.decision, each.answers["q_places"]) for each in reply.versions] == [
        (2, "", "Altynkol"),
        (1, "returned", "Altynkol, Dostyk"),
    ]
    services.decide(asked.actor("office"), "OP1", "plan", "KZ", Act.ACCEPT, 2)
    assert state(asked) == State.ACCEPTED


def test_nothing_is_returned_without_a_word(asked: Asked):
    asked.survey()
    asked.send("kz")
    with pytest.raises(Refusal):
        services.decide(asked.actor("office"), "OP1", "plan", "KZ", Act.SEND_BACK, 1, " ")


def test_a_decision_is_about_the_version_that_was_read(asked: Asked):
    asked.survey()
    asked.send("kz")
    services.take_back(asked.actor("kz"), "OP1", "plan", "KZ")
    asked.send("kz", q_places="Dostyk")
    with pytest.raises(Refusal):
        services.decide(asked.actor("office"), "OP1", "plan", "KZ", Act.ACCEPT, 1)


def test_what_is_sent_is_taken_back_before_it_is_changed(asked: Asked):
    asked.survey()
    asked.send("kz")
    with pytest.raises(Refusal):
        asked.write("kz")
    services.take_back(asked.actor("kz"), "OP1", "plan", "KZ")
    asked.write("kz")
    assert state(asked) == State.BEGUN


@pytest.mark.parametrize("who", ["office", "planner", "secretariat"])
def test_reviewers_read_what_was_sent_and_not_what_is_written(asked: Asked, who: str):
    asked.survey()
    asked.write("kz")
    survey = services.find_survey(asked.actor(who), "OP1", "plan")
    with pytest.raises(Missing):
        services.find_reply(asked.actor(who), survey, "KZ")
    services.submit_reply(asked.actor("kz"), "OP1", "plan", "KZ", "en")
    found = services.find_reply(asked.actor(who), survey, "KZ")
    assert services.reviews(asked.actor(who), found)


@pytest.mark.parametrize("who", ["ge", "other"])
def test_a_plan_is_for_its_own_member_and_its_reviewers(asked: Asked, who: str):
    asked.survey()
    asked.send("kz")
    survey = services.find_survey(asked.actor(who), "OP1", "plan")
    with pytest.raises(Missing):
        services.find_reply(asked.actor(who), survey, "KZ")


@pytest.mark.parametrize("who", ["office", "planner", "secretariat", "ge"])
def test_a_self_assessment_is_for_its_own_member_alone(asked: Asked, who: str):
    asked.survey("before")
    asked.send("kz", "before")
    survey = services.find_survey(asked.actor(who), "OP1", "before")
    with pytest.raises(Missing):
        services.find_reply(asked.actor(who), survey, "KZ")
    assert services.find_reply(asked.actor("kz"), survey, "KZ").number == 1


def test_nobody_decides_on_a_self_assessment_or_answers_for_a_member(asked: Asked):
    asked.survey("before")
    asked.send("kz", "before")
    with pytest.raises(Missing):
        services.decide(asked.actor("planner"), "OP1", "before", "KZ", Act.ACCEPT, 1)
    with pytest.raises(Missing):
        services.answering(asked.actor("planner"), "OP1", "before", "KZ")


def test_two_people_of_a_member_do_not_write_over_each_other(asked: Asked):
    asked.survey()
    opened = services.answering(asked.actor("kz"), "OP1", "plan").stamp
    asked.write("kz")
    with pytest.raises(Stale):
        services.save_answers(asked.actor("kz"), "OP1", "plan", "KZ", {"q_places": "Khorgos"}, opened)


def test_a_closed_questionnaire_takes_nothing_in(asked: Asked):
    asked.survey()
    services.close_survey(asked.actor("planner"), "OP1", "plan")
    with pytest.raises(Refusal):
        asked.write("kz")
    services.reopen_survey(asked.actor("planner"), "OP1", "plan")
    asked.write("kz")


def attach(asked: Asked, content: bytes = PDF, name: str = "plan.pdf") -> None:
    found = services.answering(asked.actor("kz"), "OP1", "plan")
    file = File("q_plan_paper", content, name)
    services.save_answers(asked.actor("kz"), "OP1", "plan", "KZ", {}, found.stamp, [file])


def test_files_belong_to_the_versions_they_were_sent_with(asked: Asked):
    asked.survey()
    asked.write("kz")
    attach(asked)
    services.submit_reply(asked.actor("kz"), "OP1", "plan", "KZ", "en")
    services.take_back(asked.actor("kz"), "OP1", "plan", "KZ")
    reply = services.answering(asked.actor("kz"), "OP1", "plan").reply
    assert reply is not None
    services.remove_file(asked.actor("kz"), "OP1", "plan", "KZ", reply.files[0].id)
    services.submit_reply(asked.actor("kz"), "OP1", "plan", "KZ", "en")
    assert [len(each.files()) for each in reply.versions] == [0, 1]


def test_a_file_taken_out_before_it_was_sent_leaves_nothing_behind(asked: Asked):
    asked.survey()
    asked.write("kz")
    attach(asked)
    reply = services.answering(asked.actor("kz"), "OP1", "plan").reply
    assert reply is not None
    kept = reply.files[0].sha256
    services.remove_file(asked.actor("kz"), "OP1", "plan", "KZ", reply.files[0].id)
    with pytest.raises(Missing):
        files.fetch(kept)


def test_a_file_that_is_not_what_its_name_says_is_refused(asked: Asked):
    asked.survey()
    asked.write("kz")
    with pytest.raises(Refusal):
        attach(asked, b"MZ a program", "plan.pdf")


def test_how_each_member_stands(asked: Asked):
    assert services.standing(asked.operation) == {}
    asked.survey()
    asked.send("kz")
    assert services.standing(asked.operation) == {asked.kz.id: "submitted", asked.ge.id: "none"}


def test_an_office_follows_the_members_that_chose_it(asked: Asked):
    survey = asked.survey()
    asked.send("kz")
    assert services.tally(asked.actor("planner"), survey) == {"submitted": 1, "none": 1}
    assert services.tally(asked.actor("office"), survey) == {"submitted": 1}
    assert services.tally(asked.actor("other"), survey) == {}
    waiting = [
        services.plans_waiting(asked.actor(who), [asked.operation]) for who in ("office", "planner", "other", "kz")
    ]
    assert waiting == [[(asked.operation, 1)], [(asked.operation, 1)], [], []]


def test_home_tells_a_member_what_waits(asked: Asked):
    asked.survey()
    assert [each.state for each in services.own_waiting(asked.actor("kz"), [asked.operation])] == [State.NONE]
    asked.send("kz")
    services.decide(asked.actor("office"), "OP1", "plan", "KZ", Act.SEND_BACK, 1, "Name the offices.")
    waiting = services.own_waiting(asked.actor("kz"), [asked.operation])
    assert [(each.state, each.note) for each in waiting] == [(State.RETURNED, "Name the offices.")]
    assert services.own_waiting(asked.actor("office"), [asked.operation]) == []


def test_a_member_is_written_to_when_its_plan_comes_back(asked: Asked):
    asked.survey()
    asked.send("kz")
    services.decide(asked.actor("office"), "OP1", "plan", "KZ", Act.SEND_BACK, 1, "Name the offices.")
    sent = db.session.scalars(sa.select(OutboxMail)).one()
    assert (sent.to, sent.subject) == ("kz@x.example", "OP1: the national plan of KZ came back")
    assert "/operations/OP1/questionnaires/plan/replies/KZ" in sent.body
    assert "Name the offices." not in sent.body
    asked.send("kz")
    services.decide(asked.actor("office"), "OP1", "plan", "KZ", Act.ACCEPT, 2)
    assert db.session.scalar(sa.select(sa.func.count(OutboxMail.id))) == 1


def test_a_member_does_not_compose(asked: Asked):
    with pytest.raises(Forbidden):
        services.begin_survey(asked.actor("kz"), "OP1", "plan")
