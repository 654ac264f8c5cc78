"""What is decided and what is still open while an operation is being set up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from opsplanner.core.text import Text
from opsplanner.operations.models import Operation, PeriodKind, PhaseKind
from opsplanner.operations.sections import SECTIONS, Group

SETTING_UP = {PhaseKind.CONCEPT, PhaseKind.PLANNING}
EMPTY = Text.of()


class Progress(StrEnum):
    """How far a part of the plan is: nothing written, one language or something else missing, done."""

    OPEN = "open"
    PARTLY = "due"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Task:
    """A part of the plan, by the key of its section or page, the group it belongs to, and how far it is."""

    key: str
    group: Group
    progress: Progress


def tasks(operation: Operation) -> list[Task]:
    """Every part that needs a decision, in the order of the plan."""
    return [Task(key, group, JUDGES[key](operation)) for key, group in parts().items()]


def parts() -> dict[str, Group]:
    """The sections of the plan, and the reporting periods after the phases, by key in their order; each with its group."""
    found: dict[str, Group] = {}
    for key, section in SECTIONS.items():
        found[key] = section.group
        if key == "phases":
            found["periods"] = section.group
    return found


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


def _detail(*names: str) -> Callable[[Operation], Progress]:
    return lambda operation: _of(*(getattr(operation.detail, name, EMPTY) for name in names))


def _all(*progress: Progress) -> Progress:
    """Of several things: done when all are, open when all are."""
    return progress[0] if len(set(progress)) == 1 else Progress.PARTLY


def _watch(operation: Operation) -> Progress:
    cards = [_of(one.looks, one.mistaken, one.check) for one in operation.watch]
    return _all(*cards) if cards else Progress.OPEN


def _phases(operation: Operation) -> Progress:
    if len(operation.phases) < 2:
        return Progress.OPEN
    return _all(Progress.DONE, *(_of(phase.criteria) for phase in operation.phases))


def _unit(operation: Operation) -> Progress:
    return _all(_detail("ocu_place", "ocu_hours")(operation), _is_set(operation.shifts))


def _evidence(operation: Operation) -> Progress:
    return _all(_detail("evidence")(operation), _is_set(operation.detail and operation.detail.retained_until))


JUDGES: dict[str, Callable[[Operation], Progress]] = {
    "identity": lambda operation: _of(operation.name),
    "purpose": lambda operation: _of(operation.purpose, operation.background),
    "objectives": _objectives,
    "scope": lambda operation: _of(operation.scope, operation.references),
    "routes": _detail("routes", "places"),
    "watch": _watch,
    "dates": lambda operation: _is_set(operation.starts_on),
    "phases": _phases,
    "periods": lambda operation: Progress.DONE if covered(operation) else Progress.PARTLY,
    "concept": _detail("concept"),
    "ocu": _unit,
    "communication": _detail("communication"),
    "media": _detail("media"),
    "evidence": _evidence,
    "content": lambda operation: _is_set(operation.blocks),
    "sharing": lambda operation: _is_set(operation.sharing),
    "money": lambda operation: _is_set(operation.currency),
    "evaluation": _detail("evaluation"),
}
