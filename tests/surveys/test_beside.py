"""What questionnaires tell other packages: their due days for timelines and calendars, national plans for readiness."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import current_app

from opsplanner.core import clock
from opsplanner.core.access import Actor
from opsplanner.core.happenings import Happening
from opsplanner.participants.services import readiness
from opsplanner.surveys import services
from opsplanner.surveys.happenings import happenings
from opsplanner.surveys.models import SurveyKind
from opsplanner.surveys.states import Act
from tests.surveys.asked import Asked

DUE = timedelta(days=10)


@pytest.fixture
def due(asked: Asked) -> Asked:
    """The national plan is asked for, due in ten days."""
    asked.survey()
    services.settle_survey(asked.actor("planner"), "OP1", SurveyKind.PLAN, clock.today() + DUE)
    return asked


def told(asked: Asked, name: str) -> list[Happening]:
    actor: Actor = asked.actor(name)
    with current_app.test_request_context():
        return happenings(actor, [asked.operation])


def lacking(asked: Asked) -> set[int]:
    return readiness(asked.operation).lacking("national_plan")


def test_each_member_finds_its_own_due_day(due: Asked):
    (mine,) = told(due, "kz")
    assert (mine.first, mine.said, mine.over) == (clock.today() + DUE, "Not begun", False)
    assert "/plan/answer" in mine.url
    assert "KZ" in mine.url


def test_calendars_name_nobody(due: Asked):
    (mine,) = told(due, "kz")
    assert mine.summary == "OP1: questionnaire due"


def test_who_asks_finds_it_once(due: Asked):
    assert [each.said for each in told(due, "planner")] == ["Ahead"]


def test_an_observer_is_told_nothing(due: Asked):
    assert told(due, "observer") == []


def test_what_was_sent_is_over(due: Asked):
    due.send("kz")
    (mine,) = told(due, "kz")
    assert mine.over


def test_without_a_due_day_nothing_happens(asked: Asked):
    asked.survey()
    assert told(asked, "kz") == []


def test_nobody_is_asked_for_a_plan_before_the_questions_are_published(asked: Asked):
    assert lacking(asked) == set()


def test_a_plan_is_there_once_it_is_sent_and_missing_again_when_it_comes_back(due: Asked):
    kz = due.kz
    assert kz.id in lacking(due)
    due.send("kz")
    assert kz.id not in lacking(due)
    services.decide(due.actor("planner"), "OP1", SurveyKind.PLAN, "KZ", Act.SEND_BACK, 1, "Name the places.")
    assert kz.id in lacking(due)
