"""The marking proposed for a delivery: never more open than what the cases concerned hold now, or held when they were returned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from opsplanner.core.db import db
from opsplanner.results.models import Case, CaseRow, Handling
from opsplanner.results.tellings import newest_returned

CASE, ROW = Case.__table__.c, CaseRow.__table__
FROM_MOST_CLOSED = [marking.value for marking in Handling]


def wider(before: str, after: str) -> bool:
    """Whether more people see rows under the second marking than under the first."""
    return FROM_MOST_CLOSED.index(after) > FROM_MOST_CLOSED.index(before)


def most_closed(held: Iterable[str]) -> str:
    """The most closed of some markings."""
    return min(held, key=FROM_MOST_CLOSED.index)


def proposed(held: Iterable[str]) -> str:
    """The most closed of the markings held, AMBER when none is more closed."""
    return most_closed([*held, Handling.AMBER.value])


def markings_held(cases: Sequence[int]) -> set[str]:
    """The markings of the rows that count now of these cases."""
    current = sa.and_(ROW.c.case_id == CASE.id, ROW.c.submission_id == CASE.current_id)
    query = sa.select(ROW.c.handling).join(Case.__table__, current).where(CASE.id.in_(cases)).distinct()
    return set(db.session.scalars(query))


def markings_returned(cases: Sequence[int]) -> set[str]:
    """The markings that these cases had when they were returned, of those of which nothing counts since."""
    newest = newest_returned().where(ROW.c.case_id.in_(cases)).subquery()
    told = sa.and_(ROW.c.case_id == newest.c.case_id, ROW.c.submission_id == newest.c.submission_id)
    return set(db.session.scalars(sa.select(ROW.c.handling).join(newest, told).distinct()))
