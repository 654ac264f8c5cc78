"""Stored columns made from the standard fields, so that a field is written once."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from opsplanner.records.field import Field
from opsplanner.results.standard import standard_fields


class FixedPoint(sa.types.TypeDecorator[Decimal]):
    """A decimal kept as a whole number of 1/scale, so that sums are exact."""

    impl = sa.BigInteger
    cache_ok = True

    def __init__(self, scale: int = 10_000) -> None:
        super().__init__()
        self.scale = scale

    def process_bind_param(self, value: Decimal | None, dialect: sa.Dialect) -> int | None:
        return None if value is None else int((value * self.scale).to_integral_value())

    def process_result_value(self, value: int | None, dialect: sa.Dialect) -> Decimal | None:
        return None if value is None else Decimal(value) / self.scale


WEIGHT = FixedPoint(10**6)


def column_type(field: Field) -> sa.types.TypeEngine[Any]:
    """How the answers to a field are stored; several codes stand in one text, joined by semicolons."""
    match field.kind:
        case "date":
            return sa.Date()
        case "integer":
            return sa.BigInteger()
        case "decimal":
            return WEIGHT if field.key == "gross_weight_kg" else FixedPoint()
        case "text":
            length = field.limits.length or 300
            return sa.String(length) if length <= 300 else sa.Text()
        case "country" | "currency":
            return sa.String(3)
        case "choice" | "hs":
            return sa.String(20)
    return sa.Text()


def answers(level: str, *left_out: str) -> list[sa.Column[Any]]:
    """A column for each standard field of a level; a code cut on reading is kept whole beside."""
    columns = []
    for field in standard_fields():
        if field.level == level and field.key not in left_out:
            columns.append(sa.Column(field.key, column_type(field)))
            if field.kind == "hs":
                columns.append(sa.Column(f"{field.key}_given", sa.String(30)))
    return columns
