"""From checked rows to the columns that figures are made of: every field used in figures, and what places a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from opsplanner.records.field import Field
from opsplanner.results.cargo import Cargo
from opsplanner.results.models.columns import FixedPoint, column_type
from opsplanner.results.pack import Kind, Level, Source, pack

QUANTITY = "quantity"
# Not charted, but needed to place, to leave out or to convert a row.
BESIDE = frozenset({"handling", "embargo_until", "value_currency"})
KINDS: dict[str, Kind] = {
    "date": "day",
    "integer": "number",
    "decimal": "number",
    "choice_list": "codes",
    "country_list": "codes",
    "container_list": "codes",
}


def packed(cargo: Cargo, cases: Sequence[int], periods: Sequence[int], handling: str) -> bytes:
    """The columns of a cargo whose cases have these ids and periods; `handling` is the marking chosen for the upload."""
    return pack(len(cases), cargo.length, _sources(cargo, cases, periods, handling))


def _sources(cargo: Cargo, cases: Sequence[int], periods: Sequence[int], handling: str) -> Iterator[Source]:
    yield Source.of("case_id", "case", "number", cases)
    yield Source.of("period_id", "case", "number", periods)
    yield Source.of("lines", "case", "number", cargo.lines_of_case.tolist())
    for field in cargo.template.at("case", "line"):
        if (field.role or field.key in BESIDE) and field.key in cargo.columns and field.key != QUANTITY:
            yield _source(field, cargo, handling)
    if "handling" not in cargo.columns:
        yield Source("handling", "case", "code", [handling], np.zeros(len(cases), np.intp))
    amounts: tuple[tuple[str, Kind, str], ...] = (("family", "code", ""), ("base", "number", "base"))
    for key, kind, unit in amounts:
        if key in cargo.columns:
            yield Source(key, "line", kind, cargo.columns[key].values, cargo.codes(key, "line"), unit)


def _source(field: Field, cargo: Cargo, handling: str) -> Source:
    level: Level = "case" if field.level == "case" else "line"
    values = list(cargo.columns[field.key].values)
    kind = KINDS.get(field.kind, "code")
    unit = ""
    if kind == "code":
        values = [None if value is None else str(value) for value in values]
    if field.key == "handling":
        values = [value or handling for value in values]
    if field.kind == "decimal":
        scale = scale_of(field)
        values = [None if value is None else int(value * scale) for value in values]
        unit = f"1/{scale}"
    return Source(field.key, level, kind, values, cargo.codes(field.key, level), unit)


def scale_of(field: Field) -> int:
    """How many whole numbers one unit of a decimal field is kept as."""
    kind = column_type(field)
    return kind.scale if isinstance(kind, FixedPoint) else 1
