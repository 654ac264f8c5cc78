"""Possible duplicates across Members as those see them who may see both sides: the list, and one pair side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import ColumnElement

from opsplanner.core.access import Actor
from opsplanner.core.db import db
from opsplanner.core.errors import Missing
from opsplanner.core.listing import Listing, Page
from opsplanner.core.text import Text
from opsplanner.directory.models import Organisation
from opsplanner.operations.models import Operation, PhaseKind
from opsplanner.participants.models import Participation
from opsplanner.records.template import Template
from opsplanner.results.audience import Group, open_to
from opsplanner.results.case_keys import CONTAINER, USUAL_DAYS
from opsplanner.results.models import (
    Case,
    CaseRow,
    DuplicateLink,
    DuplicateSetting,
    GoodsLine,
    Handling,
    Submission,
    Verdict,
)
from opsplanner.results.reviewers import chosen, leads, speaks_for
from opsplanner.results.showing import answers

FIRST, SECOND = aliased(Case), aliased(Case)
FIRST_ROW, SECOND_ROW = aliased(CaseRow), aliased(CaseRow)
FIRST_PART, SECOND_PART = aliased(Participation), aliased(Participation)
FIRST_MEMBER, SECOND_MEMBER = aliased(Organisation), aliased(Organisation)
SIDES = (
    (FIRST, FIRST_ROW, FIRST_PART, FIRST_MEMBER, DuplicateLink.first_id),
    (SECOND, SECOND_ROW, SECOND_PART, SECOND_MEMBER, DuplicateLink.second_id),
)
PAIRS = Listing(
    sorts={
        "found": DuplicateLink.found_at,
        "date": FIRST.detected_on,
        "first": FIRST_MEMBER.search_en,
        "second": SECOND_MEMBER.search_en,
        "number": DuplicateLink.key,
        "verdict": DuplicateLink.verdict,
    },
    search=(
        DuplicateLink.key, FIRST.national_ref, SECOND.national_ref, FIRST_MEMBER.search_en, SECOND_MEMBER.search_en,
        FIRST_MEMBER.search_fr, SECOND_MEMBER.search_fr,
    ),
    filters={"verdict": DuplicateLink.verdict},
    start="-found",
    tiebreak=DuplicateLink.id,
)  # fmt: skip


class Side(NamedTuple):
    """One of the two cases: what it is, how its newest row tells it, whose it is."""

    case: Case
    row: CaseRow
    member: Organisation


class Pair(NamedTuple):
    """A link with both sides; the first was told first."""

    link: DuplicateLink
    first: Side
    second: Side

    @property
    def is_container(self) -> bool:
        """Whether they share a container (else a transport document)."""
        return self.link.key.startswith(CONTAINER)

    @property
    def number(self) -> str:
        """The number they share."""
        return self.link.key[len(CONTAINER) :]


class Waiting(NamedTuple):
    """How many pairs of an operation nobody has decided, and since when the first."""

    operation: str
    pairs: int
    oldest: datetime


@dataclass(frozen=True, slots=True)
class Compared:
    """One answer of both sides; `line` is the goods line it is of, None for the case."""

    label: Text
    first: str
    second: str
    line: int | None = None

    @property
    def differs(self) -> bool:
        """Whether they say different things."""
        return self.first != self.second


def days_of(operation: Operation) -> int:
    """Within how many days two detections may be one."""
    chosen = db.session.scalar(sa.select(DuplicateSetting.days).where(DuplicateSetting.operation_id == operation.id))
    return USUAL_DAYS if chosen is None else chosen


def pairs(actor: Actor) -> sa.Select[Any]:
    """The pairs, in any operation, of which both cases count now and may be seen by the actor as somebody who reviews or leads."""
    query: Any = sa.select(DuplicateLink, *(column for side in SIDES for column in (side[0], side[1], side[3])))
    for case, row, part, member, number in SIDES:
        query = (
            query.join(case, case.id == number)
            .join(row, sa.and_(_of(row, "case_id") == case.id, _of(row, "submission_id") == case.current_id))
            .join(part, part.id == case.participation_id)
            .join(member, member.id == part.organisation_id)
            .where(_open(actor, _of(row, "handling"), part, member))
        )
    found: sa.Select[Any] = query
    return found


def _of(row: Any, name: str) -> Any:
    """A column of a row: the class is made from its table, and has no attributes that a type checker knows."""
    return getattr(row, name)


def _open(actor: Actor, handling: Any, part: Any, member: Any) -> ColumnElement[bool]:
    """Whether one side is open to the actor: RED to nobody here, AMBER+STRICT to the lead planner alone.

    A Member never sees that another told the same, whatever the operation shares.
    """

    def among(group: Group, *closed: Handling) -> ColumnElement[bool]:
        found: ColumnElement[bool] = handling.in_(set(open_to(group)) - {Handling.RED, *closed})
        return found

    ways = [
        sa.and_(leads(actor, part), among(Group.PLANNER)),
        sa.and_(chosen(actor, part), among(Group.REVIEWER, Handling.STRICT)),
        sa.and_(speaks_for(actor, part, member.rilo_id), among(Group.RILO, Handling.STRICT)),
    ]
    return sa.or_(*ways, among(Group.SECRETARIAT)) if actor.is_secretariat else sa.or_(*ways)


def _within(actor: Actor, operation: Operation) -> sa.Select[Any]:
    return pairs(actor).where(DuplicateLink.operation_id == operation.id)


def pair_page(actor: Actor, operation: Operation, asked: Mapping[str, str]) -> Page[Any]:
    """One page of them; those that wait for a decision unless another verdict is asked for."""
    page = PAIRS.page(_within(actor, operation), {"verdict": Verdict.OPEN, **asked})
    page.items[:] = [_pair(row) for row in page.items]
    return page


def waiting(actor: Actor) -> list[Waiting]:
    """By operation that is not closed how many pairs wait for a decision of the actor, with one question to the database."""
    query = (
        pairs(actor)
        .join(Operation, Operation.id == DuplicateLink.operation_id)
        .where(DuplicateLink.verdict == Verdict.OPEN, Operation.phase != PhaseKind.CLOSED)
        .with_only_columns(
            Operation.code, sa.func.count(), sa.func.min(DuplicateLink.found_at), maintain_column_froms=True
        )
        .group_by(Operation.code)
        .order_by(Operation.code)
    )
    return [Waiting(*row) for row in db.session.execute(query)]


def undecided_of(actor: Actor, submission: Submission) -> list[Pair]:
    """The pairs that wait for a decision of the actor in which a case counts by this submission."""
    query = pairs(actor).where(
        DuplicateLink.operation_id == submission.operation_id,
        DuplicateLink.verdict == Verdict.OPEN,
        sa.or_(FIRST.current_id == submission.id, SECOND.current_id == submission.id),
    )
    return [_pair(row) for row in db.session.execute(query.order_by(DuplicateLink.id))]


def find_pair(actor: Actor, operation: Operation, link_id: int) -> Pair:
    """One pair that the actor may see; raises Missing."""
    row = db.session.execute(_within(actor, operation).where(DuplicateLink.id == link_id)).one_or_none()
    if row is None:
        raise Missing
    return _pair(row)


def _pair(row: Any) -> Pair:
    link, *parts = row
    return Pair(link, Side(*parts[:3]), Side(*parts[3:]))


def compared(template: Template, pair: Pair, lang: str) -> list[Compared]:
    """Every answer that one of them gives, side by side, then the goods line by line."""
    first, second = (_mapping(side.row) for side in (pair.first, pair.second))
    found = _beside(template, first, second, ("case",), lang)
    goods = [_goods(side) for side in (pair.first, pair.second)]
    for number, (one, other) in enumerate(zip_longest(*goods), start=1):
        found += _beside(template, one or {}, other or {}, ("line",), lang, number)
    return found


def _beside(
    template: Template,
    first: Mapping[str, Any],
    second: Mapping[str, Any],
    levels: Any,
    lang: str,
    line: int | None = None,
) -> list[Compared]:
    told = [{each.key: each.shown for each in answers(template, stored, levels, lang)} for stored in (first, second)]
    return [
        Compared(field.label, told[0].get(field.key, ""), told[1].get(field.key, ""), line)
        for field in template.at(*levels)
        if field.key in told[0] or field.key in told[1]
    ]


def _mapping(row: CaseRow) -> dict[str, Any]:
    return {column.key: getattr(row, column.key) for column in CaseRow.__table__.columns}


def _goods(side: Side) -> Sequence[Mapping[str, Any]]:
    line = GoodsLine.__table__
    query = sa.select(line).where(line.c.case_id == side.case.id, line.c.submission_id == side.case.current_id)
    return [dict(each) for each in db.session.execute(query.order_by(line.c.line)).mappings()]
