"""Invents cases and effort: seeded, so the same every time; plausible, but about nobody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from opsplanner.demo import facts
from opsplanner.demo.ways import Ways
from opsplanner.reference.containers import check_digit

Row = dict[str, Any]
RELEASED = {"checked_released", "licence_query", "other"}
BASES = {"risk_profile": 40, "manifest_targeting": 15, "random": 14, "intelligence": 10, "referral": 8, "alert": 5, "private_sector": 5, "audit": 3}  # fmt: skip
MODES = {"1": 34, "4": 30, "3": 22, "2": 9, "5": 5}
LICENCES = {
    "checked_released": {"not_required": 60, "valid": 40},
    "licence_query": {"valid": 45, "under_review": 40, "not_required": 15},
    "seizure": {"missing": 70, "forged": 20, "expired": 10},
    "": {"missing": 50, "not_covering": 25, "expired": 15, "under_review": 10},
}
CONCERNS = {"unusual_end_user": 45, "unknown": 25, "none": 15, "military": 10, "wmd": 5}
OUTCOMES = {"pending": 45, "administrative_fine": 25, "investigation": 20, "settled": 10}
SEALS = {"intact": 80, "replaced": 10, "broken": 7, "cloned": 3}
# Not every Member has what an operation asks beside the standard.
STATES_OWN = 0.8
OWNERS = ("MSCU", "TCLU", "CMAU", "HLXU", "TEMU", "GESU")
# Members by the language of their sheet.
FRENCH = frozenset(
    "FR BE LU MC CH CI SN ML BF NE TG BJ GN CM GA CG CD TD CF MG KM DJ TN DZ MA MR HT BI RW VU LB".split()  # noqa: SIM905
)
RUSSIAN = frozenset({"KZ", "KG", "TJ", "UZ", "TM", "BY", "RU", "AM"})


def language_of(member: str) -> str:
    """The language a Member's sheet is written in."""
    return "fr" if member in FRENCH else "ru" if member in RUSSIAN else "en"


def share(total: int, count: int, chance: Random) -> list[int]:
    """`total` things among `count`, at least one each, a few with many."""
    parts = [1] * count
    weights = [chance.paretovariate(2) for _ in parts]
    for place in chance.choices(range(count), weights, k=total - count):
        parts[place] += 1
    return parts


class Inventor:
    """Cases of one operation. `kinds` are weights by kind of result; `container` says whether the block of that name is filled."""

    def __init__(self, code: str, kinds: Mapping[str, int], members: Sequence[str], container: bool) -> None:
        self.chance = Random(code)  # noqa: S311 - a seed is the point
        self.kinds, self.container = kinds, container
        self.ways = Ways(self.chance, members)

    def cases(self, member: str, lengths: Sequence[int], first: date, last: date, start: int) -> Iterator[Row]:
        """The goods lines of a case for each of `lengths`; references count on from `start`."""
        days = sorted(first + timedelta(days=self._day((last - first).days + 1)) for _ in lengths)
        for number, (day, length) in enumerate(zip(days, lengths, strict=True), start=start):
            case = self._case(member, f"{member}-{number:03d}", day)
            yield from ({**case, **self._goods(member)} for _ in range(length))

    def lengths(self, cases: int) -> list[int]:
        """How many goods lines so many cases have: mostly one."""
        return self.chance.choices((1, 2, 3), (82, 14, 4), k=cases)

    def cut(self, lines: int) -> list[int]:
        """So many goods lines as cases."""
        parts: list[int] = []
        while lines:
            parts.append(min(lines, self.lengths(1)[0]))
            lines -= parts[-1]
        return parts

    def effort(self, first: date, last: date, around: int, cases: int, own: Mapping[str, float]) -> Row:
        """What was controlled in a window in which so many cases came about; `own` fields by how much for each consignment."""
        examined = max(cases, round(around * self.chance.uniform(0.5, 1.6)))
        profiled = examined * self.chance.randint(4, 9)
        return {
            "window_start": first,
            "window_end": last,
            "consignments_examined": examined,
            "consignments_profiled": profiled,
            "consignments_selected": round(profiled * self.chance.uniform(0.2, 0.5)),
            "officers_engaged": self.chance.randint(4, 40),
            "licence_checks": self.chance.randint(0, examined // 3),
            "reach_back_requests": self.chance.randint(0, 4),
            **{key: self._about(examined * each) for key, each in own.items() if self.chance.random() < STATES_OWN},
        }

    def _about(self, amount: float) -> Decimal:
        return Decimal(f"{amount * self.chance.uniform(0.5, 1.6):.1f}")

    def _day(self, days: int) -> int:
        """Later days are a little busier, as a phase finds its stride."""
        return int(self.chance.triangular(0, days, days * 0.6)) % days

    def _case(self, member: str, reference: str, day: date) -> Row:
        kind = self._of(self.kinds)
        place = self._place(member)
        case: Row = {
            "national_ref": reference,
            "record_kind": kind,
            "detected_on": day,
            "place_name": place[language_of(member)],
            "place_type": place["type"],
            "transport_mode": place["mode"],
            **self.ways.draw(member, place["mode"]),
            **self._why(day),
            "licence_status": self._of(LICENCES.get(kind, LICENCES[""])),
            **self._advice(),
        }
        if kind not in RELEASED:
            case |= self._follow_up(kind)
        if self.container and place["mode"] in "12":
            case |= {
                "consignment_type": "container",
                "container_no": [self._container()],
                "seal_status": self._of(SEALS),
            }
        return case

    def _place(self, member: str) -> Mapping[str, str]:
        own = [row for row in facts.table("places") if row["member"] == member]
        modes = self.ways.modes(member)
        mode = self._of({mode: weight for mode, weight in MODES.items() if mode in modes})
        usual = [row for row in facts.table("places") if not row["member"] and row["mode"] == mode]
        return self.chance.choice(own if own and (self.container or self.chance.random() < 0.6) else usual)

    def _why(self, day: date) -> Row:
        basis = self._of(BASES)
        return {
            "detection_basis": [basis],
            "alert_ref": f"M-{day.year}-{self.chance.randint(1, 60):04d}" if basis == "alert" else "",
        }

    def _advice(self) -> Row:
        asked = self._of({"not_asked": 66, "national": 24, "international": 10})
        if asked == "not_asked":
            return {"reach_back": asked}
        return {
            "reach_back": asked,
            "reach_back_answer": self._of({"not_controlled": 45, "controlled": 30, "pending": 18, "inconclusive": 7}),
        }

    def _follow_up(self, kind: str) -> Row:
        said: Row = {"end_use_concern": [self._of(CONCERNS)], "legal_outcome": self._of(OUTCOMES)}
        said["disposition"] = "held" if kind in ("seizure", "detention") else "returned"
        if self.chance.random() < 0.1:
            said["country_suspected"] = "ZZ"
        if self.chance.random() < 0.45:
            said |= {
                "value_amount": Decimal(self.chance.randint(8, 900) * 250),
                "value_currency": self._of({"EUR": 60, "USD": 40}),
                "value_basis": "customs",
            }
        if kind == "seizure":
            said["persons_arrested"] = self._of({0: 60, 1: 25, 2: 15})
        return said

    def _goods(self, member: str) -> Row:
        strategic = self.chance.random() < (0.8 if self.container else 0.92)
        table = [row for row in facts.table("goods") if (row["commodity"] == "strategic") == strategic]
        goods = self.chance.choice(table)
        least, most, places = float(goods["least"]), float(goods["most"]), int(goods["places"])
        return {
            "commodity_class": goods["commodity"],
            "description": goods[language_of(member)],
            "quantity": Decimal(f"{least + (most - least) * self.chance.random() ** 2.5:.{places}f}"),
            "unit": goods["unit"],
            "strategic_class": goods["class"],
            "hs_code": goods["hs"],
            "control_entry": goods["entry"],
        }

    def _container(self) -> str:
        body = f"{self.chance.choice(OWNERS)}{self.chance.randrange(10**6):06d}"
        return f"{body}{check_digit(body)}"

    def _of(self, weights: Mapping[Any, int]) -> Any:
        return self.chance.choices(list(weights), list(weights.values()))[0]
