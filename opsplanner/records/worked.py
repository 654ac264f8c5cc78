"""The worked example of a sheet: one row that makes sense as a whole and that its own check takes without a word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from opsplanner.records.field import Field
from opsplanner.records.kinds.registry import kind_of
from opsplanner.records.rules.classes import BELONGS_TO, CLASS, STRATEGIC, TYPE, example_of_type
from opsplanner.records.sheet import Cell
from opsplanner.records.template import Template

# Pressure transducers in a container, detained because the licence was for another model; None leaves the answer away.
TOLD: Mapping[str, Any] = {
    "record_kind": "detention",
    "direction": "import",
    "transport_mode": "1",
    "detection_basis": ("risk_profile",),
    "commodity_class": "strategic",
    "strategic_class": "DUO",
    "quantity": 20,
    "unit": "H87",
    "hs_code": "902620",
    "licence_status": "not_covering",
    "country_suspected": None,
    "end_use_concern": ("unusual_end_user",),
    "reach_back": "national",
    "reach_back_answer": "pending",
    "consignment_type": "container",
    "seal_status": "intact",
    "alert_ref": None,
    "place_type": "seaport",
    "agency_type": "customs",
    "customs_procedure": "release",
    "declared_hs": "841391",
    "concealment_method": "misdeclaration",
    "detection_means": ("documents", "physical"),
    "persons_arrested": 0,
    "persons_other": 0,
    "companies_involved": 1,
    "legal_outcome": "pending",
    "disposition": "held",
    "control_regime": ("NSG",),
    "quantity_kind": "counted",
    "gross_weight_kg": 12.5,
    "packages": 2,
    "value_amount": 4800,
    "value_currency": "EUR",
    "value_basis": "customs",
    "revenue_evaded": None,
    "handling": "AMBER",
    "embargo_until": None,
}
ROUTE = ("CN", "SG", "AE", "DE")
FIRST_DAYS = timedelta(days=10)
AS_THEY_ARE = (int, float, date)


def worked(template: Template, fields: Sequence[Field], lang: str) -> dict[str, Cell]:
    """The answers by field, as a person of that language would write them; None where an answer is left away."""
    told = {**TOLD, **_route(template), **_day(template), **_type(template)}
    return {field.key: _written(field, told, lang) for field in fields}


def _route(template: Template) -> Mapping[str, Any]:
    """From abroad to the Member whose sheet it is."""
    departure, *transit = [country for country in ROUTE if country != template.member]
    return {
        "country_departure": departure,
        "country_origin": departure,
        "countries_transit": tuple(transit[:2]),
        "country_destination": template.member if len(template.member) == 2 else transit[2],
    }


def _day(template: Template) -> Mapping[str, Any]:
    if template.phase is None:
        return {}
    first, last = template.phase
    return {"detected_on": min(first + FIRST_DAYS, last)}


def _type(template: Template) -> Mapping[str, Any]:
    """A type of the operation's own that belongs to strategic goods; of another class only where one must be named."""
    field = template.by_key.get(TYPE)
    if field is None:
        return {}
    for entry in field.choices:
        if entry.extra.get(BELONGS_TO, TOLD[CLASS]) == TOLD[CLASS]:
            return {TYPE: entry.code}
    return {**example_of_type(template), STRATEGIC: None} if field.required.is_always else {TYPE: None}


def _written(field: Field, told: Mapping[str, Any], lang: str) -> Cell:
    kind = kind_of(field.kind)
    if field.key not in told:
        return kind.sample(field, lang)
    value: Any = told[field.key]
    if value is None or isinstance(value, AS_THEY_ARE):
        return value
    codes = value if isinstance(value, tuple) else (value,)
    if field.options and not set(codes) <= set(field.options.codes):
        return kind.sample(field, lang)
    return kind.show(value, lang, field)
