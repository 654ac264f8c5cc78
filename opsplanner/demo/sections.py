"""The sections of the demo's plans, from its data files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from opsplanner.demo import facts
from opsplanner.operations import services as operations
from opsplanner.operations.models import Marking, Operation


def sections_of(operation: Operation, told: Mapping[str, Any], follows: Operation | None) -> dict[str, dict[str, Any]]:
    """The values of each section of the plan, as its form would send them; `follows`: the operation that it continues."""
    criteria = facts.read("plans")["criteria"]
    identity = operations.section_of("identity").read(operation)
    content = operations.section_of("content").read(operation)
    sharing = operations.section_of("sharing").read(operation)
    return {
        "identity": {**identity, "note": told["note"], "follows_id": follows.id if follows else None},
        "purpose": {"purpose": told["purpose"], "background": told["background"]},
        "scope": {"scope": told["scope"], "references": told["references"]},
        "phases": {
            "action_criteria": criteria["operational"],
            "phases": [
                {"kind": kind, "starts_on": date.fromisoformat(first), "ends_on": date.fromisoformat(last), "note": {"en": en, "fr": fr}, "criteria": criteria[kind]}
                for kind, first, last, en, fr in told["phases"]
            ],
            "milestones": [{"day": date.fromisoformat(day), "text": {"en": en, "fr": fr}} for day, en, fr in told["milestones"]],
        },
        "objectives": {
            "objectives": [
                {"text": {"en": en, "fr": fr}, "measure": measure, "target": Decimal(target)}
                for measure, target, en, fr in told["objectives"]
            ]
        },
        "content": {**content, "blocks": told["blocks"] or content["blocks"]},
        "sharing": {**sharing, "sharing": told["sharing"]},
        "money": {
            "currency": "EUR",
            "rates": [
                {"currency": currency, "valid_from": date.fromisoformat(day), "rate": Decimal(rate)}
                for currency, day, rate in told["rates"]
            ],
        },
        **_conduct(facts.read("plans")["plans"][operation.code]),
    }  # fmt: skip


def _conduct(plan: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """How it is carried out: where that is not public, the texts say that it is assumed."""
    cards = facts.read("plans")["cards"]
    alone = ("concept", "communication", "media", "evaluation")
    rota = [
        {**shift, **{end: datetime.fromisoformat(shift[end]) for end in ("starts_at", "ends_at")}}
        for shift in plan["rota"]
    ]
    return {
        **{key: {key: plan[key]} for key in alone},
        "routes": {"routes": plan["routes"], "places": plan["places"]},
        "watch": {"watch": [{"code": code, **cards[code]} for code in plan["watch"]]},
        "ocu": {"ocu_place": plan["ocu_place"], "ocu_hours": plan["ocu_hours"], "rota": rota},
        "evidence": {
            "evidence": plan["evidence"],
            "retained_until": date.fromisoformat(plan["retained"]),
            "marking": Marking.AMBER,
        },
    }
