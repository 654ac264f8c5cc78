"""Reminders: by hand and by themselves, one mail a person in its language, each step once, never of what has come."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from opsplanner.core import clock, mail
from opsplanner.core.db import db
from opsplanner.core.errors import Forbidden, Missing, Refusal
from opsplanner.core.mail import OutboxMail
from opsplanner.directory.models import Account
from opsplanner.participants.models import ContactPoint
from opsplanner.reference.clocks import weekend_of
from opsplanner.results import services
from opsplanner.results.chasing.contacts import last_contacts
from opsplanner.results.chasing.steps import moments
from opsplanner.results.models import Reminder, Step
from opsplanner.results.services.mornings import still_needed
from tests import factories as make
from tests.results.test_terms import add_contact, letters, place
from tests.results.world import NOW, World

SignIn = Callable[[Account], FlaskClient]
DUE = datetime(2026, 3, 17, tzinfo=UTC)  # of the second week: midnight after Monday
BEGUN = date(2026, 3, 9)


def told() -> list[tuple[str, str]]:
    """Every reminder kept: step and recipient."""
    return [(row.step, row.recipient) for row in db.session.scalars(sa.select(Reminder).order_by(Reminder.id))]


@pytest.mark.parametrize(
    ("due", "zone", "expected"),
    [
        (datetime(2026, 3, 18, 12, tzinfo=UTC), "UTC", [16, 18, 19, 21]),
        (datetime(2026, 3, 16, 12, tzinfo=UTC), "UTC", [12, 16, 17, 19]),  # Thursday before a Monday
        (datetime(2026, 3, 17, 0, tzinfo=UTC), "UTC", [12, 16, 17, 19]),  # at midnight: the morning before
        (datetime(2026, 3, 18, 1, tzinfo=UTC), "Asia/Tokyo", [16, 18, 19, 21]),  # ten in the morning there
        (datetime(2026, 3, 18, 12, tzinfo=UTC), "America/Lima", [13, 17, 18, 20]),  # seven in the morning there
    ],
)
def test_a_step_is_a_morning_where_its_reader_is(due: datetime, zone: str, expected: list[int]) -> None:
    found = moments(due, BEGUN, zone)
    assert [moment.day for moment in found.values()] == expected
    assert {moment.hour for moment in found.values()} == {8}
    assert found[Step.MORNING] <= due < found[Step.AFTER]


@pytest.mark.parametrize(
    ("country", "before"),
    [("BE", 12), ("SA", 12), ("IR", 14), ("IN", 13), ("AF", 14)],  # due at noon on Monday the 16th
)
def test_working_days_are_those_of_the_country_of_the_reader(country: str, before: int) -> None:
    found = moments(datetime(2026, 3, 16, 12, tzinfo=UTC), BEGUN, "UTC", weekend_of(country))
    assert found[Step.BEFORE].day == before


def test_nothing_is_told_of_a_period_before_it_begins() -> None:
    daily = moments(datetime(2026, 3, 18, 12, tzinfo=UTC), date(2026, 3, 17), "UTC")
    assert list(daily) == [Step.MORNING, Step.AFTER, Step.AGAIN]


@pytest.mark.usefixtures("in_march")
class TestByHand:
    """From the board, for the returns chosen."""

    def test_one_mail_a_person_in_its_language_with_three_ways_to_answer(self, world: World) -> None:
        add_contact(world)
        names = [place(world, number=1), place(world, number=2)]
        services.remind(world.actor("liaison"), world.operation, names)
        (letter,) = letters()
        assert "2 relevés sont en retard" in letter.subject
        for way in ("/results/upload?member=KZ", "/results/nil/", "/results/more-time?member=KZ&period=2"):
            assert way in letter.body
        assert last_contacts(world.operation)[world.participation("KZ").id].recipient == "ncp@customs.kz"

    def test_the_preview_stores_nothing_and_holds_no_link_that_works(self, world: World) -> None:
        add_contact(world)
        found = services.preview(world.actor("liaison"), world.operation, [place(world)])
        assert found.letters[0].person.language == "fr"
        assert "/results/nil/…" in found.letters[0].body
        assert letters() == []

    def test_without_a_contact_point_the_people_of_the_member_are_told(self, world: World) -> None:
        found = services.preview(world.actor("liaison"), world.operation, [place(world)])
        assert [letter.person.email for letter in found.letters] == ["kz@x.example"]

    def test_whom_no_mail_reaches_is_listed_with_whom_to_ring(self, world: World) -> None:
        world.people["kz"].active = False
        db.session.commit()

        def desks(reader: str) -> list[tuple[str, str]]:
            (one,) = services.preview(world.actor(reader), world.operation, [place(world)]).without
            assert one.participation.organisation.code == "KZ"
            return [(desk.function, desk.phone) for desk in one.desks]

        assert desks("secretariat") == []
        make.account("duty@x.example", "KZ", phone="+7 717 200", function="Duty officer")
        assert desks("secretariat") == [("Duty officer", "+7 717 200")]
        assert desks("planner") == []  # who does not know these people
        add_contact(world, "kz@x.example")
        assert desks("planner") == [("National contact point", "")]

    def test_the_page_says_which_number_to_ring_and_where_there_is_none(self, world: World, sign_in: SignIn) -> None:
        world.people["kz"].active = False
        add_contact(world, "kz@x.example", phone="+7 717 255")
        world.people["ge"].active = False
        db.session.commit()
        names = [place(world), place(world, "GE")]
        page = sign_in(world.people["planner"]).post("/operations/OP1/board/remind", data={"place": names}).text
        assert '<a href="tel:+7717255">+7 717 255</a>' in page
        assert "neither a contact point nor a telephone number is known" in page

    def test_the_same_form_sent_twice_mails_nobody_twice(self, world: World, sign_in: SignIn) -> None:
        client, data = sign_in(world.people["planner"]), {"place": [place(world)], "send": "1"}
        first = client.post("/operations/OP1/board/remind", data=data, follow_redirects=True).text
        assert "1 reminder is on its way." in first
        assert "less than an hour ago" not in first
        again = client.post("/operations/OP1/board/remind", data=data, follow_redirects=True).text
        assert "is on its way" not in again
        assert "1 person was reminded of the same returns less than an hour ago" in again
        assert len(letters()) == 1
        shown = client.post("/operations/OP1/board/remind", data={"place": [place(world)]}).text
        assert "Reminded just now" in shown

    def test_only_what_was_not_told_within_the_hour_is_told_again(self, world: World) -> None:
        both = [place(world, number=1), place(world, number=2)]
        services.remind(world.actor("liaison"), world.operation, both[:1])
        done = services.remind(world.actor("liaison"), world.operation, both)
        assert [[item.period.number for item in letter.items] for letter in done.letters] == [[2]]
        assert done.lately == ["kz@x.example"]
        with clock.frozen(NOW + timedelta(minutes=61)):
            assert services.remind(world.actor("liaison"), world.operation, both).lately == []
        assert len(letters()) == 3

    def test_what_has_come_is_not_reminded_of(self, world: World) -> None:
        services.report_nil(world.actor("kz"), world.operation, [2])
        with pytest.raises(Refusal):
            services.remind(world.actor("liaison"), world.operation, [place(world)])

    def test_a_liaison_reminds_only_the_members_it_follows(self, world: World) -> None:
        make.organisation("GE").rilo_id = None
        db.session.commit()
        with pytest.raises(Missing):
            services.remind(world.actor("liaison"), world.operation, [place(world, "GE")])
        with pytest.raises(Forbidden):
            services.remind(world.actor("kz"), world.operation, [place(world)])

    def test_a_call_is_the_last_contact_too(self, world: World) -> None:
        services.note_contact(world.actor("liaison"), world.operation, [place(world)], "Called the duty office.")
        assert last_contacts(world.operation)[world.participation("KZ").id].note == "Called the duty office."

    def test_a_mail_still_waiting_is_not_sent_when_all_has_come(self, world: World) -> None:
        add_contact(world)
        services.remind(world.actor("liaison"), world.operation, [place(world)])
        services.report_nil(world.actor("kz"), world.operation, [2])
        mail.deliver("smtp://127.0.0.1:1", "ops@ops.int")
        assert letters()[0].state == "dropped"

    def test_a_mail_still_waiting_leaves_out_what_has_come(self, world: World) -> None:
        add_contact(world, languages="en")
        names = [place(world, number=1), place(world, number=2)]
        services.remind(world.actor("liaison"), world.operation, names)
        services.report_nil(world.actor("kz"), world.operation, [2])
        waiting = letters()[0]
        assert still_needed(waiting)
        assert "1 return is overdue" in waiting.subject
        assert "period=2" not in waiting.body


def at(moment: datetime) -> list[OutboxMail]:
    """What the worker has written by then, doing its round at that moment."""
    with clock.frozen(moment):
        services.remind_by_itself()
    return letters()


def test_each_step_is_told_once_to_contact_point_and_liaison_office(world: World) -> None:
    add_contact(world)
    morning = DUE - timedelta(hours=15)  # nine o'clock of the last morning
    first = at(morning)
    assert sorted(each.to for each in first) == ["ge@x.example", "liaison@x.example", "ncp@customs.kz"]
    assert len(at(morning + timedelta(minutes=5))) == 3
    assert ("T+0", "liaison@x.example") in told()
    again = at(DUE + timedelta(hours=9))[3:]
    assert {step for step, _to in told()} == {"T+0", "T+1"}
    assert any("en retard" in each.subject for each in again)


def test_a_liaison_gets_one_mail_for_all_its_members(world: World) -> None:
    (letter,) = [each for each in at(DUE - timedelta(hours=15)) if each.to == "liaison@x.example"]
    assert "Customs of KZ" in letter.body
    assert "Customs of GE" in letter.body
    assert "/results/nil/" not in letter.body


def test_at_night_and_after_the_day_of_a_step_nothing_goes_out(world: World) -> None:
    assert at(DUE - timedelta(hours=2)) == []
    assert at(DUE + timedelta(days=1, hours=9)) == []


def test_the_morning_is_that_of_the_reader(world: World) -> None:
    world.people["kz"].time_zone = "Asia/Almaty"
    db.session.commit()
    early = DUE - timedelta(hours=20)  # four in the morning in UTC, nine in Almaty
    assert [each.to for each in at(early)] == ["kz@x.example"]


def test_two_working_days_before_are_counted_where_the_reader_works(world: World) -> None:
    world.people["kz"].organisation.country = "IR"
    db.session.commit()
    thursday, saturday = (datetime(2026, 3, day, 9, tzinfo=UTC) for day in (12, 14))
    at(thursday)
    assert {to for step, to in told() if step == "T-2"} == {"ge@x.example", "liaison@x.example"}
    at(saturday)
    assert ("T-2", "kz@x.example") in told()


def test_who_never_signed_in_is_told_by_the_clocks_of_its_country(world: World) -> None:
    add_contact(world)
    make.organisation("KZ").country = "KZ"
    db.session.commit()
    early = DUE - timedelta(hours=20)  # four in the morning in UTC, nine in Kazakhstan
    assert "ncp@customs.kz" in [each.to for each in at(early)]


def test_nothing_for_excused_received_closed_or_switched_off(world: World) -> None:
    morning = DUE - timedelta(hours=15)
    with clock.frozen(morning):
        services.excuse(world.actor("planner"), world.operation, [place(world)], "Not concerned.")
        services.report_nil(world.actor("ge"), world.operation, [2])
        before = len(letters())
        services.remind_by_itself()
        assert len(letters()) == before
        services.take_back(world.actor("planner"), world.operation, [place(world)], "Concerned.")
        services.switch_reminders(world.actor("planner"), world.operation, on=False)
        before = len(letters())
        services.remind_by_itself()
        assert len(letters()) == before
        services.switch_reminders(world.actor("planner"), world.operation, on=True)
        services.remind_by_itself()
        assert len(letters()) > before
    with pytest.raises(Forbidden):
        services.switch_reminders(world.actor("liaison"), world.operation, on=False)


def test_who_wants_only_the_overdue_is_told_only_of_that(world: World) -> None:
    services.choose_reminders(world.actor("kz"), only_overdue=True)
    assert "kz@x.example" not in [each.to for each in at(DUE - timedelta(hours=15))]
    assert "kz@x.example" in [each.to for each in at(DUE + timedelta(hours=9))]


def test_one_mail_a_person_over_several_operations(world: World) -> None:
    add_contact(world)
    other = make.operation("OP2")
    for copied in world.operation.periods[:2]:
        values = {key: getattr(copied, key) for key in ("number", "kind", "starts_on", "ends_on", "due_at", "state")}
        make.stored(type(copied)(operation_id=other.id, **values))
    member = world.participation("KZ")
    values = {key: getattr(member, key) for key in ("organisation_id", "role", "state", "reviewer_kind", "reviewer_id")}
    second = make.stored(type(member)(operation_id=other.id, invited_at=NOW, note="", **values))
    make.stored(
        ContactPoint(
            participation_id=second.id, position=1, function="Contact", office="Desk", email="NCP@customs.kz",
            phone="", languages="fr", duty_hours="",
        )
    )  # fmt: skip
    theirs = [each for each in at(DUE - timedelta(hours=15)) if each.to == "ncp@customs.kz"]
    assert len(theirs) == 1
    assert "OP1, Douane de KZ, 9" in theirs[0].body
    assert "OP2, Douane de KZ, 9" in theirs[0].body


def test_an_office_without_people_stops_nobody_elses_reminder(world: World) -> None:
    for seat in world.people["liaison"], world.people["kz"]:
        seat.active = False
    db.session.commit()
    assert [each.to for each in at(DUE - timedelta(hours=15))] == ["ge@x.example"]
