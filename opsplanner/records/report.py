"""What was found, as the plain mapping that the command line and the API answer with (contract: `results check --json`)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import numpy as np
import numpy.typing as npt

from opsplanner.records.answers import Typed
from opsplanner.records.check import Checked
from opsplanner.records.problem import Problem
from opsplanner.records.sentences import sentence
from opsplanner.reference.units import Family, from_base

TOTALS = {"kg": Family.MASS, "l": Family.VOLUME, "pieces": Family.COUNT}
# With the families that are rarely met, which a delivery keeps beside the three.
EVERY_TOTAL = TOTALS | {"m": Family.LENGTH, "m2": Family.AREA, "Bq": Family.ACTIVITY}


def report(checked: Checked, lang: str) -> dict[str, Any]:
    """The contract's mapping; the caller puts the reference of a stored submission in place of None."""
    matched = checked.matched
    return {
        "ok": checked.ok,
        "format": matched.format,
        "template": {
            "operation": matched.template.operation,
            "version": matched.template.version,
            "matched": matched.matched,
            "unmatched": [leftover.heading for leftover in matched.leftovers],
        },
        "rows": checked.rows,
        "ready": checked.ready,
        "problems": [as_dict(problem, lang) for problem in checked.problems],
        "submission": None,
        "totals": totals(checked),
    }


def as_dict(problem: Problem, lang: str) -> dict[str, Any]:
    """One distinct problem with its sentence and places."""
    return {
        "tier": problem.tier,
        "severity": problem.severity,
        "code": problem.code,
        "sheet": problem.sheet or None,
        "field": problem.field,
        "value": problem.value,
        "message": sentence(problem, lang),
        "suggestion": problem.suggestion,
        "count": problem.count,
        "cells": list(problem.cells),
        "rows": list(problem.rows),
    }


def totals(checked: Checked, wanted: Mapping[str, Family] = TOTALS) -> dict[str, Any]:
    """Cases and lines of the ready rows, and their quantities by family, exact, as decimal strings."""
    rows = checked.results
    if rows is None:
        return {"cases": 0, "lines": 0} | dict.fromkeys(wanted, "0")
    sums = sums_of(rows.columns, rows.good)
    cases = len(np.unique(rows.case_of[rows.good]))
    return {"cases": cases, "lines": len(rows.good)} | {
        name: shown(from_base(family, sums[family]), family) for name, family in wanted.items()
    }


def sums_of(columns: Mapping[str, Typed], rows: npt.NDArray[np.intp]) -> dict[Family, int]:
    """The base quantities of some rows by family; each distinct amount is multiplied by how often it stands there."""
    sums = dict.fromkeys(Family, 0)
    families, bases = columns.get("family"), columns.get("base")
    if families is None or bases is None:
        return sums
    width = len(bases.values)
    pairs = families.codes[rows].astype(np.int64) * width + bases.codes[rows]
    for pair, count in zip(*(each.tolist() for each in np.unique(pairs, return_counts=True)), strict=True):
        family = families.values[pair // width]
        if family is not None:
            sums[family] += bases.values[pair % width] * count
    return sums


def shown(total: Decimal, family: Family) -> str:
    """A total as a decimal string: pieces as they are, kilograms and litres with three decimals at least."""
    exponent = total.as_tuple().exponent
    if not total or family is Family.COUNT or (isinstance(exponent, int) and exponent < -3):
        return f"{total:f}"
    return f"{total:.3f}"
