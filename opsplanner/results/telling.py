"""What the check says, as pages show it: problems with their sentence and places, errors first, some at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from opsplanner.records.check import Checked
from opsplanner.records.problem import Problem
from opsplanner.records.sentences import sentence
from opsplanner.results.services import Choices, Looked, blocking

A_PAGE = 50
SHOWN_CELLS = 24
ORDER = ("error", "warning", "notice")
TIERS = ("file", "columns", "cells", "cross")


@dataclass(frozen=True, slots=True)
class Told:
    """One problem ready to be shown; `more` is how many places are not listed."""

    code: str
    severity: str
    sentence: str
    value: str
    cells: tuple[str, ...]
    more: int
    count: int


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the problems, with the numbers that stand above them."""

    items: Sequence[Told]
    number: int
    pages: int
    errors: int
    warnings: int
    notices: int
    bad_rows: int


def tell(problem: Problem, lang: str) -> Told:
    """A problem in the reader's language."""
    cells = problem.cells or tuple(map(str, problem.rows))
    return Told(
        problem.code,
        problem.severity,
        sentence(problem, lang),
        problem.value or "",
        cells[:SHOWN_CELLS],
        max(problem.count - len(cells[:SHOWN_CELLS]), 0) if cells else 0,
        problem.count,
    )


def tell_page(checked: Checked, asked: str, lang: str) -> Page:
    """One page of the problems, errors first and in the order of tiers."""
    ordered = sorted(checked.problems, key=lambda each: (ORDER.index(each.severity), TIERS.index(each.tier)))
    pages = max(1, -(-len(ordered) // A_PAGE))
    number = min(max(int(asked), 1), pages) if asked.isdecimal() and len(asked) < 9 else 1
    counts = {severity: len(checked.of(severity)) for severity in ORDER}
    return Page(
        items=[tell(each, lang) for each in ordered[(number - 1) * A_PAGE : number * A_PAGE]],
        number=number,
        pages=pages,
        errors=counts["error"],
        warnings=counts["warning"],
        notices=counts["notice"],
        bad_rows=checked.rows - checked.ready,
    )


def step_of(looked: Looked) -> str:
    """The step a draft waits in: columns to be named, problems to be put right, or the confirmation."""
    if looked.asks:
        return "columns"
    results_hold = looked.checked.results is not None
    return "check" if blocking(looked.checked, Choices(without_effort=results_hold)) else "confirm"
