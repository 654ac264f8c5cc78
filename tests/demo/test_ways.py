"""The ways of the demo are those of trade: over open borders, from ports, by the Member that met the goods."""

from random import Random

import pytest

from opsplanner.demo import facts
from opsplanner.demo.planning import roster
from opsplanner.demo.ways import RAIL, ROAD, SEA, Ways, direction
from opsplanner.reference.codes import code_list

CROSSINGS = {row["code"]: row for row in facts.table("crossings")}
MEMBERS = sorted({code for told in facts.read("returns").values() for code in roster(told["members"])})


def test_everyone_who_takes_part_is_in_the_table_and_all_codes_are_countries() -> None:
    assert set(MEMBERS) <= CROSSINGS.keys()
    named = {
        code for row in facts.table("crossings") for cell in row.values() for code in cell.split() if cell != "yes"
    }
    named |= {code for row in facts.table("corridors") for code in row["ways"].replace(";", " ").split()}
    named |= {code for row in facts.table("hubs") for code in f"{row['sea']} {row['air']}".split()}
    named |= {row["code"] for row in facts.table("partners")}
    assert named <= code_list("country").codes.keys()


@pytest.mark.parametrize("column", ["land", "rail", "apart"])
def test_a_border_has_two_sides(column: str) -> None:
    for code, row in CROSSINGS.items():
        for other in row[column].split():
            assert code in CROSSINGS[other][column].split(), (code, other)
        assert set(row["rail"].split()) <= set(row["land"].split())


def test_every_way_of_a_corridor_leads_by_its_member_and_by_none_twice() -> None:
    for row in facts.table("corridors"):
        for way in (each.split() for each in row["ways"].split(";")):
            assert row["member"] in way
            assert len(set(way)) == len(way) > 1


@pytest.mark.parametrize("member", MEMBERS)
def test_ways_are_drawn_by_open_borders_and_coasts(member: str) -> None:
    ways, here = Ways(Random(member), MEMBERS), CROSSINGS[member]
    for mode in sorted(ways.modes(member)):
        for _ in range(40):
            told = ways.draw(member, mode)
            way = [told["country_departure"], *told["countries_transit"], told["country_destination"]]
            assert member in way
            assert len(set(way)) == len(way)
            assert not set(here["apart"].split()) & set(way)
            if mode == SEA:
                assert here["sea"]
            if mode in (RAIL, ROAD) and member not in ways.corridors:
                assert set(way) - {member} <= set(here["rail" if mode == RAIL else "land"].split())


@pytest.mark.parametrize(
    ("way", "member", "mode", "moves"),
    [
        ("CN KZ", "KZ", "2", "import"),
        ("KZ CN", "KZ", "2", "export"),
        ("CN KZ UZ TJ", "UZ", "2", "transit"),
        ("UZ TM AZ GE", "AZ", "1", "transit"),
        ("CN SG JP", "SG", "1", "transhipment"),
        ("KR KZ UZ", "KZ", "4", "transhipment"),
    ],
)
def test_how_goods_move_depends_on_where_they_are_met(way: str, member: str, mode: str, moves: str) -> None:
    assert direction(way.split(), member, mode) == moves
