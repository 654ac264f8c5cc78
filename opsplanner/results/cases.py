"""One case with all that is known of it: its newest row, goods lines, earlier tellings, photos and withdrawals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

import sqlalchemy as sa

from opsplanner.core.access import Actor
from opsplanner.core.db import db
from opsplanner.operations.models import Operation, Period
from opsplanner.records.field import Level
from opsplanner.records.template import Template
from opsplanner.results.models import Case, CasePhoto, CaseRow, CaseWithdrawal, GoodsLine, Submission
from opsplanner.results.scope import Standing, rows_condition, standing
from opsplanner.results.services import find_case, joined_template
from opsplanner.results.showing import Answer, answers
from opsplanner.results.tellings import visible

ROW = CaseRow.__table__.c
LINE = GoodsLine.__table__.c


@dataclass(frozen=True)
class Telling:
    """A case as one submission told it; `changes` since the telling before, None for the first."""

    submission: Submission
    changes: Sequence[Mapping[str, Any]] | None
    told: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Beside:
    """Two tellings of a case side by side, and what the later says differently."""

    before: Telling
    after: Telling
    changes: Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class CaseFile:
    """Everything a page about a case shows."""

    case: Case
    submission: Submission
    row: Mapping[str, Any]
    period: Period
    answers: Sequence[Answer]
    lines: Sequence[Sequence[Answer]]
    history: Sequence[Telling]
    withdrawals: Sequence[CaseWithdrawal]
    photos: Sequence[CasePhoto]
    masked: bool
    beside: Beside | None


def open_case(
    actor: Actor, operation: Operation, case_id: int, lang: str, asked: Mapping[str, str] | None = None
) -> CaseFile:
    """The file of a case; raises Missing when its newest row is not for this actor. `asked`: numbers `from` and `to` to compare."""
    case, row, submission = find_case(actor, operation, case_id)
    stands = standing(actor, operation)
    template = joined_template(operation)
    masked = not stands.is_close(submission)  # numbers of documents
    stored = as_mapping(row)
    history = _history(actor, operation, case, stands, lang, masked)
    return CaseFile(
        case=case,
        submission=submission,
        row=stored,
        period=db.session.scalars(sa.select(Period).where(Period.id == stored["period_id"])).one(),
        answers=answers(template, stored, ("case",), lang, masked),
        lines=[answers(template, line, ("line",), lang) for line in goods_lines(submission.id, case.id)],
        history=history,
        withdrawals=_withdrawals(case),
        photos=_photos(actor, operation, case, stands),
        masked=masked,
        beside=_beside(template, history, asked or {}, lang, masked),
    )


def _beside(
    template: Template, history: Sequence[Telling], asked: Mapping[str, str], lang: str, masked: bool
) -> Beside | None:
    """The two tellings asked for, by the numbers of their submissions; else the original and the newest, when there are several."""
    if len(history) < 2:
        return None
    by_number = {str(each.submission.number): each for each in history}
    before = by_number.get(asked.get("from", ""), history[-1])
    after = by_number.get(asked.get("to", ""), history[0])
    return Beside(before, after, changes(template, before.told, after.told, lang, masked))


def changes(
    template: Template, earlier: Mapping[str, Any], later: Mapping[str, Any], lang: str, masked: bool = False
) -> list[Mapping[str, Any]]:
    """What one telling says differently from another, its lines under "goods": label, line, old and new, as a person reads them."""
    found = _differences(template, earlier, later, ("case",), lang, masked)
    for number, (old, new) in enumerate(zip_longest(earlier["goods"], later["goods"]), start=1):
        told = _differences(template, old or {}, new or {}, ("line",), lang, masked)
        found += [{**each, "line": number} for each in told]
    return found


def _differences(
    template: Template,
    earlier: Mapping[str, Any],
    later: Mapping[str, Any],
    levels: Sequence[Level],
    lang: str,
    masked: bool,
) -> list[Mapping[str, Any]]:
    old = {each.key: each.shown for each in answers(template, earlier, levels, lang, masked)}
    new = {each.key: each.shown for each in answers(template, later, levels, lang, masked)}
    return [
        {"label": template.by_key[key].label, "old": old.get(key, ""), "new": new.get(key, "")}
        for key in template.by_key
        if old.get(key) != new.get(key)
    ]


def goods_lines(submission_id: int, case_id: int) -> list[Mapping[str, Any]]:
    """The lines of a case as one submission told it."""
    found = db.session.execute(
        sa.select(GoodsLine.__table__)
        .where(LINE.submission_id == submission_id, LINE.case_id == case_id)
        .order_by(LINE.line)
    )
    return [dict(line) for line in found.mappings()]


def as_mapping(row: CaseRow) -> dict[str, Any]:
    """A row by its columns."""
    return {column.key: getattr(row, column.key) for column in CaseRow.__table__.columns}


def _history(
    actor: Actor, operation: Operation, case: Case, stands: Standing, lang: str, masked: bool
) -> list[Telling]:
    """The tellings the actor may see, newest first, each with what it changed."""
    found = db.session.execute(
        sa.select(Submission, CaseRow)
        .select_from(Submission)
        .join(Case, Case.participation_id == Submission.participation_id)
        .join(CaseRow, sa.and_(ROW.submission_id == Submission.id, ROW.case_id == Case.id))
        .where(Case.id == case.id, rows_condition(actor, operation, stands))
        .order_by(Submission.id)
    ).all()
    lines = db.session.execute(
        sa.select(GoodsLine.__table__)
        .where(LINE.case_id == case.id, LINE.submission_id.in_([submission.id for submission, _row in found]))
        .order_by(LINE.submission_id, LINE.line)
    ).mappings()
    goods: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for line in lines:
        goods[line["submission_id"]].append(dict(line))
    template, before, told = joined_template(operation), None, []
    for submission, row in found:
        after = {**as_mapping(row), "goods": goods[submission.id]}
        since: list[Mapping[str, Any]] | None = (
            None if before is None else changes(template, before, after, lang, masked)
        )
        told.append(Telling(submission, since, after))
        before = after
    return told[::-1]


def _withdrawals(case: Case) -> Sequence[CaseWithdrawal]:
    query = sa.select(CaseWithdrawal).where(CaseWithdrawal.case_id == case.id).order_by(CaseWithdrawal.id)
    return db.session.scalars(query).all()


def _photos(actor: Actor, operation: Operation, case: Case, stands: Standing) -> Sequence[CasePhoto]:
    """The pictures that came with a telling the actor may see: one sent under a closer marking stays closed."""
    shown = visible(actor, operation, stands, CasePhoto.case_id, CasePhoto.submission_id)
    return db.session.scalars(
        sa.select(CasePhoto).where(CasePhoto.case_id == case.id, shown).order_by(CasePhoto.id)
    ).all()
