"""Effort: periods run forward and do not overlap, and no more is selected than was profiled."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np

from opsplanner.records.answers import Answers
from opsplanner.records.problem import Flaw

START, END = "window_start", "window_end"
PROFILED, SELECTED = "consignments_profiled", "consignments_selected"


def windows_forward(answers: Answers) -> None:
    """A period that ends before it begins."""
    for row, first, last in _pairs(answers, START, END):
        if last < first:
            answers.report(Flaw("R-306", {"first": first, "last": last}), END, [row], last.isoformat())


def windows_apart(answers: Answers) -> None:
    """Two periods that share a day: in order of first day, each against the one before it that reaches furthest."""
    windows = sorted((first, last, row) for row, first, last in _pairs(answers, START, END) if first <= last)
    reach, before = date.min, -1
    for first, last, row in windows:
        if before >= 0 and first <= reach:
            both = sorted([before, row])
            numbers = tuple(answers.table.rows[both].tolist())
            params = {"rows": numbers, "first": first, "last": min(last, reach)}
            answers.report(Flaw("R-307", params), START, both, first.isoformat())
        if last > reach:
            reach, before = last, row


def more_selected_than_profiled(answers: Answers) -> None:
    """More consignments selected than profiled."""
    for row, profiled, selected in _pairs(answers, PROFILED, SELECTED):
        if selected > profiled:
            answers.report(Flaw("R-308", {"selected": selected, "profiled": profiled}), SELECTED, [row], str(selected))


def _pairs(answers: Answers, one: str, other: str) -> list[tuple[int, Any, Any]]:
    """Row and values of two columns, where both have one."""
    if not answers.has(one, other):
        return []
    rows = np.flatnonzero(answers.columns[one].given() & answers.columns[other].given())
    return list(zip(rows.tolist(), answers.columns[one].at(rows), answers.columns[other].at(rows), strict=True))
