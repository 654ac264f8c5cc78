"""Every list the same way: search, filters, sorting and paging in the database, told by the address of the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.elements import ColumnElement

from opsplanner.core.db import db
from opsplanner.core.text import fold

PAGE_SIZES = (25, 50, 100, 200)
Row = TypeVar("Row")
Column = ColumnElement[Any] | InstrumentedAttribute[Any]


@dataclass(frozen=True)
class Listing:
    """What a list offers: sortable and searchable columns, filters by name, the order it starts with.

    `folded` says that the searchable columns hold folded text (core.text.fold), so what is searched is folded too.
    A list that may be very long names `most`: beyond it rows are not counted, and only sorted by what has an index (`steady`).
    """

    sorts: Mapping[str, Column]
    search: Sequence[Column] = ()
    filters: Mapping[str, Column] = field(default_factory=dict)
    start: str = ""
    tiebreak: Column | None = None
    folded: bool = False
    most: int | None = None
    steady: Sequence[str] = ()

    def page(self, query: sa.Select[Any], asked: Mapping[str, str]) -> Page[Any]:
        """Rows of one page. `asked`: q, sort (`-name` for descending), page, size, and the filters' values; odd values are ignored."""
        narrowed = self.narrow(query, asked)
        total, capped = self._count(narrowed)
        size = _whole(asked.get("size"), PAGE_SIZES[1])
        size = size if size in PAGE_SIZES else PAGE_SIZES[1]
        pages = max(1, -(-total // size))
        number = min(max(1, _whole(asked.get("page"), 1)), pages)
        sorts = self.steady if capped else self.sorts
        sort = asked.get("sort", "") if asked.get("sort", "").lstrip("-") in sorts else self.start
        rows = db.session.execute(self._order(narrowed, sort).limit(size).offset((number - 1) * size))
        scalars = len(query.column_descriptions) == 1
        items = list(rows.scalars().unique()) if scalars else list(rows.unique())
        used = {name: asked[name] for name in self.filters if asked.get(name)}
        return Page(items, total, number, pages, size, sort, asked.get("q", "").strip(), used, capped)

    def _count(self, narrowed: sa.Select[Any]) -> tuple[int, bool]:
        """How many rows there are, and whether there are more than are counted."""
        rows = narrowed.order_by(None).with_only_columns(sa.literal(1))
        if self.most is not None:
            rows = rows.limit(self.most + 1)
        total = db.session.scalar(sa.select(sa.func.count()).select_from(rows.subquery())) or 0
        return (total, False) if self.most is None else (min(total, self.most), total > self.most)

    def narrow(self, query: sa.Select[Any], asked: Mapping[str, str]) -> sa.Select[Any]:
        """The query with search and filters, for a page or for an export of all of it."""
        words = asked.get("q", "")
        for word in (fold(words) if self.folded else words).split():
            pattern = "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
            query = query.where(sa.or_(*(column.ilike(pattern, escape="\\") for column in self.search)))
        for name, column in self.filters.items():
            if asked.get(name):
                query = query.where(column == _typed(column, asked[name]))
        return query

    def _order(self, query: sa.Select[Any], sort: str) -> sa.Select[Any]:
        if sort:
            column = self.sorts[sort.lstrip("-")]
            query = query.order_by(column.desc() if sort.startswith("-") else column.asc())
        return query if self.tiebreak is None else query.order_by(self.tiebreak)


@dataclass(frozen=True)
class Page(Generic[Row]):
    """One page of a list, and what was asked to get it; `capped` when there are more rows than the `total` counted."""

    items: list[Row]
    total: int
    number: int
    pages: int
    size: int
    sort: str
    q: str
    filters: Mapping[str, str]
    capped: bool = False

    @property
    def narrowed(self) -> bool:
        """Whether search or filters hide something: a filtered-empty list differs from a truly empty one."""
        return bool(self.q or self.filters)

    @property
    def first(self) -> int:
        """Number of the first row shown, from 1; 0 when there is none."""
        return (self.number - 1) * self.size + 1 if self.items else 0


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else default


def _typed(column: Column, text: str) -> Any:
    if isinstance(column.type, sa.Boolean):
        return text == "1"
    return _whole(text, -1) if isinstance(column.type, sa.Integer) else text
