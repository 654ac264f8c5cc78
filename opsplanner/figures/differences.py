"""What a filtered view would tell beside the views it is part of: numbers found by subtraction are held back with the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from opsplanner.figures.frame import Grouping
from opsplanner.figures.frame.columns import Bools
from opsplanner.figures.measures import CASE_COUNTS, Evidence, held_totals, offered
from opsplanner.figures.reader import held_back, is_small


@dataclass(frozen=True, slots=True)
class Wider:
    """What the same reader sees without some of the filters in force: `without` are those, each with its code."""

    evidence: Evidence
    without: Mapping[str, str]


def countable() -> frozenset[str]:
    """The measures that rest on cases."""
    return frozenset(key for key, measure in offered().items() if measure.level in ("case", "line"))


def held_by_difference(evidence: Evidence, wider: Wider, others: Bools) -> frozenset[str]:
    """The measures of a filtered view that would tell a small number, or one that the wider view holds back."""
    within = {key: _count(evidence, key, others) for key in countable()}
    whole = {key: _count(wider.evidence, key, others) for key in countable()}
    held = {key for key in countable() if is_small(whole[key] - within[key]) or _bar_is_hidden(wider, key, others)}
    hidden = held_totals(wider.evidence, others)
    for key in CASE_COUNTS:
        if is_small(whole[key] - within["cases"]) or (key in hidden and whole[key] == within["cases"]):
            held.add("cases")
    return frozenset(held)


def tells_a_group(evidence: Evidence, wider: Wider, key: str, grouping: Grouping, others: Bools) -> bool:
    """Whether a group of a chart, taken from the same group of the wider chart, leaves a small number."""
    frame = evidence.frame
    within = frame.cases_by(evidence.cases(key).only(others), grouping)
    whole = frame.cases_by(wider.evidence.cases(key).only(others), grouping)
    return any(is_small(many - few) for few, many in zip(within, whole, strict=True))


def _count(evidence: Evidence, key: str, others: Bools) -> int:
    return int(np.count_nonzero(evidence.behind(key).cases & others))


def _bar_is_hidden(wider: Wider, key: str, others: Bools) -> bool:
    """Whether the bar of a code filtered by is held back in the wider chart of its field."""
    frame = wider.evidence.frame
    for name, code in wider.without.items():
        grouping = frame.by(name)
        held = held_back(frame.cases_by(wider.evidence.behind(key).only(others), grouping))
        place = [*grouping.names].index(code) + 1 if code in grouping.names else 0
        if held.everything or place in held.places:
            return True
    return False
