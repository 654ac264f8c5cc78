"""A headline names who leads, and nobody where two are level."""

from __future__ import annotations

from datetime import date

from opsplanner.results.scope import participations
from tests.figures import stored
from tests.figures.test_reading import look


def test_a_headline_names_nobody_where_two_are_alike(scene):
    ge = participations([scene.id])
    second = scene.periods[1].id
    member = next(each for each in ge if each.organisation.code == "GE")
    stored.deliver(
        member, [stored.row(250 + n, second, detected_on=date(2026, 3, 20), transport_mode="3") for n in range(2)]
    )
    titles = {each.key: each.title.to("en") for each in look(scene).charts}
    assert titles["by_member"] == "Cases"
    stored.deliver(member, [stored.row(260, second, detected_on=date(2026, 3, 21))])
    titles = {each.key: each.title.to("en") for each in look(scene).charts}
    assert titles["by_member"] == "Customs of GE: 50% of cases"


def test_a_headline_of_modes_names_none_where_two_are_alike(scene):
    ge = next(each for each in participations([scene.id]) if each.organisation.code == "GE")
    rows = [
        stored.row(250 + n, scene.periods[1].id, detected_on=date(2026, 3, 20), transport_mode="3") for n in range(7)
    ]
    assert next(each.title.to("en") for each in look(scene).charts if each.key == "by_mode") == "Air: 82% of cases"
    stored.deliver(ge, rows)
    assert next(each.title.to("en") for each in look(scene).charts if each.key == "by_mode") == "Cases"
