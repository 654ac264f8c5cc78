"""Storing effort: a window told again replaces itself, one that overlaps another is refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from opsplanner.core.db import db
from opsplanner.core.i18n import days
from opsplanner.records.check import Checked, CheckedRows
from opsplanner.records.kept import as_kept
from opsplanner.records.problem import MOST_PLACES, Problem
from opsplanner.records.table import EFFORT as EFFORT_ROWS
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


def against_stored(entry: Entry, checked: Checked, rehearsal: bool = False) -> Checked:
    """Adds to a check the rows of effort that overlap other days reported before; they are not among the good rows then."""
    rows = checked.effort
    if rows is None or not len(rows.good):
        return checked
    told = dict(
        zip(rows.good.tolist(), zip(rows.values("window_start"), rows.values("window_end"), strict=True), strict=True)
    )
    stored = current_effort(entry.operation, participation=entry.participation.id, rehearsal=rehearsal)
    known = {_window(row) for row in stored}
    problems, bad = [], set[int]()
    for other in sorted(known - set(told.values())):
        places = [place for place, window in told.items() if _overlap(window, other)]
        if places:
            bad.update(places)
            problems.append(_overlapping(rows, places, other))
    good = np.array([place for place in told if place not in bad], np.intp)
    tables = {**checked.tables, EFFORT_ROWS: replace(rows, good=good)}
    return replace(checked, problems=(*checked.problems, *problems), tables=tables) if problems else checked


def _overlapping(rows: CheckedRows, places: Sequence[int], other: tuple[Any, Any]) -> Problem:
    first = places[:MOST_PLACES]
    return Problem.of(
        "R-309",
        sheet=rows.table.sheet,
        field="window_start",
        params={"first": other[0], "last": other[1]},
        cells=rows.table.cells("window_start", first),
        rows=tuple(rows.table.rows[list(first)].tolist()),
        count=len(places),
        spot="window_start",
        places=np.array(places, np.intp),
    )


def plan_effort(entry: Entry, checked: CheckedRows | None, template: Template, rehearsal: bool = False) -> EffortPlan:
    """Compares checked rows of effort with what counts now."""
    if checked is None:
        return EffortPlan()
    told = _told(checked, template)
    known = current_effort(entry.operation, participation=entry.participation.id, rehearsal=rehearsal)
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
        if _overlap(window, other)
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
    extras = {field.key: [None if v is None else as_kept(v) for v in checked.values(field.key)] for field in own}
    blank: Row = {column.key: None for column in EFFORT.columns if column.key not in ("submission_id", "row")}
    rows = [{**blank, **dict(zip(columns, row, strict=True))} for row in zip(*columns.values(), strict=True)]
    for number, row in enumerate(rows):
        row["extras"] = {key: values[number] for key, values in extras.items() if values[number] is not None} or None
    return rows


def _window(row: Mapping[str, Any]) -> tuple[Any, Any]:
    return row["window_start"], row["window_end"]


def _overlap(one: tuple[Any, Any], other: tuple[Any, Any]) -> bool:
    return bool(one[0] <= other[1] and other[0] <= one[1])


def _same(row: Row, other: Mapping[str, Any] | None) -> bool:
    return other is not None and all(other[key] == value for key, value in row.items())
