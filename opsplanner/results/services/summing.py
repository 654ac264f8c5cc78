"""What lists say of a draft without checking it again: how much is left to be put right, and which periods it will speak for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from opsplanner.records.check import Checked
from opsplanner.results.cargo import Cargo
from opsplanner.results.services.entering import Entry
from opsplanner.results.services.planning import period_of_cases

# Set where the template in force demands more than it did when the errors were counted.
MORE_ASKED = "more_asked"


def summary(entry: Entry, checked: Checked, rehearsal: bool) -> dict[str, Any]:
    """What lists say of a draft without checking it again: its rows, and the periods it will speak for."""
    periods: set[int] = set()
    rows = checked.results
    if rows is not None and "detected_on" in rows.columns:
        # Also of rows that have still to be put right, as far as their day can be read.
        column = rows.columns["detected_on"]
        readable = np.array([value is not None for value in column.values], np.bool_)
        dated = replace(rows, good=np.flatnonzero(readable[column.codes]))
        if len(dated.good):
            cargo = Cargo.of(dated, checked.matched.template)
            periods = set(period_of_cases(entry.operation, cargo, rehearsal))
    return {**left(checked), "periods": sorted(periods)}


def left(checked: Checked) -> dict[str, Any]:
    """How many rows there are, how many are ready, and how many errors are left, by the template in force."""
    errors = sum(problem.count for problem in checked.of("error"))
    return {"rows": checked.rows, "ready": checked.ready, "errors": errors, MORE_ASKED: False}
