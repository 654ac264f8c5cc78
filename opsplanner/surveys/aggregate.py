"""What self-assessments say together, and only where nobody can work out what one Member said.

Averages over whole levels, never a spread: with an average and the spread beside it a hidden number could be worked out. A group
is shown from three Members beside the reader's own on; where two groups are shown that differ in some Members, those are three
at least too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

# Counts below this are hidden from whoever looks at others.
LEAST = 3
Levels = Mapping[str, int]
TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Average:
    """Of a theme: the average level of so many Members."""

    theme: str
    level: Decimal
    members: int


@dataclass(frozen=True, slots=True)
class Change:
    """Of a theme: the average change of so many Members that answered both times."""

    theme: str
    change: Decimal
    members: int


def averages(answers: Mapping[int, Levels], themes: Sequence[str], readers: frozenset[int]) -> list[Average]:
    """The average level of each theme over all Members, by participation or organisation; none where too few are beside the readers."""
    found = []
    for theme in themes:
        levels = {member: said[theme] for member, said in answers.items() if theme in said}
        if _enough(frozenset(levels), readers):
            found.append(Average(theme, _mean(list(levels.values())), len(levels)))
    return found


def changes(
    before: Mapping[int, Levels], after: Mapping[int, Levels], themes: Sequence[str], readers: frozenset[int]
) -> list[Change]:
    """The average change of each theme over the Members that answered both times; the averages of each time stand beside it."""
    found = []
    for theme in themes:
        first, second = _said(before, theme), _said(after, theme)
        both = first & second
        if _enough(both, readers) and all(_told_apart(group - both, readers) for group in (first, second)):
            steps = [after[member][theme] - before[member][theme] for member in sorted(both)]
            found.append(Change(theme, _mean(steps), len(both)))
    return found


def _said(answers: Mapping[int, Levels], theme: str) -> frozenset[int]:
    return frozenset(member for member, said in answers.items() if theme in said)


def _enough(members: frozenset[int], readers: frozenset[int]) -> bool:
    return len(members - readers) >= LEAST


def _told_apart(members: frozenset[int], readers: frozenset[int]) -> bool:
    """Those in one group and not in the other: none, or too many to be told apart."""
    others = members - readers
    return not others or len(others) >= LEAST


def _mean(numbers: Sequence[int]) -> Decimal:
    """To one decimal, halves away from zero."""
    return (Decimal(sum(numbers)) / len(numbers)).quantize(TENTH, ROUND_HALF_UP)
