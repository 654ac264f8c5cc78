"""Consignments of the demo that two Members told of: written into both sheets, found by the search, some of them decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from opsplanner.core import clock
from opsplanner.core.db import db
from opsplanner.demo import facts, sayings
from opsplanner.demo.cases import Row, language_of
from opsplanner.demo.cast import Cast
from opsplanner.operations.models import Operation
from opsplanner.results import services
from opsplanner.results.models import Case, DuplicateLink, Verdict

ROUTE = ("country_departure", "country_destination", "consignment_type", "container_no", "seal_status")
GOODS = ("commodity_class", "strategic_class", "hs_code", "control_entry", "quantity", "unit")
# Compared once everything has come and most of it was reviewed.
DECIDED = timedelta(days=9)


def tell_twice(rows: Iterable[Row], shared: Sequence[Mapping[str, Any]]) -> None:
    """Makes the first goods line of a case the consignment that another Member told of, met further on its way."""
    first_lines: dict[str, Row] = {}
    for row in rows:
        first_lines.setdefault(row["national_ref"], row)
    for each in shared:
        first, again = first_lines[each["first"]], first_lines[each["again"]]
        again |= {key: first[key] for key in (*ROUTE, *GOODS)}
        again |= _met(_member(again), each["mode"], each["direction"])
        again["description"] = _said(first["description"], _member(first), _member(again))


def compare(cast: Cast, operation: Operation, shared: Sequence[Mapping[str, Any]]) -> None:
    """The planner confirms those that are known to be one; the others wait for somebody to look."""
    for each in shared:
        if each.get("same"):
            with clock.frozen(operation.periods[-1].due_at + DECIDED):
                link, reason = _link(operation, each), str(sayings.SAME_SEAL)
                services.decide_pair(cast.person("planner"), operation, link.id, Verdict.SAME, reason)


def _member(row: Row) -> str:
    return str(row["national_ref"]).split("-")[0]


def _met(member: str, mode: str, direction: str) -> Row:
    place = next(row for row in facts.table("places") if row["member"] == member and row["mode"] == mode)
    return {
        "direction": direction,
        "transport_mode": mode,
        "place_type": place["type"],
        "place_name": place[language_of(member)],
    }


def _said(description: str, first: str, again: str) -> str:
    """The words of one Member for goods in the language of another."""
    goods = next(row for row in facts.table("goods") if row[language_of(first)] == description)
    return goods[language_of(again)]


def _link(operation: Operation, told: Mapping[str, Any]) -> DuplicateLink:
    both = sa.select(Case.id).where(
        Case.operation_id == operation.id, Case.national_ref.in_([told["first"], told["again"]])
    )
    return db.session.scalars(
        sa.select(DuplicateLink).where(DuplicateLink.first_id.in_(both), DuplicateLink.second_id.in_(both))
    ).one()
