"""Deliveries made up by hypothesis: as rows to be counted naively, and as the frame that counts them fast."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from opsplanner.figures.frame import Delivery, Frame, Part, Store, Withdrawal
from opsplanner.results.pack import Source, pack, unpack

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
LARGE = 10**15


@dataclass
class Line:
    commodity_class: str | None
    strategic_class: str | None
    family: str | None
    base: int | None


@dataclass
class Row:
    """A case as one submission tells it."""

    case: int
    period: int
    record_kind: str | None
    transport_mode: str | None
    detection_basis: list[str]
    detected_on: date
    persons_arrested: int | None
    country_departure: str | None
    country_destination: str | None
    lines: list[Line]
    submission: int = 0
    participation: int = 0
    value_amount: int | None = None
    value_currency: str | None = None
    handling: str = "AMBER"
    embargo_until: date | None = None


@dataclass
class Sent:
    """A submission."""

    number: int
    participation: int
    state: str
    at: datetime
    rows: list[Row] = field(default_factory=list)


LINES = st.builds(
    Line,
    commodity_class=st.sampled_from(["strategic", "drugs", "other", None]),
    strategic_class=st.sampled_from(["CHE", "NUC", None]),
    family=st.sampled_from(["mass", "count", None]),
    base=st.one_of(st.none(), st.integers(1, 50), st.integers(1, LARGE)),
)
ROWS = st.builds(
    Row,
    case=st.integers(1, 12),
    period=st.integers(1, 3),
    record_kind=st.sampled_from(["seizure", "detention", "licence_query", "checked_released"]),
    transport_mode=st.sampled_from(["1", "3", "4", None]),
    detection_basis=st.lists(st.sampled_from(["random", "alert", "referral"]), max_size=3),
    detected_on=st.dates(date(2026, 2, 25), date(2026, 4, 3)),
    persons_arrested=st.one_of(st.none(), st.integers(0, 4), st.integers(0, LARGE)),
    country_departure=st.sampled_from(["KZ", "UZ", None]),
    country_destination=st.sampled_from(["GE", "PK"]),
    lines=st.lists(LINES, min_size=1, max_size=4),
    value_amount=st.one_of(st.none(), st.integers(1, 90_000)),
    value_currency=st.sampled_from(["EUR", "USD"]),
)
STATES = st.sampled_from(["submitted", "in_review", "accepted", "returned", "withdrawn"])


@st.composite
def deliveries(draw: st.DrawFn, most: int = 5) -> list[Sent]:
    """Some submissions of two Members; a Member's cases have its own numbers, and may come again later."""
    sent = []
    for number in range(1, draw(st.integers(0, most)) + 1):
        member = draw(st.integers(1, 2))
        rows = draw(st.lists(ROWS, max_size=6, unique_by=lambda row: row.case))
        for row in rows:
            row.case, row.submission, row.participation = row.case + 100 * member, number, member
        sent.append(Sent(number, member, draw(STATES), START + timedelta(days=number), rows))
    return sent


def current(sent: list[Sent], basis: str, withdrawals: tuple[Withdrawal, ...] = ()) -> list[Row]:
    """The rows that count, found the plain way."""
    live = {"accepted"} if basis == "accepted" else {"accepted", "submitted", "in_review"}
    until = {each.case: each.after for each in withdrawals}
    found: dict[int, Row] = {}
    for each in sent:
        if each.state in live:
            found.update({row.case: row for row in each.rows if each.number > until.get(row.case, 0)})
    return list(found.values())


def part(sent: Sent) -> Part:
    """A submission as a part of the store."""
    return Part(sent.number, sent.participation, unpack(packed(sent)))


def packed(sent: Sent) -> bytes:
    """A submission packed as it is stored."""
    rows = sent.rows
    lines = [line for row in rows for line in row.lines]
    of_cases: dict[str, str] = {
        "record_kind": "code",
        "transport_mode": "code",
        "country_departure": "code",
        "country_destination": "code",
        "value_currency": "code",
        "handling": "code",
        "detection_basis": "codes",
        "detected_on": "day",
        "embargo_until": "day",
        "persons_arrested": "number",
        "value_amount": "number",
    }
    sources: list[Any] = [
        Source.of("case_id", "case", "number", [row.case for row in rows]),
        Source.of("period_id", "case", "number", [row.period for row in rows]),
        Source.of("lines", "case", "number", [len(row.lines) for row in rows]),
        *(Source.of(key, "case", kind, [getattr(row, key) for row in rows]) for key, kind in of_cases.items()),
        *(
            Source.of(key, "line", "code", [getattr(line, key) for line in lines])
            for key in ("commodity_class", "strategic_class", "family")
        ),
        Source.of("base", "line", "number", [line.base for line in lines]),
    ]
    return pack(len(rows), len(lines), sources)


def stand(sent: Sent) -> Delivery:
    return Delivery(sent.number, sent.participation, sent.state, sent.at)


def frame(sent: list[Sent], withdrawals: tuple[Withdrawal, ...] = ()) -> Frame:
    store = Store()
    store.add(part(each) for each in sent if each.rows)
    return Frame(store, [stand(each) for each in sent], withdrawals)
