"""The class of goods against what else is said of them: HS codes of firearms and drug precursors, types of another class."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set

import numpy as np

from opsplanner.records.answers import Answers
from opsplanner.records.problem import Flaw
from opsplanner.records.template import Template
from opsplanner.reference import code_list

CLASS, STRATEGIC, HS = "commodity_class", "strategic_class", "hs_code"
TYPE, BELONGS_TO = "commodity_type", "class"
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


def types_within_class(answers: Answers) -> None:
    """A type from the operation's list that stands there under another class than the line's own."""
    field = answers.template.by_key.get(TYPE)
    if field is None or not answers.has(CLASS, TYPE):
        return
    types, classes = answers.columns[TYPE], answers.columns[CLASS]
    of_class = code_list(CLASS).codes
    told = frozenset(types.values)
    for entry in field.choices:
        right = entry.extra.get(BELONGS_TO)
        if right and entry.code in told:
            wrong = types.among(frozenset([entry.code])) & classes.given() & ~classes.among(frozenset([right]))
            for number in np.unique(classes.codes[wrong]).tolist():
                params = {
                    "type": entry.label,
                    "class": of_class[right].label,
                    "said": of_class[classes.values[number]].label,
                }
                rows = np.flatnonzero(wrong & (classes.codes == number))
                answers.report(Flaw("R-314", params), TYPE, rows, entry.code)


def example_of_type(template: Template, avoided: Set[str] = frozenset()) -> Mapping[str, str]:
    """A type from the operation's list and the class it belongs to, none of those avoided; nothing where there is no such type."""
    field = template.by_key.get(TYPE)
    for entry in field.choices if field else ():
        right = entry.extra.get(BELONGS_TO)
        if right not in avoided:
            return {TYPE: entry.code, **({CLASS: right} if right else {})}
    return {}


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
