"""Home: what needs the reader, the most harmful delay first, each with its verbs; other people's things never."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from opsplanner.core import clock
from opsplanner.core.access import Role
from opsplanner.core.needs import Harm
from opsplanner.core.text import Text
from opsplanner.directory import sessions
from opsplanner.home.services import Home, gather
from opsplanner.lessons.models import Lesson
from opsplanner.operations.models import Milestone, Operation, OperationSeat, Phase
from opsplanner.participants.models import Participation
from opsplanner.results import services as results
from tests import factories as make
from tests.databases import Staged
from tests.results.world import NOW, World, build, find
from tests.statements import asked

AFTER_TWO_WEEKS = datetime(2026, 3, 20, 12, tzinfo=UTC)


@pytest.fixture
def world(staged: Staged) -> World:
    staged("reporting", build)
    return find()


@pytest.fixture
def see(app: Flask, world: World) -> Callable[..., Home]:
    """What somebody's Home holds at a moment."""

    def at(name: str, moment: datetime = AFTER_TWO_WEEKS) -> Home:
        with app.test_request_context(), clock.frozen(moment):
            return gather(world.actor(name))

    return at


def told(home: Home) -> list[tuple[str, str, list[str]]]:
    return [(need.state, need.title, [way.verb for way in need.ways]) for need in home.needs]


def test_a_member_finds_what_it_owes_with_both_ways_to_answer(see: Callable[..., Home]):
    owed = [each for each in told(see("kz")) if each[0] == "overdue"]
    assert owed == [
        ("overdue", "Results of 2–8 March 2026", ["Upload results", "Nothing to report", "Ask for more time"]),
        ("overdue", "Results of 9–15 March 2026", ["Upload results", "Nothing to report", "Ask for more time"]),
    ]


def test_many_returns_of_one_kind_are_one_line(see: Callable[..., Home]):
    owed = [each for each in told(see("kz", NOW + timedelta(days=60))) if each[0] == "overdue"]
    assert owed == [("overdue", "Results of 4 periods", ["Report results"])]


def test_nil_said_from_home_is_no_longer_owed(
    see: Callable[..., Home], world: World, sign_in: Callable[..., FlaskClient]
):
    way = next(way for need in see("kz").needs for way in need.ways if way.sent)
    assert sign_in(world.people["kz"]).post(way.url, data=dict(way.sent or {})).status_code == 302
    assert [title for state, title, _ways in told(see("kz", clock.now())) if state == "overdue"] == [
        "Results of 9–15 March 2026",
        "Results of 16–22 March 2026",
        "Results of 23–29 March 2026",
    ]


def test_what_came_back_leads_to_its_notes(see: Callable[..., Home], world: World):
    with clock.frozen(NOW):
        sent = results.report_nil(world.actor("kz"), world.operation, [1])
        results.take_in_review(world.actor("planner"), world.operation, sent.id)
        results.return_to_member(world.actor("planner"), world.operation, sent.id, "Was nothing checked at all?")
    [back] = [need for need in see("kz").needs if need.harm is Harm.RETURNED]
    assert back.hint.startswith("Was nothing checked at all?")
    assert back.ways[0].url.endswith(f"/submissions/{sent.id}")
    assert told(see("ge"))[0][0] != "returned"


def test_an_invitation_is_answered_from_home(see: Callable[..., Home], world: World):
    second = make.operation("OP2", phase="planning")
    make.stored(
        Participation(
            operation_id=second.id, organisation_id=make.organisation("KZ").id, role=Role.MEMBER, state="invited",
            reviewer_kind="planner", invited_at=NOW, note="",
        )
    )  # fmt: skip
    world.people["new"] = make.seated("new@x.example", second, Role.MEMBER, "KZ")
    assert told(see("new")) == [("invited", "Customs of KZ is asked to take part", ["Answer"])]


def test_planners_see_who_is_silent_and_what_is_in_set_up(see: Callable[..., Home], world: World):
    make.operation("OP2", phase="planning")
    assert ("silent", "2 Members have not answered", ["See who"]) in told(see("planner"))
    assert [need.title for need in see("secretariat").needs if need.harm is Harm.SET_UP] == ["Set up Operation OP2"]


def test_a_liaison_office_sees_the_silence_of_its_own_members(see: Callable[..., Home], world: World):
    make.organisation("KZ").rilo_id = None
    make.stored(make.organisation("KZ"))
    assert ("silent", "1 Member has not answered", ["See who"]) in told(see("liaison"))


def test_the_owner_of_a_lesson_is_reminded(see: Callable[..., Home], world: World):
    lesson(world.operation, "KZ", date(2026, 3, 15))
    assert [need.said for need in see("kz").needs if need.harm is Harm.ACTION] == ["Overdue"]
    assert not [need for need in see("ge").needs if need.harm is Harm.ACTION]


def test_what_is_coming_stands_in_its_order(see: Callable[..., Home], world: World):
    make.stored(
        Milestone(operation_id=world.operation.id, day=date(2026, 4, 9), text=Text.of("Hot debrief", fr="Bilan"))
    )
    assert [event.sentence for event in see("kz").coming] == [
        "Results of 16–22 March 2026 are due",
        "Results of 23–29 March 2026 are due",
        "Hot debrief",
    ]


def test_what_is_coming_has_the_time_that_was_granted(see: Callable[..., Home], world: World):
    period = world.operation.periods[2]
    later = period.due_at + timedelta(days=2)
    with clock.frozen(AFTER_TWO_WEEKS):
        place = f"{world.participation('KZ').id}-{period.id}"
        results.extend(world.actor("planner"), world.operation, [place], later, "A holiday.")
    assert see("kz").coming[0].at == later
    assert see("ge").coming[0].at == period.due_at
    assert see("planner").coming[0].at == period.due_at


def test_a_whole_day_is_named_without_an_hour_whatever_the_zones(sign_in: Callable[..., FlaskClient], world: World):
    world.operation.time_zone, world.people["kz"].time_zone = "Asia/Almaty", "America/New_York"
    make.stored(Milestone(operation_id=world.operation.id, day=date(2026, 4, 9), text=Text.of("Hot debrief")))
    debrief = Phase(
        operation_id=world.operation.id, kind="debrief", starts_on=date(2026, 4, 10), ends_on=date(2026, 4, 20)
    )
    make.stored(debrief)
    with clock.frozen(AFTER_TWO_WEEKS):
        page = sign_in(world.people["kz"]).get("/").text
    for what, day in (("Hot debrief", "9 April 2026"), ("Phase: ", "10 April 2026")):
        line = page.partition(what)[2].partition("</li>")[0]
        assert f"· {day}</p>" in line


def test_news_is_what_happened_between_two_visits(see: Callable[..., Home], world: World):
    person = world.people["kz"].id
    with clock.frozen(NOW):
        sessions.begin(person)
        sent = results.report_nil(world.actor("kz"), world.operation, [1])
        lesson(world.operation, "GE", date(2026, 6, 1))
    assert see("kz").since is None
    with clock.frozen(NOW + timedelta(hours=1)):
        results.take_in_review(world.actor("planner"), world.operation, sent.id)
        results.accept(world.actor("planner"), world.operation, sent.id)
    with clock.frozen(NOW + timedelta(hours=2)):
        lesson(world.operation, "GE", date(2026, 6, 1))
        sessions.begin(person)
    home = see("kz", NOW + timedelta(hours=3))
    assert home.since == NOW
    assert [event.sentence for event in home.news] == ["New lesson: A lesson", f"{sent.reference} was accepted"]


def test_nothing_is_said_in_a_sentence(sign_in: Callable[..., FlaskClient], world: World):
    text = sign_in(world.people["stranger"]).get("/").text
    assert "Nothing needs you" in text
    assert "An operation appears here as soon as you are invited to it." in text


@pytest.mark.parametrize("name", ["kz", "office", "guest", "liaison", "planner", "observer", "secretariat", "stranger"])
def test_home_opens_for_everyone_light_and_without_charts(name: str, sign_in: Callable[..., FlaskClient], world: World):
    answer = sign_in(world.people[name]).get("/?lang=fr")
    assert answer.status_code == 200
    assert len(answer.data) < 120_000
    assert "plotly" not in answer.text


def test_the_number_of_questions_does_not_grow(sign_in: Callable[..., FlaskClient], world: World):
    def questions() -> int:
        person = sign_in(world.people["planner"])
        with asked() as sent:
            assert person.get("/").status_code == 200
        return len(sent)

    questions()  # from the second visit on there is news
    before = questions()
    for number in range(5):
        other = make.operation(f"MORE{number}", phase="planning" if number % 2 else "operational")
        seat(world, other)
        lesson(other, "PL", date(2026, 6, 1))
    assert questions() == before


def seat(world: World, operation: Operation) -> None:
    """The planner of the world plans this one too."""
    from_planner = world.people["planner"]
    make.stored(
        OperationSeat(
            account_id=from_planner.id,
            operation_id=operation.id,
            organisation_id=from_planner.organisation_id,
            role=Role.PLANNER,
        )
    )


def lesson(operation: Operation, owner: str, due: date) -> Lesson:
    return make.stored(
        Lesson(
            operation_id=operation.id, title=Text.of("A lesson"), observation=Text.of("x"), recommendation=Text.of("y"),
            theme="other", phase="debrief", status="observed", owner_id=make.organisation(owner).id, due_on=due, shared=True,
            search="", observed_at=clock.now(), observed_by="x",
        )
    )  # fmt: skip


def test_a_long_list_is_cut_into_pages_and_narrowed_to_one_operation(sign_in: Callable[..., FlaskClient], world: World):
    for number in range(30):
        make.operation(f"SET{number:02}", phase="planning")
    person = sign_in(world.people["secretariat"])
    first = person.get("/?size=25").text
    assert "Set up Operation SET00" in first
    assert "1 to 25 of" in first
    narrowed = person.get("/?of=SET29").text
    assert "Set up Operation SET29" in narrowed
    assert "Set up Operation SET00" not in narrowed
    assert "Nothing of this operation needs you" in person.get("/?of=zq").text
