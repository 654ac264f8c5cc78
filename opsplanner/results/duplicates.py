"""Possible duplicates across Members as those see them who may see both sides: the list, and one pair side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
from opsplanner.operations.models import Operation
from opsplanner.participants.models import Participation
from opsplanner.records.template import Template
from opsplanner.results.audience import Group, open_to
from opsplanner.results.case_keys import CONTAINER, USUAL_DAYS
from opsplanner.results.models import Case, CaseRow, DuplicateLink, DuplicateSetting, GoodsLine, Handling, Verdict
from opsplanner.results.scope import Standing, standing
from opsplanner.results.showing import answers

FIRST, SECOND = aliased(Case), aliased(Case)
FIRST_ROW, SECOND_ROW = aliased(CaseRow), aliased(CaseRow)
FIRST_PART, SECOND_PART = aliased(Participation), aliased(Participation)
FIRST_MEMBER, SECOND_MEMBER = aliased(Organisation), aliased(Organisation)
SIDES = (
    (FIRST, FIRST_ROW, FIRST_PART, FIRST_MEMBER, DuplicateLink.first_id),
    (SECOND, SECOND_ROW, SECOND_PART, SECOND_MEMBER, DuplicateLink.second_id),
)
# The groups that compare Members; a Member never sees that another told the same, whatever the operation shares.
COMPARING = (Group.PLANNER, Group.SECRETARIAT)
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


def pairs(actor: Actor, operation: Operation) -> sa.Select[Any]:
    """The pairs of which both cases count now and may be seen by the actor as somebody who reviews or leads."""
    stands = standing(actor, operation)
    query: Any = sa.select(DuplicateLink, *(column for side in SIDES for column in (side[0], side[1], side[3])))
    for case, row, part, member, number in SIDES:
        query = (
            query.join(case, case.id == number)
            .join(row, sa.and_(_of(row, "case_id") == case.id, _of(row, "submission_id") == case.current_id))
            .join(part, part.id == case.participation_id)
            .join(member, member.id == part.organisation_id)
            .where(_open(stands, case, row))
        )
    found: sa.Select[Any] = query.where(DuplicateLink.operation_id == operation.id)
    return found


def _of(row: Any, name: str) -> Any:
    """A column of a row: the class is made from its table, and has no attributes that a type checker knows."""
    return getattr(row, name)


def _open(stands: Standing, case: Any, row: Any) -> ColumnElement[bool]:
    """Whether one side is open to the actor: RED to nobody here, AMBER+STRICT to the lead planner alone."""
    handling, closed = _of(row, "handling"), {Handling.RED, Handling.STRICT}
    wide = {marking for group in COMPARING if group in stands.everywhere for marking in open_to(group)}
    allowed = [handling.in_(wide - {Handling.RED})]
    for members, group in ((stands.reviewed, Group.REVIEWER), (stands.served, Group.RILO)):
        allowed.append(sa.and_(case.participation_id.in_(members), handling.in_(set(open_to(group)) - closed)))
    return sa.or_(*allowed)


def pair_page(actor: Actor, operation: Operation, asked: Mapping[str, str]) -> Page[Any]:
    """One page of them; those that wait for a decision unless another verdict is asked for."""
    page = PAIRS.page(pairs(actor, operation), {"verdict": Verdict.OPEN, **asked})
    page.items[:] = [_pair(row) for row in page.items]
    return page


def waiting(actor: Actor, operation: Operation) -> int:
    """How many pairs wait for a decision of the actor."""
    query = pairs(actor, operation).where(DuplicateLink.verdict == Verdict.OPEN)
    return (
        db.session.scalar(sa.select(sa.func.count()).select_from(query.with_only_columns(DuplicateLink.id).subquery()))
        or 0
    )


def find_pair(actor: Actor, operation: Operation, link_id: int) -> Pair:
    """One pair that the actor may see; raises Missing."""
    row = db.session.execute(pairs(actor, operation).where(DuplicateLink.id == link_id)).one_or_none()
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
