"""What the check says, as pages show it: a problem with its sentence and places, and the step that a draft waits in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from opsplanner.records.check import Checked
from opsplanner.records.gathered import gathered
from opsplanner.records.problem import Problem
from opsplanner.records.sentences import sentence
from opsplanner.results.services import Choices, Looked, blocking

SHOWN_CELLS = 24


@dataclass(frozen=True, slots=True)
class Told:
    """One problem ready to be shown: its first places, the `rest` behind a press, and how many `more` are not listed at all."""

    code: str
    severity: str
    sentence: str
    value: str
    cells: tuple[str, ...]
    rest: tuple[str, ...]
    more: int
    count: int


def tell(problem: Problem, lang: str) -> Told:
    """A problem in the reader's language."""
    cells = problem.cells or tuple(map(str, problem.rows))
    return Told(
        problem.code,
        problem.severity,
        sentence(problem, lang),
        problem.value or "",
        cells[:SHOWN_CELLS],
        cells[SHOWN_CELLS:],
        max(problem.count - len(cells), 0) if cells else 0,
        problem.count,
    )


def notices(checked: Checked, lang: str, but: Collection[str] = ()) -> list[Told]:
    """How the file was read; of many values of a column all in one sentence."""
    return [tell(each, lang) for each in gathered(each for each in checked.of("notice") if each.code not in but)]


def step_of(looked: Looked) -> str:
    """The step a draft waits in: columns to be named, problems to be put right, or the confirmation."""
    if looked.asks:
        return "columns"
    results_hold = looked.checked.results is not None
    return "check" if blocking(looked.checked, Choices(without_effort=results_hold)) else "confirm"
