"""Finding a thing by words: what was asked, and what any package has found, in one shape and one order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

import sqlalchemy as sa
from rapidfuzz import fuzz
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.elements import ColumnElement

from opsplanner.core.text import fold

# A word of fewer letters is too short to be taken for another; two words are the same word mistyped from this likeness on (of 100).
LONG_ENOUGH, ALIKE = 4, 80
# What is asked beyond this is not read.
MOST_CHARACTERS, MOST_WORDS = 100, 8
WORD = re.compile(r"[\w+]+")


class Sort(StrEnum):
    """What was found, in the order in which things that answer equally well are shown."""

    PAGE = "page"
    OPERATION = "operation"
    ORGANISATION = "organisation"
    MEETING = "meeting"
    DOCUMENT = "document"
    LESSON = "lesson"
    SUBMISSION = "submission"
    CASE = "case"


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: its name and page, more about it in a line, and what else it is known by (codes, other languages)."""

    sort: Sort
    title: str
    url: str
    hint: str = ""
    known_by: str = ""


@dataclass(frozen=True)
class Asked:
    """What somebody is looking for."""

    text: str

    @cached_property
    def typed(self) -> str:
        """As it was typed, cut, without what no database takes."""
        return self.text.replace("\0", "").strip()[:MOST_CHARACTERS]

    @cached_property
    def plain(self) -> str:
        """Folded."""
        return fold(self.typed)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words, folded."""
        return tuple(self.plain.split()[:MOST_WORDS])

    def in_columns(self, *columns: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
        """That each word stands in one of these columns of folded text."""
        found = (sa.or_(*(each.contains(word, autoescape=True) for each in columns)) for word in self.words)
        return sa.and_(sa.true(), *found)

    def is_in(self, text: str) -> bool:
        """That each word stands in this text."""
        folded = fold(text)
        return all(word in folded for word in self.words)

    def is_nearly_in(self, text: str) -> bool:
        """That each word stands in it, though with a letter wrong, missing or too much."""
        there = WORD.findall(fold(text))
        return all(word in there or _mistyped(word, there) for word in self.words)

    def distance(self, hit: Hit) -> int:
        """How well a hit answers: known by exactly this 0, begun by it 1, each word begins one of its own 2, else 3."""
        names = [fold(hit.title), *fold(hit.known_by).split(" | ")]
        if self.plain in names:
            return 0
        if any(name.startswith(self.plain) for name in names):
            return 1
        begun = [part for name in names for part in WORD.findall(name)]
        return 2 if all(any(part.startswith(word) for part in begun) for word in self.words) else 3

    def ordered(self, found: Iterable[Hit]) -> Sequence[Hit]:
        """The best first; of equally good ones by what they are."""
        return sorted(found, key=lambda hit: (self.distance(hit), list(Sort).index(hit.sort)))


def known_by(*names: str) -> str:
    """Several names of one thing, for `Hit.known_by`."""
    return " | ".join(filter(None, names))


def _mistyped(word: str, there: Iterable[str]) -> bool:
    return len(word) >= LONG_ENOUGH and any(fuzz.ratio(word, other) >= ALIKE for other in there)
