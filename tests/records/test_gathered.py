"""Many values of one kind are one notice: the first five are named, the others counted, and every place stays with it."""

from __future__ import annotations

from datetime import date, timedelta

from opsplanner.records.gathered import gathered
from opsplanner.records.problem import Problem
from opsplanner.records.sentences import sentence

FIRST = date(2018, 4, 1)


def outside(count: int) -> list[Problem]:
    days = [date(2018, 3, 1) + timedelta(days=number) for number in range(count)]
    return [
        Problem.of(
            "R-035",
            sheet="Results",
            field="detected_on",
            value=day.isoformat(),
            params={"value": day, "first": FIRST, "last": date(2018, 4, 30)},
            cells=(f"C{number}",),
            rows=(number,),
        )
        for number, day in reversed(list(enumerate(days, 2)))
    ]


def test_one_day_is_told_as_it_was() -> None:
    assert gathered(outside(1)) == outside(1)


def test_many_days_are_one_sentence_with_the_first_and_a_count() -> None:
    (told,) = gathered(outside(9))
    assert (told.count, told.cells[:2], told.rows[-1]) == (9, ("C2", "C3"), 10)
    said = sentence(told, "en")
    assert said.startswith(
        "Outside the action phase (1 April 2018 – 30 April 2018), counted as early or late: 1 March 2018,"
    )
    assert "5 March 2018 and 4 more, in Results!C2" in said
    assert "6 March" not in said
    assert "1er mars 2018" in sentence(told, "fr")


def test_a_last_one_is_named_rather_than_counted() -> None:
    (told,) = gathered(outside(6))
    assert "6 March 2018" in sentence(told, "en")


def test_errors_and_other_kinds_stay_apart() -> None:
    others = [Problem.of("R-012", field="unit", value=value, cells=("B2",)) for value in ("x", "y")]
    assert [each.code for each in gathered([*others, *outside(3)])] == ["R-012", "R-012", "R-035"]
