"""The measures an operation can be judged by: key, unit, what they are called and how they are counted, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from opsplanner.core.text import Text
from opsplanner.reference.data import rows


@dataclass(frozen=True, slots=True)
class Measure:
    """A named measure. `level` is what it counts over (case, line, effort, return, alert), `unit` what its value is in:
    count, persons, percent, hours, currency, or the base unit of a family of units."""

    key: str
    level: str
    unit: str
    formula: str
    label: Text
    definition: Text

    @property
    def decimals(self) -> int:
        """How many decimals its value has at least; a target has those with which it was set."""
        return {"percent": 1, "currency": 2}.get(self.unit, 0)


@cache
def measures() -> Mapping[str, Measure]:
    """Every measure by its key, in the order in which they are offered."""
    return MappingProxyType({row["key"]: _measure(row) for row in rows("measures")})


def _measure(row: Mapping[str, str]) -> Measure:
    return Measure(
        row["key"],
        row["level"],
        row["unit"],
        row["formula"],
        Text.of(row["label_en"], fr=row["label_fr"]),
        Text.of(row["definition_en"], fr=row["definition_fr"]),
    )
