"""The meetings of the demo tell the public facts as they are, counted from what is registered."""

from __future__ import annotations

from datetime import date

import pytest

from opsplanner.core.access import system_actor
from opsplanner.meetings import services
from opsplanner.meetings.models import Meeting, Outcome
from opsplanner.meetings.services import Tally

pytestmark = pytest.mark.usefixtures("demo")
ACTOR = system_actor("tests")


def meeting(name: str) -> Meeting:
    (found,) = [each for each in services.earlier(ACTOR, None) if each.name.to("en") == name]
    return services.find(ACTOR, found.id)


@pytest.mark.parametrize(
    ("name", "first", "last", "tally"),
    [
        ("Planning session of Operation COSMO", date(2014, 4, 8), date(2014, 4, 10), Tally()),
        ("Debrief of Operation COSMO", date(2015, 10, 6), date(2015, 10, 8), Tally(77, 70, 7, 0)),
        ("Global planning seminar of COSMO 2", date(2018, 1, 9), date(2018, 1, 11), Tally(120, 96, 12, 6)),
        ("Sixth meeting of IREN", date(2024, 4, 9), date(2024, 4, 10), Tally(13, 12, 0, 1)),
    ],
)
def test_each_meeting_has_its_days_and_counts(name: str, first: date, last: date, tally: Tally) -> None:
    held = meeting(name)
    assert (held.first_day, held.last_day) == (first, last)
    assert services.tallies([held])[held.id] == tally


def test_the_seminar_heard_its_keynotes_by_function(demo: object) -> None:
    presenters = [item.presenter.to("en") for item in meeting("Global planning seminar of COSMO 2").items]
    assert presenters[:2] == [
        "WCO Secretary General; Director of Compliance and Facilitation",
        "A member of the Group of Experts",
    ]


def test_the_sixth_meeting_of_iren_had_its_guests_and_followed_a_resolution_of_the_fourth_up() -> None:
    sixth = meeting("Sixth meeting of IREN")
    assert {guest.organisation.code for guest in sixth.guests} == {"BG", "PL", "TR", "IT", "UNODC"}
    (followed,) = services.before(ACTOR, sixth).decisions
    assert (followed.meeting.name.to("en"), followed.outcome) == ("Fourth meeting of IREN", Outcome.UNDER_WAY)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_what_is_assumed_is_said_to_be(lang: str) -> None:
    word = "assumed" if lang == "en" else "suppos"
    assert all(word in each.note.to(lang) for each in services.earlier(ACTOR, None))
