"""What a plan and a meeting both tell stands once; a day that is only near a meeting stays."""

from __future__ import annotations

from datetime import date

import pytest

from opsplanner.core.happenings import Happening, Sort, told_once


def happening(sort: Sort, title: str, day: int, **changes: object) -> Happening:
    days = {"first": date(2018, 1, day), "last": date(2018, 1, day)}
    usual = {"key": title, "code": "COSMO2", "summary": "", "url": "", "zone": "UTC", **days}
    return Happening(sort=sort, title=title, **{**usual, **changes})


SEMINAR = happening(Sort.MEETING, "Global planning seminar of COSMO 2", 9, last=date(2018, 1, 11))


def left(milestone: Happening, meeting: Happening = SEMINAR) -> list[str]:
    return [each.title for each in told_once([milestone, meeting]) if each.sort is Sort.MILESTONE]


@pytest.mark.parametrize(
    "title",
    [
        "Global planning seminar, Brussels, 9–11 January 2018",
        "Planning seminar",
        "PLANNING SEMINAR: 96 Members",
        "Seminar – day 1",
    ],
)
def test_a_milestone_that_is_a_meeting_is_told_by_the_meeting(title: str):
    assert left(happening(Sort.MILESTONE, title, 9)) == []


@pytest.mark.parametrize("title", ["National plans are due", "Seminar papers due", "…"])
def test_another_thing_on_its_day_stays(title: str):
    assert left(happening(Sort.MILESTONE, title, 9)) == [title]


def test_the_same_words_on_another_day_or_of_another_operation_stay():
    assert left(happening(Sort.MILESTONE, "Planning seminar", 12)) == ["Planning seminar"]
    assert left(happening(Sort.MILESTONE, "Planning seminar", 9, code="COSMO3")) == ["Planning seminar"]


def test_the_meeting_of_a_network_is_known_by_the_networks_code():
    meeting = happening(Sort.MEETING, "Sixth meeting of IREN", 9, code="IREN")
    assert left(happening(Sort.MILESTONE, "Sixth meeting of IREN, Brussels", 9), meeting) == []
    assert left(happening(Sort.MILESTONE, "Sixth meeting, Brussels", 9), meeting) == ["Sixth meeting, Brussels"]


def test_of_a_cancelled_meeting_the_milestone_stays():
    meeting = happening(Sort.MEETING, "Planning seminar", 9, cancelled=True)
    assert left(happening(Sort.MILESTONE, "Planning seminar", 9), meeting) == ["Planning seminar"]
