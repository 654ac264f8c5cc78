"""Consignments of the demo that two Members told of: written into both sheets, found by the search, some of them decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from opsplanner.core import clock
from opsplanner.core.db import db
from opsplanner.demo import facts, sayings, ways
from opsplanner.demo.cases import Row, language_of
from opsplanner.demo.cast import Cast
from opsplanner.operations.models import Operation
from opsplanner.results import services
from opsplanner.results.models import Case, DuplicateLink, Verdict

GOODS = ("commodity_class", "strategic_class", "hs_code", "control_entry", "quantity", "unit")
# Compared once everything has come and most of it was reviewed.
DECIDED = timedelta(days=9)


def tell_twice(rows: Iterable[Row], shared: Sequence[Mapping[str, Any]]) -> None:
    """Makes two cases one container on its way, met by two Members; the first goods line of both is the same."""
    cases: dict[str, list[Row]] = {}
    for row in rows:
        cases.setdefault(row["national_ref"], []).append(row)
    for each in shared:
        first, again = cases[each["first"]][0], cases[each["again"]][0]
        for row in (*cases[each["first"]], *cases[each["again"]]):
            row |= _met(_member(row), each)
        again |= {key: first[key] for key in GOODS}
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


def _met(member: str, told: Mapping[str, Any]) -> Row:
    """Where a Member met the container, and how it moves for it."""
    mode = told["mode"]
    place = next(row for row in facts.table("places") if row["member"] == member and row["mode"] == mode)
    return {
        **ways.told(told["way"].split(), member, mode),
        "transport_mode": mode,
        "place_type": place["type"],
        "place_name": place[language_of(member)],
        "consignment_type": "container",
        "container_no": [told["container"]],
        "seal_status": "intact",
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
