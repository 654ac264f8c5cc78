"""The class of goods against their HS code: firearms and drug precursors have classes of their own beside strategic goods."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from opsplanner.records.answers import Answers
from opsplanner.records.problem import Flaw

CLASS, STRATEGIC, HS = "commodity_class", "strategic_class", "hs_code"
MILITARY_LIST, CHEMICAL = "CON", "CHE"
FIREARMS = tuple(f"930{digit}" for digit in range(1, 6))
# What tables I and II of the 1988 Convention control and has a subheading of its own; solvents and acids in everyday use are left out.
PRECURSORS = frozenset(
    [
        "291524",
        "293941",
        "293942",
        "293943",
        "293944",
        "293961",
        "293962",
        "293963",
        "293291",
        "293292",
        "293293",
        "293294",
        "291431",
        "291634",
        "292423",
        "284161",
    ]
)


def firearms_apart(answers: Answers) -> None:
    """Firearms among strategic goods, unless they are on a military list."""
    _among_strategic(answers, "R-310", lambda code: code.startswith(FIREARMS), lambda given: given != MILITARY_LIST)


def precursors_apart(answers: Answers) -> None:
    """Drug precursors among strategic chemicals."""
    _among_strategic(answers, "R-311", PRECURSORS.__contains__, lambda given: given in (CHEMICAL, None))


def _among_strategic(
    answers: Answers, rule: str, controlled: Callable[[str], bool], odd: Callable[[str | None], bool]
) -> None:
    if not answers.has(CLASS, HS):
        return
    codes, kinds = answers.columns[HS], answers.column(STRATEGIC)
    found = np.fromiter((code is not None and controlled(code) for code in codes.values), np.bool_, len(codes.values))
    if not found.any():
        return
    wrong = np.fromiter(map(odd, kinds.values), np.bool_, len(kinds.values))
    strategic = answers.columns[CLASS].among(frozenset(["strategic"]))
    rows = np.flatnonzero(found[codes.codes] & wrong[kinds.codes] & strategic)
    answers.report(Flaw(rule), CLASS, rows)
