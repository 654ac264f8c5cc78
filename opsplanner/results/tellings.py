"""Stored tellings of cases, many at once: the row of each with its goods lines, as the mappings that comparing and showing take."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.elements import ColumnElement

from opsplanner.core.access import Actor
from opsplanner.core.db import db
from opsplanner.operations.models import Operation
from opsplanner.results.models import Case, CaseRow, CaseWithdrawal, GoodsLine, Submission, SubmissionState
from opsplanner.results.scope import Standing, rows_condition

ROW, LINE = CaseRow.__table__, GoodsLine.__table__
# Written by the product or told by the identity of the case, so never a difference between two tellings.
NOT_TOLD = frozenset({"submission_id", "case_id", "period_id", "lines", "line", "family", "base"})
Place = tuple[int, int]  # case, submission
Telling = Mapping[str, Any]
Number = ColumnElement[Any] | InstrumentedAttribute[Any]


def fetch(places: Iterable[Place]) -> dict[Place, Telling]:
    """The tellings at these places, lines under "goods", with two questions to the database."""
    wanted = set(places)
    if not wanted:
        return {}
    found: dict[Place, dict[str, Any]] = {}
    for row in _told(ROW, wanted):
        found[row["case_id"], row["submission_id"]] = {**row, "goods": []}
    for line in _told(LINE, wanted, LINE.c.line):
        found[line["case_id"], line["submission_id"]]["goods"].append(line)
    return dict(found)


def _told(table: Any, wanted: Collection[Place], *order: Number) -> Iterator[dict[str, Any]]:
    """The rows of a table at these places. A database finds a list of pairs by looking at every row, two lists by its index."""
    cases, submissions = ({place[side] for place in wanted} for side in (0, 1))
    query = sa.select(table).where(table.c.submission_id.in_(submissions), table.c.case_id.in_(cases))
    for row in db.session.execute(query.order_by(table.c.submission_id, table.c.case_id, *order)).mappings():
        if (row["case_id"], row["submission_id"]) in wanted:
            yield dict(row)


def newest_returned() -> sa.Select[Any]:
    """Of each case that was returned and not taken back since, its newest telling that was: case_id and submission_id."""
    overtaken = sa.exists().where(
        CaseWithdrawal.case_id == ROW.c.case_id, CaseWithdrawal.after_id >= ROW.c.submission_id
    )
    return (
        sa.select(ROW.c.case_id, sa.func.max(ROW.c.submission_id).label("submission_id"))
        .join(Submission, Submission.id == ROW.c.submission_id)
        .where(Submission.state == SubmissionState.RETURNED, ~overtaken)
        .group_by(ROW.c.case_id)
    )


def seen_cases(actor: Actor, operation: Operation, submission_id: int) -> sa.Select[Any]:
    """The cases of a submission that the actor may see: id, national_ref, office and the number of lines told."""
    return (
        sa.select(Case.id, Case.national_ref, Case.office, ROW.c.lines)
        .select_from(Case)
        .join(CaseRow, ROW.c.case_id == Case.id)
        .join(Submission, Submission.id == ROW.c.submission_id)
        .where(ROW.c.submission_id == submission_id, rows_condition(actor, operation))
    )


def visible(
    actor: Actor, operation: Operation, stands: Standing, case: Number, submission: Number
) -> ColumnElement[bool]:
    """Whether the actor may see the telling that two columns of an outer query name (not of Case, CaseRow or Submission itself)."""
    return (
        sa.select(sa.literal(1))
        .select_from(Case)
        .join(CaseRow, ROW.c.case_id == Case.id)
        .join(Submission, Submission.id == ROW.c.submission_id)
        .where(Case.id == case, ROW.c.submission_id == submission, rows_condition(actor, operation, stands))
        .correlate_except(Case, CaseRow, Submission)
        .exists()
    )
