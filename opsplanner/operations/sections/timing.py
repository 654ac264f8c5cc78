"""Sections that say when things are: dates, phases with what has to be true before each, milestones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from opsplanner.core.text import Text
from opsplanner.operations.models import Milestone, Operation, Phase, PhaseKind
from opsplanner.operations.sections.section import Values, plain, texts

read_dates, _write_dates_only = plain("starts_on", "ends_on", "time_zone")


def write_dates(operation: Operation, values: Mapping[str, Any]) -> None:
    """The operational phase is the action phase: it moves along."""
    _write_dates_only(operation, values)
    for phase in operation.phases:
        if phase.kind == PhaseKind.OPERATIONAL:
            phase.starts_on, phase.ends_on = operation.starts_on, operation.ends_on


def _action(operation: Operation) -> list[Phase]:
    return [phase for phase in operation.phases if phase.kind == PhaseKind.OPERATIONAL]


def read_phases(operation: Operation) -> Values:
    """All phases but the action phase, of which only the criteria are asked: its days are those of the operation."""
    action = _action(operation)
    return {
        "action_criteria": texts(action[0].criteria if action else Text.of()),
        "phases": [
            {
                "kind": p.kind,
                "starts_on": p.starts_on,
                "ends_on": p.ends_on,
                "note": texts(p.note),
                "criteria": texts(p.criteria),
            }
            for p in operation.phases
            if p.kind != PhaseKind.OPERATIONAL
        ],
        "milestones": [{"day": m.day, "text": texts(m.text)} for m in operation.milestones],
    }


def write_phases(operation: Operation, values: Mapping[str, Any]) -> None:
    """The action phase stays where it is; the others are laid anew around it."""
    action = _action(operation)
    for phase in action:
        phase.criteria = Text.read(values["action_criteria"])
    others = [
        Phase(**{**row, "note": Text.read(row["note"]), "criteria": Text.read(row["criteria"])})
        for row in values["phases"]
    ]
    operation.phases[:] = sorted([*action, *others], key=lambda phase: phase.starts_on)
    operation.milestones[:] = [Milestone(day=row["day"], text=Text.read(row["text"])) for row in values["milestones"]]
