"""The ways goods take in the demo: as trade goes by sea, rail, road and air, drawn by lot from tables; about no real consignment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from random import Random
from typing import Any

from opsplanner.demo import facts
from opsplanner.reference.countries import region_of

SEA, RAIL, ROAD, AIR, MAIL = "1", "2", "3", "4", "5"
CROSSED = {RAIL: "rail", ROAD: "land"}
# Most of what a Member detects is bound for it.
PARTS = {"import": 52, "export": 24, "through": 24}
BY_HUB, RE_EXPORTED, FROM_ELSEWHERE, STATED = 0.4, 0.1, 0.2, 0.55
Way = Sequence[str]


def direction(way: Way, member: str, mode: str) -> str:
    """How goods on this way move for a Member on it; what only changes ship or aircraft there is transhipped."""
    if way[0] == member:
        return "export"
    if way[-1] == member:
        return "import"
    at, near = way.index(member), _crossing(member)["land"].split()
    crosses = way[at - 1] in near or way[at + 1] in near
    return "transit" if mode in CROSSED or (mode == SEA and crosses) else "transhipment"


def told(way: Way, member: str, mode: str) -> dict[str, Any]:
    """The answers of a case that a way gives: from where, through where, to where."""
    return {
        "direction": direction(way, member, mode),
        "country_departure": way[0],
        "countries_transit": list(way[1:-1]),
        "country_destination": way[-1],
    }


class Ways:
    """Ways for the Members of an operation. Where no corridor is known goods come from over the border, or from who ships most."""

    def __init__(self, chance: Random, members: Sequence[str]) -> None:
        self.chance, self.members = chance, members
        self.corridors: dict[str, dict[str, list[list[str]]]] = {}
        for row in facts.table("corridors"):
            found = [way.split() for way in row["ways"].split(";")]
            self.corridors.setdefault(row["member"], {})[row["mode"]] = found

    def modes(self, member: str) -> frozenset[str]:
        """The modes of transport by which goods reach or leave a Member."""
        if member in self.corridors:
            return frozenset(self.corridors[member])
        here = _crossing(member)
        by = {SEA: here["sea"], RAIL: here["rail"], ROAD: here["land"], AIR: "yes", MAIL: "yes"}
        return frozenset(mode for mode, found in by.items() if found)

    def draw(self, member: str, mode: str) -> dict[str, Any]:
        """The answers of one case."""
        way = self._way(member, mode)
        found = told(way, member, mode)
        if found["direction"] == "export" and self.chance.random() < RE_EXPORTED:
            found |= {"direction": "re_export", "country_origin": self._supplier(AIR, way)}
        elif self.chance.random() < STATED:
            elsewhere = self.chance.random() < FROM_ELSEWHERE and way[0] != member
            found["country_origin"] = self._supplier(AIR, way) if elsewhere else way[0]
        return found

    def _way(self, member: str, mode: str) -> Way:
        known = self.corridors.get(member, {}).get(mode)
        if known:
            return self.chance.choice(known)
        part = self.chance.choices(list(PARTS), list(PARTS.values()))[0]
        return self._crossed(member, mode, part) if mode in CROSSED else self._shipped(member, mode, part)

    def _crossed(self, member: str, mode: str, part: str) -> Way:
        """Over a border of the Member's, or in by one and out by another."""
        near = _crossing(member)[CROSSED[mode]].split()
        one, *others = self.chance.sample(near, len(near))
        if part == "export":
            return member, one
        return (one, member, others[0]) if part == "through" and others else (one, member)

    def _shipped(self, member: str, mode: str, part: str) -> Way:
        """By sea or air; from a port onwards to who has no coast, from a hub to others of its region."""
        hubs = next(row for row in facts.table("hubs") if row["region"] == (region_of(member) or "EUR"))
        near = hubs["sea" if mode == SEA else "air"].split()
        beyond = [each for each in _crossing(member)["land"].split() if mode == SEA and _inland(each)]
        if not beyond and member in near and mode != MAIL:
            beyond = self._near(member)
        if part == "through" and beyond:
            last = self.chance.choice(beyond)
            return self._supplier(mode, [member, last]), member, last
        first, last = (member, self._market(member)) if part == "export" else (self._supplier(mode, [member]), member)
        return first, *self._between(first, last, near, mode), last

    def _between(self, first: str, last: str, hubs: Sequence[str], mode: str) -> list[str]:
        """A hub, on some of the ways from one region to another of those to whom few ships or aircraft go."""
        great = [row["code"] for row in facts.table("partners") if row[_column(mode)]]
        if region_of(first) == region_of(last) or (first in great and last in great) or self.chance.random() > BY_HUB:
            return []
        apart = {first, last, *_apart(first), *_apart(last)}
        return [each for each in hubs if each not in apart][:1]

    def _supplier(self, mode: str, but: Sequence[str]) -> str:
        return self._of(_column(mode), but)

    def _market(self, member: str) -> str:
        """Half of them lie in the region, among those that take part."""
        near = self._near(member)
        return self.chance.choice(near) if near and self.chance.random() < 0.5 else self._of("market", [member])

    def _near(self, member: str) -> list[str]:
        """The others of its region that take part and trade with it."""
        but = {member, *_apart(member)}
        return [each for each in self.members if each not in but and region_of(each) == region_of(member)]

    def _of(self, column: str, but: Sequence[str]) -> str:
        left = {*but, *(each for one in but for each in _apart(one))}
        weights = {row["code"]: int(row[column] or 0) for row in facts.table("partners") if row["code"] not in left}
        return self.chance.choices(list(weights), list(weights.values()))[0]


def _column(mode: str) -> str:
    return "sea" if mode == SEA else "air"


def _apart(code: str) -> list[str]:
    """With whom it does not trade."""
    return _crossing(code)["apart"].split()


def _inland(code: str) -> bool:
    return not _crossing(code)["sea"]


def _crossing(code: str) -> Mapping[str, str]:
    """The open crossings of a country, whether ships call there, with whom it does not trade; one not in the table is taken to have a coast and no crossing."""
    nothing = {"code": code, "land": "", "rail": "", "sea": "yes", "apart": ""}
    return _crossings().get(code, nothing)


@cache
def _crossings() -> Mapping[str, Mapping[str, str]]:
    return {row["code"]: row for row in facts.table("crossings")}
