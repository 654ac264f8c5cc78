"""Answers on their way to JSON and back: days, exact numbers and several codes as text."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from opsplanner.records.field import Field

Kept = str | int | bool


def as_kept(value: Any) -> Kept:
    """A typed answer as JSON holds it; a number is written one way only, so that what is the same compares as the same."""
    match value:
        case bool() | int() | str():
            return value
        case tuple():
            return ";".join(value)
        case Decimal():
            return f"{value.normalize():f}"
        case date():
            return value.isoformat()
    return str(value)


def as_told(field: Field, kept: Any) -> Any:
    """Back from JSON, by the kind of its field."""
    if not isinstance(kept, str):
        return kept
    if field.kind == "date":
        return date.fromisoformat(kept)
    return Decimal(kept) if field.kind in ("decimal", "integer") else kept
