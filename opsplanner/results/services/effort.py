"""Storing effort: a window told again replaces itself, one that overlaps another is refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from opsplanner.core.db import db
from opsplanner.core.i18n import days
from opsplanner.records.check import CheckedRows
from opsplanner.records.template import Template
from opsplanner.results.cargo import kept, split
from opsplanner.results.effort import EFFORT, current_effort
from opsplanner.results.models import Submission
from opsplanner.results.services.entering import Entry

Row = dict[str, Any]


@dataclass(frozen=True)
class EffortPlan:
    """The rows to be stored, how many are told as before, and why they cannot be stored."""

    rows: Sequence[Row] = ()
    same: int = 0
    stops: Sequence[Any] = ()


def plan_effort(entry: Entry, checked: CheckedRows | None, template: Template) -> EffortPlan:
    """Compares checked rows of effort with what counts now."""
    if checked is None:
        return EffortPlan()
    told = _told(checked, template)
    known = current_effort(entry.operation, participation=entry.participation.id)
    by_window = {_window(row): row for row in known}
    fresh = [row for row in told if not _same(row, by_window.get(_window(row)))]
    here = {_window(row) for row in told}
    others = [window for window in by_window if window not in here]
    stops = [
        _l(
            "The effort of %(here)s overlaps that of %(there)s, which was reported before. Use the same days to replace it.",
            here=days(*window),
            there=days(*other),
        )
        for window in sorted(here)
        for other in others
        if window[0] <= other[1] and other[0] <= window[1]
    ]
    return EffortPlan(fresh, len(told) - len(fresh), stops)


def store_effort(submission: Submission, plan: EffortPlan) -> None:
    """Adds the rows to the transaction under way."""
    if plan.rows:
        rows = [{"submission_id": submission.id, "row": number, **row} for number, row in enumerate(plan.rows, 1)]
        db.session.connection().execute(sa.insert(EFFORT), rows)


def _told(checked: CheckedRows, template: Template) -> list[Row]:
    fields, own = split([each for each in template.at("effort") if each.key in checked.columns], EFFORT)
    columns = {field.key: [None if v is None else kept("")(v) for v in checked.values(field.key)] for field in fields}
    extras = {field.key: [None if v is None else str(v) for v in checked.values(field.key)] for field in own}
    blank: Row = {column.key: None for column in EFFORT.columns if column.key not in ("submission_id", "row")}
    rows = [{**blank, **dict(zip(columns, row, strict=True))} for row in zip(*columns.values(), strict=True)]
    for number, row in enumerate(rows):
        row["extras"] = {key: values[number] for key, values in extras.items() if values[number] is not None} or None
    return rows


def _window(row: Mapping[str, Any]) -> tuple[Any, Any]:
    return row["window_start"], row["window_end"]


def _same(row: Row, other: Mapping[str, Any] | None) -> bool:
    return other is not None and all(other[key] == value for key, value in row.items())
