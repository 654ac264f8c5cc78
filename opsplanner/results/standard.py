"""The standard result template: the fields of the design's list, made into a template for one operation."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import get_args

from opsplanner.core.text import LANGUAGES, Text
from opsplanner.records.condition import Condition
from opsplanner.records.field import Field, Level, Limits, Role
from opsplanner.records.template import Template
from opsplanner.reference import Code

FOLDER = Path(__file__).parent / "data"
LIMIT = {
    "above": re.compile(r"> (\d+)"),
    "least": re.compile(r"(\d+) or more"),
    "items": re.compile(r"at most (\d+)"),
}
# The code of a number's unit, or the field that holds it.
UNITS = {"quantity": "unit", "gross_weight_kg": "KGM"}
# What the stored columns hold exactly: milligrams of a weight, 1/10,000 of anything else, below 10^15 of them.
PLACES = {"gross_weight_kg": 6}
USUAL_PLACES = 4
MOST_HELD = 15
LEVELS: dict[str, Level] = {level: level for level in get_args(Level)}
ROLES: dict[str, Role] = {role: role for role in get_args(Role)}


@cache
def standard_fields() -> tuple[Field, ...]:
    """Every standard field, in the order of result-fields.csv, with help, other names and examples from field-help.csv."""
    helps = {row["key"]: row for row in _rows("field-help")}
    return tuple(_field(row, helps[row["key"]]) for row in _rows("result-fields"))


def standard_template(
    operation: str,
    title: Text,
    *,
    blocks: Iterable[str] = ("short",),
    phase: tuple[date, date] | None = None,
    edition: str = "2022",
    version: int = 1,
    prefills: Mapping[str, str] | None = None,
    commodity_types: Iterable[Code] = (),
    risk_indicators: Iterable[Code] = (),
) -> Template:
    """The standard template of an operation: its blocks in the short sheet, its own lists, its action phase.

    A field whose list the operation must bring, and does not, is left out.
    """
    own = {"commodity_type": tuple(commodity_types), "risk_indicators": tuple(risk_indicators)}
    fields = tuple(_with_list(field, own) for field in standard_fields() if own.get(field.key) != ())
    return Template(
        operation, title, fields, version, "results", tuple(blocks), LANGUAGES, dict(prefills or {}), edition, phase
    )


def _with_list(field: Field, own: Mapping[str, tuple[Code, ...]]) -> Field:
    return replace(field, choices=own[field.key]) if field.key in own else field


def _field(row: Mapping[str, str], words: Mapping[str, str]) -> Field:
    kind, _, length = row["type"].partition(":")
    return Field(
        key=row["key"],
        level=LEVELS[row["level"]],
        kind=kind,
        label=_text(row, "label"),
        help=_text(words, "help"),
        example=_text(words, "example"),
        block=row["sheet"],
        required=Condition.parse(row["required"]),
        code_list=row["code_list"],
        limits=_limits(row["key"], kind, row["rule"], length),
        unit=UNITS.get(row["key"], ""),
        rule=row["rule"],
        role=ROLES[row["dashboard"]],
        aliases=tuple(words["aliases"].split("|")),
    )


def _limits(key: str, kind: str, rule: str, length: str) -> Limits:
    """The limits that the wording of the rule states at its beginning, and those of the stored column.

    A quantity has none of the latter: what can be held of it depends on its unit.
    """
    said = {name: found[1] for name, pattern in LIMIT.items() if (found := pattern.match(rule))}
    held = {"length": length} if length else {}
    if kind in ("integer", "decimal") and UNITS.get(key) != "unit":
        places = 0 if kind == "integer" else PLACES.get(key, USUAL_PLACES)
        held = {"places": str(places), "most": f"1e{MOST_HELD - places}"}
    return Limits.read({**said, **held})


def _text(row: Mapping[str, str], name: str) -> Text:
    return Text.read({lang: row[f"{name}_{lang}"] for lang in LANGUAGES})


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
