"""The register of lessons: who reads, writes and moves them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook

from opsplanner.core import clock
from opsplanner.core.access import Role
from opsplanner.core.audit import verify
from opsplanner.core.errors import Forbidden, Missing, Refusal
from opsplanner.core.text import Text
from opsplanner.core.versions import Stale
from opsplanner.lessons import services
from opsplanner.lessons.services import LessonValues
from opsplanner.lessons.words import Status
from tests import factories


def values(**changes: Any) -> LessonValues:
    said = {
        "title": Text.of("Name a deputy contact point", fr="Désigner un suppléant"),
        "observation": Text.of("Two Members could not be reached at the week-end."),
        "recommendation": Text.of("Two names, two time zones, before day -14."),
        "theme": "contact_points",
        "phase": "operational",
        "owner_id": None,
        "due_on": None,
        "shared": False,
    }
    return LessonValues(**{**said, **changes})


@pytest.fixture
def people(app_context: Flask) -> dict[str, Any]:
    alpha, bravo = factories.operation("ALPHA"), factories.operation("BRAVO")
    return {
        "member": factories.seated("kz@example.org", alpha, Role.MEMBER, "KZ"),
        "planner": factories.seated("plan@example.org", alpha, Role.PLANNER, "WCO"),
        "observer": factories.seated("opcw@example.org", alpha, Role.OBSERVER, "OPCW"),
        "elsewhere": factories.seated("ge@example.org", bravo, Role.MEMBER, "GE"),
        "other_planner": factories.seated("plan2@example.org", bravo, Role.PLANNER, "PL"),
    }


def actor(people: dict[str, Any], name: str) -> Any:
    return factories.actor(people[name])


def test_a_member_writes_an_observation_and_its_operation_reads_it(people: dict[str, Any]) -> None:
    lesson = services.add_lesson(actor(people, "member"), "ALPHA", values())
    assert lesson.status == Status.OBSERVED
    assert services.find_lesson(actor(people, "planner"), lesson.id).title.to("fr") == "Désigner un suppléant"
    assert list(verify()) == []


def test_an_observer_reads_only_what_is_shared_and_outsiders_nothing(people: dict[str, Any]) -> None:
    kept = services.add_lesson(actor(people, "member"), "ALPHA", values())
    shared = services.add_lesson(actor(people, "member"), "ALPHA", values(shared=True))
    for outsider in ("elsewhere",):
        for lesson in (kept, shared):
            with pytest.raises(Missing):
                services.find_lesson(actor(people, outsider), lesson.id)
    with pytest.raises(Missing):
        services.find_lesson(actor(people, "observer"), kept.id)
    assert services.find_lesson(actor(people, "observer"), shared.id).shared
    assert services.find_lesson(actor(people, "other_planner"), shared.id).shared
    with pytest.raises(Missing):
        services.find_lesson(actor(people, "other_planner"), kept.id)


def test_an_observer_adds_nothing(people: dict[str, Any]) -> None:
    with pytest.raises(Forbidden):
        services.add_lesson(actor(people, "observer"), "ALPHA", values())


def test_the_author_changes_it_until_it_is_analysed(people: dict[str, Any]) -> None:
    member, planner = actor(people, "member"), actor(people, "planner")
    lesson = services.add_lesson(member, "ALPHA", values())
    services.change_lesson(member, lesson.id, services.lesson_stamp(lesson), values(theme="training"))
    services.move_lesson(planner, lesson.id, Status.ANALYSED, "")
    with pytest.raises(Forbidden):
        services.change_lesson(member, lesson.id, services.lesson_stamp(lesson), values())


def test_a_stale_text_is_refused_and_nothing_is_overwritten(people: dict[str, Any]) -> None:
    planner = actor(people, "planner")
    lesson = services.add_lesson(planner, "ALPHA", values())
    started_from = services.lesson_stamp(lesson)
    services.change_lesson(planner, lesson.id, started_from, values(title=Text.of("First")))
    with pytest.raises(Stale):
        services.change_lesson(planner, lesson.id, started_from, values(title=Text.of("Second")))
    assert services.find_lesson(planner, lesson.id).title.to("en") == "First"


def test_settling_a_lesson_needs_its_evidence(people: dict[str, Any]) -> None:
    planner = actor(people, "planner")
    lesson = services.add_lesson(planner, "ALPHA", values())
    with pytest.raises(Refusal):
        services.move_lesson(planner, lesson.id, Status.VALIDATED, " ")
    services.move_lesson(planner, lesson.id, Status.VALIDATED, "Deputies answered in BRAVO.")
    assert [step.status for step in lesson.steps] == [Status.VALIDATED]


def test_the_owner_moves_its_lesson_on_and_another_member_does_not(people: dict[str, Any]) -> None:
    planner, member = actor(people, "planner"), actor(people, "member")
    owned = services.add_lesson(
        planner, "ALPHA", values(owner_id=people["member"].organisation_id, due_on=date(2026, 3, 1))
    )
    free = services.add_lesson(planner, "ALPHA", values())
    services.move_lesson(member, owned.id, Status.ACTION, "")
    with pytest.raises(Forbidden):
        services.move_lesson(member, free.id, Status.ACTION, "")
    assert [lesson.id for lesson in services.due_for(member)] == [owned.id]


def test_search_folds_accents_in_both_languages(people: dict[str, Any]) -> None:
    services.add_lesson(actor(people, "member"), "ALPHA", values())
    for words in ("suppleant", "DÉSIGNER", "deputy week-end"):
        assert services.register(actor(people, "member"), {"q": words}).total == 1
    assert services.register(actor(people, "member"), {"q": "nothing such"}).narrowed


def test_pages_in_both_languages(people: dict[str, Any], sign_in: Callable[..., FlaskClient]) -> None:
    lesson_id = services.add_lesson(actor(people, "member"), "ALPHA", values()).id
    browser = sign_in(people["planner"])
    for path in ("/lessons", "/lessons/dashboard", "/operations/ALPHA/lessons", f"/lessons/{lesson_id}", f"/lessons/{lesson_id}/edit", "/operations/ALPHA/lessons/add"):  # fmt: skip
        english, french = browser.get(path + "?lang=en"), browser.get(path + "?lang=fr")
        assert english.status_code == french.status_code == 200, path
        assert 'lang="fr"' in french.text
    assert "Désigner un suppléant" in browser.get("/lessons?lang=fr").text
    chart = browser.get("/lessons/dashboard/by_theme.json?lang=fr").get_json()
    assert "Points de contact" in str(chart)
    assert browser.get("/lessons/dashboard/nothing.json").status_code == 404


def test_a_form_keeps_what_was_typed(people: dict[str, Any], sign_in: Callable[..., FlaskClient]) -> None:
    answer = sign_in(people["member"]).post("/operations/ALPHA/lessons/add?lang=en", data={"title_en": "Half a lesson", "theme": "training", "phase": "planning"})  # fmt: skip
    assert answer.status_code == 422
    assert "Half a lesson" in answer.text
    assert "Say what happened, in English or in French" in answer.text


def test_a_lesson_is_added_edited_and_moved_in_the_browser(people: dict[str, Any], sign_in: Callable[..., FlaskClient]) -> None:  # fmt: skip
    browser = sign_in(people["planner"])
    said = {
        "title_en": "T",
        "observation_en": "O",
        "recommendation_en": "R",
        "theme": "training",
        "phase": "planning",
        "owner": "",
    }
    place = browser.post("/operations/ALPHA/lessons/add", data=said).headers["Location"]
    page = browser.get(place + "/edit?lang=en").text
    [version] = re.findall('name="version"[^>]*value="(.+?)"', page)
    assert browser.post(place + "/edit", data={**said, "title_en": "New", "version": version}).status_code == 302
    stale = browser.post(place + "/edit?lang=en", data={**said, "title_en": "Old", "version": version})
    assert stale.status_code == 409
    assert "New" in stale.text
    assert "Old" in stale.text
    assert browser.post(place + "/move", data={"status": "set_aside", "note": ""}).status_code == 422
    assert browser.post(place + "/move", data={"status": "set_aside", "note": "Done elsewhere."}).status_code == 302


def test_the_export_holds_what_the_filters_leave(people: dict[str, Any], sign_in: Callable[..., FlaskClient]) -> None:
    planner = actor(people, "planner")
    services.add_lesson(planner, "ALPHA", values(title=Text.of("=1+1"), due_on=date(2026, 3, 1)))
    services.add_lesson(planner, "ALPHA", values(theme="training"))
    content = sign_in(people["planner"]).get("/lessons/register.xlsx?theme=contact_points&lang=en").data
    rows = list(load_workbook(BytesIO(content)).worksheets[0].iter_rows(values_only=True))
    assert [row[2] for row in rows[1:]] == ["=1+1"]
    assert rows[1][9].date() == date(2026, 3, 1)


def test_age_counts_open_lessons_only(people: dict[str, Any], sign_in: Callable[..., FlaskClient]) -> None:
    planner = actor(people, "planner")
    with clock.frozen(datetime(2020, 1, 1, tzinfo=UTC)):
        services.add_lesson(planner, "ALPHA", values())
        settled = services.add_lesson(planner, "ALPHA", values())
    services.move_lesson(planner, settled.id, Status.SET_ASIDE, "No longer wanted.")
    figure = sign_in(people["planner"]).get("/lessons/dashboard/by_age.json?lang=en").get_json()
    assert figure["data"][0]["x"][-1] == 1
