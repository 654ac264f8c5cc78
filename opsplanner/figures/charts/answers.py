"""Which stretches of time somebody answered for: nil is an answer and a nought, silence is a gap, what is not due yet is neither."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Literal

from opsplanner.core.text import Text
from opsplanner.documents.chart import Category
from opsplanner.figures.charts import words
from opsplanner.figures.charts.ranking import Bar
from opsplanner.figures.charts.view import View
from opsplanner.figures.measures import Value

Answer = Literal["answered", "silent", "waiting"]
# The periods whose returns tell of a stretch of time, by the code of its category.
Stretches = Mapping[str, frozenset[int]]


def answers(view: View, stretches: Stretches) -> dict[str, Answer]:
    """How each stretch stands, for the Members shown: one received return answers for it."""

    def answer(periods: frozenset[int]) -> Answer:
        if periods & view.answered:
            return "answered"
        return "silent" if periods & view.owed else "waiting"

    return {code: answer(periods) for code, periods in stretches.items()}


def bar(category: Category, value: Value, hidden: bool, answer: Answer) -> Bar:
    """What was counted is shown, whoever answers; a nought only where somebody did."""
    if hidden:
        return Bar(category, None, hidden=True)
    silent = not value and answer != "answered"
    return Bar(category, None if silent else value, silent=silent)


def begun(bars: Sequence[Bar], standing: Mapping[str, Answer]) -> list[Bar]:
    """The bars without those at the end for which nothing is due yet and nothing came."""
    there = [
        place
        for place, each in enumerate(bars)
        if each.category.code in standing and not (each.silent and standing[each.category.code] == "waiting")
    ]
    last = max(there, default=-1)
    return [each for place, each in enumerate(bars) if place <= last or each.category.code not in standing]


def notes(bars: Sequence[Bar], standing: Mapping[str, Answer]) -> list[Text]:
    """How many gaps there are and why, and that what is not due yet was left off."""
    inside = [each for each in bars if each.category.code in standing]
    gaps = sum(each.silent for each in inside)
    told = [words.fill(words.GAPS, n=gaps, of=len(inside))] if gaps else []
    return [*told, *([words.NOT_DUE] if len(inside) < len(standing) else [])]


def own(view: View, member: int, value: Value) -> Value:
    """What a Member told of itself: nothing found is none, but not of one that never answered."""
    answered = any(each.received for (who, _period), each in view.returns.items() if who == member)
    return value or (Decimal(0) if answered else None)
