"""Stores the cases of a plan: identities, rows and lines at the driver's speed, and the same packed as columns for figures."""

from __future__ import annotations

import json
from datetime import date
from itertools import compress, repeat
from typing import Any

import numpy as np
import sqlalchemy as sa

from opsplanner.core.db import db
from opsplanner.records.field import Level
from opsplanner.records.template import REFERENCE
from opsplanner.results import bulk
from opsplanner.results.cargo import Cargo, driver, split
from opsplanner.results.models import Case, CaseRow, GoodsLine, PackedColumns, Submission
from opsplanner.results.packing import packed
from opsplanner.results.services.planning import Plan, extras_of

CASE, ROW, LINE = Case.__table__, CaseRow.__table__, GoodsLine.__table__


def store_cases(submission: Submission, plan: Plan) -> None:
    """Stores what the plan calls new and changed, in the transaction under way."""
    numbers = plan.stored
    if not numbers:
        return
    cargo = plan.cargo.only(numbers)
    periods = [plan.periods[number] for number in numbers]
    days = cargo.told("detected_on", "case", date.isoformat)
    cases = _identify(submission, plan, cargo, days)
    # The driver is slow with subclasses of str, such as the members of an enumeration.
    handling = str(plan.handling)
    _insert_rows(submission, cargo, cases, periods, handling)
    _insert_lines(submission, cargo, cases)
    content = packed(cargo, cases, periods, handling)
    db.session.add(PackedColumns(submission_id=submission.id, content=content))
    db.session.flush()


def _identify(submission: Submission, plan: Plan, cargo: Cargo, days: list[str]) -> list[int]:
    """The id of every case: new ones are stored, those that are there already now count by this submission."""
    known = [plan.known[number] for number in plan.stored]
    new = [each is None for each in known]
    fresh = bulk.allocate(CASE, sum(new))
    numbers = iter(fresh)
    cases = [next(numbers) if each is None else each.id for each in known]
    bulk.insert(
        CASE,
        {
            "id": fresh,
            "operation_id": repeat(submission.operation_id),
            "participation_id": repeat(submission.participation_id),
            "rehearsal": repeat(int(submission.rehearsal)),
            "office": compress(cargo.offices, new),
            "national_ref": compress(cargo.told(REFERENCE, "case"), new),
            "detected_on": compress(days, new),
            "current_id": repeat(submission.id),
        },
    )
    moved = [
        {"case": case, "day": date.fromisoformat(day)}
        for case, each, day in zip(cases, known, days, strict=True)
        if each is not None
    ]
    if moved:
        db.session.connection().execute(
            sa.update(CASE)
            .where(CASE.c.id == sa.bindparam("case"))
            .values(current_id=submission.id, detected_on=sa.bindparam("day")),
            moved,
        )
    return cases


def _insert_rows(submission: Submission, cargo: Cargo, cases: list[int], periods: list[int], handling: str) -> None:
    columns: dict[str, Any] = {
        "submission_id": repeat(submission.id),
        "case_id": cases,
        "period_id": periods,
        "lines": cargo.lines_of_case.tolist(),
        **_answers(cargo, "case", ROW),
    }
    marked = columns.get("handling")
    columns["handling"] = [each or handling for each in marked] if marked else repeat(handling)
    bulk.insert(ROW, columns)


def _insert_lines(submission: Submission, cargo: Cargo, cases: list[int]) -> None:
    counts = cargo.lines_of_case
    columns: dict[str, Any] = {
        "submission_id": repeat(submission.id),
        "case_id": np.repeat(cases, counts).tolist(),
        "line": (np.arange(cargo.length) - np.repeat(cargo.first_lines, counts) + 1).tolist(),
        **_answers(cargo, "line", LINE),
    }
    for key, plain in (("family", str), ("base", int)):
        if key in cargo.columns:
            columns[key] = cargo.told(key, "line", plain)
    bulk.insert(LINE, columns)


def _answers(cargo: Cargo, level: Level, table: sa.Table) -> dict[str, Any]:
    """The columns of a level as the driver takes them, extras included."""
    told = [each for each in cargo.template.at(level) if cargo.tells(each.key)]
    fields, own = split(told, table)
    columns: dict[str, Any] = {}
    for field in fields:
        columns[field.key] = cargo.told(field.key, level, driver(table.c[field.key]))
        if field.kind == "hs":
            columns[f"{field.key}_given"] = cargo.given(field.key, level)
    if own:
        extras = extras_of(cargo, level, [each.key for each in own])
        columns["extras"] = [each and json.dumps(each, ensure_ascii=False) for each in extras]
    return columns
