"""What is wrong or worth knowing, as a code and parameters; whoever shows it makes the sentence from the catalogue."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from opsplanner.records.catalogue import Severity, Tier, rules

MOST_PLACES = 1000


class Flaw(NamedTuple):
    """What a kind finds wrong with one distinct value, before it is known where the value stands."""

    code: str
    params: Mapping[str, Any] = {}
    suggestion: str | None = None


class Noted(NamedTuple):
    """A value that was understood, with what the person should know about it."""

    value: Any
    flaws: tuple[Flaw, ...]


def _nowhere() -> npt.NDArray[np.intp]:
    return np.zeros(0, np.intp)


@dataclasses.dataclass(frozen=True, slots=True)
class Problem:
    """One distinct problem with all its places, as the person sees them in the file.

    `value` is what was found, `suggestion` a code; `cells` ("D14") and `rows` are the first places, `count` all of them.
    `places` are the positions of all its rows in the table, `spot` the field whose cells it stands in.
    """

    code: str
    tier: Tier
    severity: Severity
    sheet: str = ""
    field: str | None = None
    value: str | None = None
    params: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    suggestion: str | None = None
    cells: tuple[str, ...] = ()
    rows: tuple[int, ...] = ()
    count: int = 0
    spot: str | None = None
    places: npt.NDArray[np.intp] = dataclasses.field(default_factory=_nowhere, compare=False, repr=False)

    @classmethod
    def of(cls, code: str, **parts: Any) -> Problem:
        """A problem of the catalogue, its tier and severity taken from there; it counts once when it has no places."""
        rule = rules()[code]
        count = parts.pop("count", 0) or max(len(parts.get("cells", ())), len(parts.get("rows", ())), 1)
        return cls(code, rule.tier, rule.severity, count=count, **parts)

    @property
    def is_error(self) -> bool:
        """Whether it keeps its rows from being stored."""
        return self.severity == "error"
