"""Notices of one kind as a reader is told them: one sentence for all the values of a column, not one for each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from opsplanner.records.problem import Problem
from opsplanner.records.sentences import Phrase

# Days outside the action phase, and national codes: as many values as there are rows.
MANY_VALUES = frozenset({"R-035", "R-054"})
SHOWN_VALUES = 5


def gathered(problems: Iterable[Problem]) -> list[Problem]:
    """The problems in their order, those of `MANY_VALUES` that differ in their values alone made one."""
    found: dict[object, list[Problem]] = {}
    for number, each in enumerate(problems):
        key = (each.code, each.sheet, each.field) if each.code in MANY_VALUES else number
        found.setdefault(key, []).append(each)
    return [_one(several) for several in found.values()]


def _one(several: Sequence[Problem]) -> Problem:
    if len(several) == 1:
        return several[0]
    ordered = sorted(several, key=lambda each: each.value or "")
    values = [{"value": each.value or "", **each.params} for each in ordered]
    cells = sorted((row, cell) for each in several for row, cell in zip(each.rows, each.cells, strict=False))
    return replace(
        several[0],
        params={name: _listed([each[name] for each in values]) for name in values[0]},
        cells=tuple(cell for _row, cell in cells),
        rows=tuple(sorted(row for each in several for row in each.rows)),
        count=sum(each.count for each in several),
    )


def _listed(values: Sequence[Any]) -> Any:
    """The first of them and how many more; what is the same everywhere stands once."""
    distinct = list(dict.fromkeys(values))
    if len(distinct) == 1:
        return distinct[0]
    if len(distinct) <= SHOWN_VALUES + 1:
        return distinct
    return Phrase("and_more", {"cells": distinct[:SHOWN_VALUES], "count": len(distinct) - SHOWN_VALUES})
