"""Every list the same way: search, filters, sorting and paging in the database, told by the address of the page."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.elements import ColumnElement

from opsplanner.core.db import db
from opsplanner.core.numbers import whole
from opsplanner.core.text import fold

PAGE_SIZES = (25, 50, 100, 200)
Row = TypeVar("Row")
Column = ColumnElement[Any] | InstrumentedAttribute[Any]


@dataclass(frozen=True)
class Listing:
    """What a list offers: sortable and searchable columns, filters by name, the order it starts with.

    `folded` says that the searchable columns hold folded text (core.text.fold), so what is searched is folded too.
    """

    sorts: Mapping[str, Column]
    search: Sequence[Column] = ()
    filters: Mapping[str, Column] = field(default_factory=dict)
    start: str = ""
    tiebreak: Column | None = None
    folded: bool = False

    def page(self, query: sa.Select[Any], asked: Mapping[str, str]) -> Page[Any]:
        """Rows of one page. `asked`: q, sort (`-name` for descending), page, size, and the filters' values; odd values are ignored."""
        narrowed = self.narrow(query, asked)
        rows = narrowed.order_by(None).with_only_columns(sa.literal(1))
        cut = Cut.of(asked, db.session.scalar(sa.select(sa.func.count()).select_from(rows.subquery())) or 0)
        sort = sort_asked(asked, self.sorts, self.start)
        found = db.session.execute(self._order(narrowed, sort).limit(cut.size).offset(cut.start))
        scalars = len(query.column_descriptions) == 1
        items = list(found.scalars().unique()) if scalars else list(found.unique())
        return cut.page(items, asked, sort, self.filters)

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
class Cut:
    """Where a page begins and how long it is, of so many rows."""

    total: int
    number: int
    pages: int
    size: int

    @classmethod
    def of(cls, asked: Mapping[str, str], total: int) -> Cut:
        """The page and size asked for; odd values are ignored."""
        size = _whole(asked.get("size"), PAGE_SIZES[1])
        size = size if size in PAGE_SIZES else PAGE_SIZES[1]
        pages = max(1, -(-total // size))
        return cls(total, min(max(1, _whole(asked.get("page"), 1)), pages), pages, size)

    @property
    def start(self) -> int:
        """How many rows stand before the page."""
        return (self.number - 1) * self.size

    def page(self, items: list[Row], asked: Mapping[str, str], sort: str, filters: Iterable[str]) -> Page[Row]:
        """The page with its rows."""
        used = {name: asked[name] for name in filters if asked.get(name)}
        return Page(items, self.total, self.number, self.pages, self.size, sort, asked.get("q", "").strip(), used)


def sort_asked(asked: Mapping[str, str], sorts: Container[str], start: str) -> str:
    """The order asked for, if there is one of that name."""
    return asked.get("sort", "") if asked.get("sort", "").lstrip("-") in sorts else start


@dataclass(frozen=True)
class Page(Generic[Row]):
    """One page of a list, and what was asked to get it."""

    items: list[Row]
    total: int
    number: int
    pages: int
    size: int
    sort: str
    q: str
    filters: Mapping[str, str]

    @property
    def narrowed(self) -> bool:
        """Whether search or filters hide something: a filtered-empty list differs from a truly empty one."""
        return bool(self.q or self.filters)

    @property
    def first(self) -> int:
        """Number of the first row shown, from 1; 0 when there is none."""
        return (self.number - 1) * self.size + 1 if self.items else 0


def _whole(text: str | None, default: int) -> int:
    number = whole(text or "")
    return default if number is None else number


def _typed(column: Column, text: str) -> Any:
    if isinstance(column.type, sa.Boolean):
        return text == "1"
    return _whole(text, -1) if isinstance(column.type, sa.Integer) else text
