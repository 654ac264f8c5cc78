"""Sections that say what the operation is and what it wants: its name, its objectives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from opsplanner.core.text import Text, fold
from opsplanner.operations.models import Objective, Operation
from opsplanner.operations.sections.section import Values, plain, texts

read_identity, _write_columns = plain("name", "programme_id", "network_id", "lead_id", "follows_id", "note")


def write_identity(operation: Operation, values: Mapping[str, Any]) -> None:
    """What the operation is found by follows its name."""
    _write_columns(operation, values)
    operation.search = searchable(operation.code, operation.name)


def searchable(code: str, name: Text) -> str:
    """What an operation is found by."""
    return fold(" ".join((code, *name.all())))


def read_objectives(operation: Operation) -> Values:
    """In order of importance."""
    return {
        "objectives": [{"text": texts(o.text), "measure": o.measure, "target": o.target} for o in operation.objectives]
    }


def write_objectives(operation: Operation, values: Mapping[str, Any]) -> None:
    """Objectives keep their rows in order, so that what refers to the first stays with the first."""
    rows = values["objectives"]
    for position, row in enumerate(rows, start=1):
        if position > len(operation.objectives):
            operation.objectives.append(Objective(position=position))
        objective = operation.objectives[position - 1]
        objective.text, objective.measure, objective.target = Text.read(row["text"]), row["measure"], row["target"]
    del operation.objectives[len(rows) :]
