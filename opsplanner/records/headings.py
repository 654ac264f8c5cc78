"""Which heading means which field: by key, label, alias, and what a Member's own headings were said to mean."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np

from opsplanner.core.text import LANGUAGES, fold
from opsplanner.records.field import Field
from opsplanner.records.kinds.base import written
from opsplanner.records.likely import looks
from opsplanner.records.meaning import Meanings
from opsplanner.records.said import NOTHING_SAID, SKIP, Said
from opsplanner.records.sheet import Sheet

HEADER_WITHIN = 15
# What templates put behind a label that must be answered.
DECORATION = " .*:()[]"
# The number of its column before a heading: "1. Place", "(2) Date", "3) Unit".
COUNTED = re.compile(r"\A\d{1,2}\s?[.):\]]\s*(?=[^\W\d])")


class Header(NamedTuple):
    """The heading rows found: the first and last of them, and for each column its words, the name under which answers about
    it are kept, and the field it holds (SKIP: it is not to be imported, None: nobody knows).
    """

    first: int
    last: int
    words: tuple[str, ...]
    names: tuple[str, ...]
    keys: tuple[str | None, ...]

    @property
    def known(self) -> int:
        """How many fields are named; of a doubled column only one."""
        return len({key for key in self.keys if key})


class Headings:
    """The words that name the fields of one sheet; memory decides before labels, SKIP in it means "do not import".

    `own` are the names that the template itself gives; in a workbook of `ours` they mean what they say. What was said of this very
    file holds whatever comes of it; a memory never takes away the only column of a field that must be answered.
    """

    def __init__(
        self, fields: Sequence[Field], memory: Mapping[str, str], said: Said = NOTHING_SAID, ours: bool = False
    ) -> None:
        self.fields = fields
        self.said = said
        self.labels = {field.key: field.label for field in fields}
        self.own: dict[str, str] = {}
        for tier in zip(*(((field.key,), field.label.all(), field.aliases) for field in fields), strict=True):
            for field, names in zip(fields, tier, strict=True):
                for name in names:
                    self.own.setdefault(normal(name), field.key)
        self.own.pop("", None)
        known = {normal(name): key for name, key in memory.items() if not (ours and normal(name) in self.own)}
        self.memory = known | {normal(name): key for name, key in said.columns.items()}
        self.index = self.own | {name: key for name, key in self.memory.items() if name and key in self.labels}
        self.turned_away = {name for name, key in self.memory.items() if key == SKIP}
        needed = {field.key for field in fields if field.required.is_always or field.required.depends}
        self.needed = needed - said.constants.keys()
        self.away = frozenset(map(normal, said.away))

    @cached_property
    def meanings(self) -> Meanings:
        """What may be offered for columns that nobody has named; made only when there are any."""
        return Meanings(self.fields, self.index)

    def find(self, words: str) -> str | None:
        """The field a heading names, SKIP when it is not to be imported, None when nobody knows."""
        name = normal(words)
        return self.index.get(name) or (SKIP if name in self.turned_away else None)

    def header(self, sheet: Sheet) -> Header | None:
        """The row that was said, if it has any known; else the one with most known headings among the first, with the row above
        or below it where headings take two rows.
        """
        said = self.said.row(sheet)
        if said is not None:
            header = self._named(sheet, said, said, _all_words(sheet, said))
            return header if header.known else None
        rows = _first_rows(sheet)
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
        return self._named(sheet, first, last, words)

    def likely_header(self, sheet: Sheet) -> tuple[int, Header]:
        """Where no heading is known: the row that was said, or that looks most like headings; and how many words it has, those
        like known headings twice.
        """
        rows = [[column.cell(row) for column in sheet.columns] for row in range(min(HEADER_WITHIN, sheet.length))]
        seen = looks(rows, self.fields, self.meanings.resembles)
        row = self.said.row(sheet)
        if row is None and any(each.words for each in seen):
            row = max(range(len(rows)), key=lambda row: (seen[row].points, -row))
        elif row is None:
            row = first_filled_row(sheet)
        words = _all_words(sheet, row)
        alike = seen[row].alike if row < len(seen) else 0
        return alike + sum(map(bool, words)), self._named(sheet, row, row, words)

    def _named(self, sheet: Sheet, first: int, last: int, words: Sequence[str]) -> Header:
        names = names_of(words, map(sheet.letter, range(len(words))))
        keys = [self._key(name, each) for name, each in zip(names, words, strict=True)]
        for key, count in Counter(filter(None, keys)).items():
            if count > 1:
                self._settle(keys, names, key)
        return Header(first, last, tuple(words), names, tuple(keys))

    def _key(self, name: str, words: str) -> str | None:
        key = self.index.get(name) or (self.find(words) if words else None)
        away = name in self.turned_away and (not key or key not in self.needed)
        return SKIP if away or name in self.away else key

    def _settle(self, keys: list[str | None], names: Sequence[str], key: str) -> None:
        """Of columns that answer to one field, those turned away give way to the others, if any is left."""
        rivals = [number for number, each in enumerate(keys) if each == key]
        losers = [number for number in rivals if names[number] in self.turned_away]
        if len(losers) < len(rivals):
            for number in losers:
                keys[number] = SKIP

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


# The labels are the same at every upload.
@lru_cache(maxsize=4096)
def normal(words: str) -> str:
    """A heading for comparing: folded, without a mark for "required" or underscores; of one that is normal already, itself."""
    # Folding takes № apart into No.
    plain = fold(words.replace("_", " ")).casefold().strip(DECORATION)
    return COUNTED.sub("", plain, count=1)


def names_of(words: Sequence[str], letters: Iterable[str]) -> tuple[str, ...]:
    """A name for each column: its heading; with its number where the same heading came before, its letter where there is none."""
    seen: Counter[str] = Counter()
    names = []
    for heading, letter in zip(map(normal, words), letters, strict=True):
        seen[heading] += 1
        again = f"{heading} #{seen[heading]}" if seen[heading] > 1 else heading
        names.append(again if heading else f"#{letter.lower()}")
    return tuple(names)


def _first_rows(sheet: Sheet) -> list[list[str]]:
    return [_words(sheet, row) for row in range(min(HEADER_WITHIN, sheet.length))]


def _words(sheet: Sheet, row: int) -> list[str]:
    cells = (column.cell(row) for column in sheet.columns)
    return [written(cell) if isinstance(cell, str) else "" for cell in cells]


def _all_words(sheet: Sheet, row: int) -> list[str]:
    """What stands in a row, numbers and days too: they may be headings where nothing better is there."""
    return [written(column.cell(row)) for column in sheet.columns]


def first_filled_row(sheet: Sheet) -> int:
    """The first row that holds anything, 0 when none does."""
    filled = np.zeros(sheet.length, np.bool_)
    for column in sheet.columns:
        filled |= ~column.blank[column.codes]
    return int(filled.argmax()) if filled.any() else 0
