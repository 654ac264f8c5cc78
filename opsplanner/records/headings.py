"""Which heading means which field: by key, label, alias, and what a Member's own headings were said to mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from rapidfuzz import fuzz, process

from opsplanner.core.text import LANGUAGES, fold
from opsplanner.records.field import Field
from opsplanner.records.kinds.base import written
from opsplanner.records.sheet import Sheet

HEADER_WITHIN = 15
NEAR_ENOUGH = 80
# What templates put behind a label that must be answered.
DECORATION = " .*:()[]"


class Header(NamedTuple):
    """The heading rows found: the first and last of them, and for each column its words and the field they name."""

    first: int
    last: int
    words: tuple[str, ...]
    keys: tuple[str | None, ...]

    @property
    def known(self) -> int:
        """How many fields are named; of a doubled column only one."""
        return len({key for key in self.keys if key})


class Headings:
    """The words that name the fields of one sheet; memory decides before labels, "" in it means "do not import"."""

    def __init__(self, fields: Sequence[Field], memory: Mapping[str, str]) -> None:
        self.labels = {field.key: field.label for field in fields}
        self.index: dict[str, str] = {}
        for tier in zip(*(((field.key,), field.label.all(), field.aliases) for field in fields), strict=True):
            for field, names in zip(fields, tier, strict=True):
                for name in names:
                    self.index.setdefault(normal(name), field.key)
        known = {"", *self.labels}
        self.index |= {normal(heading): key for heading, key in memory.items() if key in known}
        self.index.pop("", None)

    def find(self, words: str) -> str | None:
        """The field a heading names, "" when it is not to be imported, None when nobody knows."""
        return self.index.get(normal(words))

    def suggest(self, words: str) -> str | None:
        """The field a heading probably means."""
        near = process.extractOne(normal(words), self.index.keys(), scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH)
        return self.index[near[0]] or None if near else None

    def header(self, sheet: Sheet) -> Header | None:
        """The row with most known headings among the first, with the row above or below it where headings take two rows."""
        rows = [_words(sheet, row) for row in range(min(HEADER_WITHIN, sheet.length))]
        scores = [sum(1 for words in row if words and self.find(words) is not None) for row in rows]
        if not scores or not max(scores):
            return None
        best = scores.index(max(scores))
        first = last = best
        words = rows[best]
        for beside in (best - 1, best + 1):
            if 0 <= beside < len(rows) and self._completes(words, rows[beside]):
                words = list(map(self._better, words, rows[beside]))
                first, last = min(first, beside), max(last, beside)
        keys = tuple(self.find(each) if each else None for each in words)
        return Header(first, last, tuple(words), keys)

    def _completes(self, words: Sequence[str], beside: Sequence[str]) -> bool:
        """Whether a row beside the header names fields in columns that the header leaves blank or unknown, and no row of data."""
        adds = [other for one, other in zip(words, beside, strict=True) if self._better(one, other) != one]
        strange = [other for other in beside if other and self.find(other) is None and other not in adds]
        return bool(adds) and len(strange) <= len(adds)

    def _better(self, one: str, other: str) -> str:
        known = one and self.find(one) is not None
        return one if known or not other or self.find(other) is None else other

    def language(self, words: Sequence[str]) -> str:
        """The language most headings are in; English when it cannot be told."""
        given = {fold(each) for each in words if each}
        counts = {
            lang: sum(1 for label in self.labels.values() if label.has(lang) and fold(label.to(lang)) in given)
            for lang in LANGUAGES
        }
        return max(counts, key=lambda lang: counts[lang])


def normal(words: str) -> str:
    """A heading for comparing: folded, without a mark for "required" or underscores."""
    return fold(words.replace("_", " ")).strip(DECORATION)


def _words(sheet: Sheet, row: int) -> list[str]:
    cells = (column.cell(row) for column in sheet.columns)
    return [written(cell) if isinstance(cell, str) else "" for cell in cells]


def first_filled_row(sheet: Sheet) -> int:
    """The first row that holds anything, 0 when none does."""
    filled = np.zeros(sheet.length, np.bool_)
    for column in sheet.columns:
        filled |= ~column.blank[column.codes]
    return int(filled.argmax()) if filled.any() else 0
