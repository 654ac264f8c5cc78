"""What is decided and what is still open while an operation is being set up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from opsplanner.core.text import Text
from opsplanner.operations.models import Operation, PeriodKind, PhaseKind

SETTING_UP = {PhaseKind.CONCEPT, PhaseKind.PLANNING}


class Progress(StrEnum):
    """How far a part of the plan is: nothing written, one language or something else missing, done."""

    OPEN = "open"
    PARTLY = "due"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Task:
    """A part of the plan, by the key of its section or page, and how far it is."""

    key: str
    progress: Progress


def tasks(operation: Operation) -> list[Task]:
    """Every part that needs a decision, in the order of the plan."""
    return [Task(key, judge(operation)) for key, judge in JUDGES.items()]


def covered(operation: Operation) -> bool:
    """Whether the reporting periods begin and end with the action phase."""
    counted = [period for period in operation.periods if period.kind != PeriodKind.REHEARSAL]
    if not counted:
        return False
    first, last = min(p.starts_on for p in counted), max(p.ends_on for p in counted)
    return (first, last) == (operation.starts_on, operation.ends_on)


def _of(*texts: Text) -> Progress:
    written = [text for text in texts if text.all()]
    if not written:
        return Progress.OPEN
    whole = len(written) == len(texts) and all(text.has("en") and text.has("fr") for text in texts)
    return Progress.DONE if whole else Progress.PARTLY


def _objectives(operation: Operation) -> Progress:
    if not operation.objectives:
        return Progress.OPEN
    aimed = all(objective.target is not None for objective in operation.objectives)
    return Progress.DONE if aimed else Progress.PARTLY


def _is_set(is_set: object) -> Progress:
    return Progress.DONE if is_set else Progress.OPEN


JUDGES: dict[str, Callable[[Operation], Progress]] = {
    "identity": lambda operation: _of(operation.name),
    "purpose": lambda operation: _of(operation.purpose, operation.background),
    "scope": lambda operation: _of(operation.scope, operation.references),
    "dates": lambda operation: _is_set(operation.starts_on),
    "phases": lambda operation: _is_set(len(operation.phases) > 1),
    "periods": lambda operation: Progress.DONE if covered(operation) else Progress.PARTLY,
    "objectives": _objectives,
    "content": lambda operation: _is_set(operation.blocks),
    "sharing": lambda operation: _is_set(operation.sharing),
    "money": lambda operation: _is_set(operation.currency),
}
