"""Invented results, seeded: submissions of 5,000 goods lines, as stored rows and as packed columns."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from opsplanner.results.pack import Array, Source, pack

LINES_OF_A_SUBMISSION = 5_000
LINES_OF_A_CASE = 3
START = date(2026, 3, 1)
WORDS = {
    "record_kind": ["seizure", "detention", "licence_query", "checked_released"],
    "transport_mode": ["1", "2", "3", "4", "5", "8"],
    "direction": ["import", "export", "transit", "re_export", "transhipment", "internal"],
    "country_departure": [
        "CN",
        "RU",
        "TR",
        "DE",
        "IR",
        "KZ",
        "US",
        "AE",
        "IN",
        "FR",
        "GB",
        "IT",
        "PL",
        "BE",
        "NL",
        "ES",
    ],
    "country_destination": ["GE", "PK", "TJ", "KZ", "UZ"],
    "value_currency": ["EUR"],
    "handling": ["AMBER"],
}
OF_LINES = {
    "commodity_class": ["strategic", "drugs", "tobacco", "other", "ipr", "weapons"],
    "family": ["mass", "count", "volume"],
}
PLACES = [f"Border post {number}" for number in range(1, 200)]
BASES = [["random"], ["risk_profile"], ["alert", "intelligence"], ["referral"]]


@dataclass(frozen=True)
class Extent:
    """How many Members report, over how many periods of a week."""

    members: int
    periods: int

    @property
    def days(self) -> int:
        """From the first day to the last."""
        return 7 * self.periods


SMALL, WHOLE = Extent(50, 4), Extent(190, 31)


@dataclass(frozen=True)
class Batch:
    """One submission: its number (from 1), and for each field which of its words stands in each row."""

    number: int
    lines: int
    extent: Extent
    cases: dict[str, Array]
    goods: dict[str, Array]

    @property
    def member(self) -> int:
        """Whose it is."""
        return self.number % self.extent.members + 1

    @property
    def first(self) -> int:
        """The number of its first case."""
        return self.number * LINES_OF_A_SUBMISSION

    @property
    def size(self) -> int:
        """How many cases."""
        return self.lines // LINES_OF_A_CASE

    def packed(self) -> bytes:
        """As its columns."""
        numbers = list(range(self.first, self.first + self.size))
        days = [START + timedelta(days=day) for day in range(self.extent.days)]
        sources = [
            Source.of("case_id", "case", "number", numbers),
            Source("period_id", "case", "number", list(range(1, self.extent.periods + 1)), self.cases["day"] // 7),
            Source("lines", "case", "number", [LINES_OF_A_CASE], np.zeros(self.size, dtype=np.intp)),
            Source("detected_on", "case", "day", days, self.cases["day"]),
            Source("detection_basis", "case", "codes", BASES, self.cases["basis"]),
            Source("persons_arrested", "case", "number", [None, 0, 1, 2], self.cases["persons"]),
            Source("value_amount", "case", "number", [None, 10_000, 25_000_000], self.cases["value"]),
            *(Source(key, "case", "code", words, self.cases[key]) for key, words in WORDS.items()),
            *(Source(key, "line", "code", words, self.goods[key]) for key, words in OF_LINES.items()),
            Source.of("base", "line", "number", self.goods["base"].tolist()),
        ]
        return pack(self.size, self.size * LINES_OF_A_CASE, sources)

    def store(self, database: sqlite3.Connection) -> None:
        """As rows of cases and goods lines."""
        database.executemany(_insert("result_case", *_CASE), self._identities())
        database.executemany(_insert("case_row", *_ROW, *WORDS), self._rows())
        database.executemany(_insert("goods_line", *_LINE, *OF_LINES), self._lines())

    def _identities(self) -> Iterator[tuple[Any, ...]]:
        for place in range(self.size):
            number = self.first + place
            yield number, 1, self.member, 0, "", f"R-{number}", _day(self.cases["day"][place]), self.number

    def _rows(self) -> Iterator[tuple[Any, ...]]:
        columns = [[words[at] for at in self.cases[key]] for key, words in WORDS.items()]
        for place, words in enumerate(zip(*columns, strict=True)):
            day = int(self.cases["day"][place])
            case = self.first + place
            container = f"BNCU{case % 10**7:07}"
            yield (
                self.number,
                case,
                day // 7 + 1,
                LINES_OF_A_CASE,
                _day(day),
                PLACES[case % len(PLACES)],
                container,
                *words,
            )

    def _lines(self) -> Iterator[tuple[Any, ...]]:
        columns = [[words[at] for at in self.goods[key]] for key, words in OF_LINES.items()]
        for place, words in enumerate(zip(*columns, strict=True)):
            case, line = divmod(place, LINES_OF_A_CASE)
            yield self.number, self.first + case, line + 1, int(self.goods["base"][place]), *words


_CASE = "id", "operation_id", "participation_id", "rehearsal", "office", "national_ref", "detected_on", "current_id"
_ROW = "submission_id", "case_id", "period_id", "lines", "detected_on", "place_name", "container_no"
_LINE = "submission_id", "case_id", "line", "base"


def batches(lines: int, extent: Extent, first: int = 1) -> Iterator[Batch]:
    """Submissions that hold so many goods lines together."""
    for number in range(first, first + -(-lines // LINES_OF_A_SUBMISSION)):
        yield batch(number, min(lines, LINES_OF_A_SUBMISSION), extent)


def batch(number: int, lines: int, extent: Extent) -> Batch:
    """One submission, the same each time."""
    chance = np.random.default_rng(number)
    size = lines // LINES_OF_A_CASE
    cases = {key: chance.integers(0, len(words), size) for key, words in WORDS.items()}
    ranges = {"day": extent.days, "basis": len(BASES), "persons": 4, "value": 3}
    cases |= {key: chance.integers(0, most, size) for key, most in ranges.items()}
    goods = {key: chance.integers(0, len(words), size * LINES_OF_A_CASE) for key, words in OF_LINES.items()}
    return Batch(number, lines, extent, cases, goods | {"base": chance.integers(1, 10**9, size * LINES_OF_A_CASE)})


def _day(day: int) -> str:
    return (START + timedelta(days=int(day))).isoformat()


def _insert(table: str, *names: str) -> str:
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
