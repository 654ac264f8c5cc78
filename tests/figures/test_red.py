"""Cases marked RED count in totals of the whole operation: in no chart and under no filter, but for their own Member."""

from __future__ import annotations

import pytest

from opsplanner.core.access import Role
from tests import factories
from tests.figures import stored
from tests.figures.test_reading import chart, look, someone, value

RED_APART = "Cases marked RED count in totals of the whole operation only."


@pytest.mark.parametrize(
    ("role", "code"),
    [(Role.PLANNER, "WCO"), (Role.SECRETARIAT, "WCO"), (Role.LIAISON, "RILO-CIS"), (Role.MEMBER, "GE")],
)
def test_red_cases_are_in_no_chart_and_in_no_filtered_view_of_others(scene, role, code):
    rows = [stored.row(700 + n, scene.periods[0].id, handling="RED", transport_mode="8") for n in range(5)]
    stored.deliver(stored.member(scene, "TJ"), rows)
    factories.organisation("RILO-CIS", kind="rilo")
    reader = someone(scene, role, code)
    whole, filtered = look(scene, reader), look(scene, reader, transport_mode="8")
    assert value(whole, "cases") == 16
    for key in ("by_mode", "by_class", "by_basis", "routes", "map", "over_time"):
        found = next(each for each in whole.charts if each.key == key)
        assert sum(found.values()) <= 11
        assert any("RED" in note.to("en") for note in found.footnotes)
    assert "8" not in chart(whole, "by_mode")
    assert "8" not in chart(filtered, "by_mode")
    # A Member may not filter by mode: it sees the whole as before.
    assert value(filtered, "cases") == (16 if role == Role.MEMBER else 0)
    assert value(look(scene, reader, period="1"), "cases") in (7, None)


def test_the_sentence_about_red_cases_does_not_tell_where_they_are(scene):
    stored.deliver(stored.member(scene, "TJ"), [stored.row(700, scene.periods[0].id, handling="RED")])
    for period in ("1", "2"):
        assert RED_APART in [note.to("en") for note in look(scene, period=period).notes]


def test_a_member_finds_its_own_red_cases_in_its_figures(scene):
    rows = [stored.row(700 + n, scene.periods[0].id, handling="RED", transport_mode="8") for n in range(5)]
    stored.deliver(stored.member(scene, "TJ"), rows)
    document = look(scene, someone(scene, Role.MEMBER, "TJ"), member="TJ", transport_mode="8")
    assert value(document, "cases") == 5
    assert chart(document, "by_mode") == {"8": 5}


@pytest.mark.parametrize(("few", "told"), [(2, 11), (5, 16)])
def test_a_member_is_not_told_one_or_two_red_cases_by_a_total(scene, few, told):
    rows = [stored.row(700 + n, scene.periods[0].id, handling="RED") for n in range(few)]
    stored.deliver(stored.member(scene, "TJ"), rows)
    assert value(look(scene, someone(scene, Role.MEMBER, "KZ")), "cases") == told
    assert value(look(scene), "cases") == 11 + few


def test_what_one_red_case_amounts_to_is_told_to_nobody(scene):
    stored.deliver(stored.member(scene, "TJ"), [stored.row(700, scene.periods[0].id, handling="RED")])
    assert value(look(scene), "quantity_mass") == sum(chart(look(scene, measure="quantity_mass"), "by_mode").values())
