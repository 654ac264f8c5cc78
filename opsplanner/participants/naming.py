"""From a code or a name, as people write it, to the organisation that is meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from opsplanner.core.text import clean, fold
from opsplanner.directory.models import Organisation
from opsplanner.participants.preview import Found
from opsplanner.reference import code_list

LINES = re.compile(r"[\n\r;\t|]+")
NEAR_ENOUGH = 78
LONGEST_CODE = 3


def entries(text: str) -> Iterator[str]:
    """The entries of a pasted text: one a line, cell or semicolon; commas divide too, unless a name has one inside."""
    for line in LINES.split(text):
        whole = clean(line)
        parts = [clean(part) for part in line.split(",")]
        known = code_list("country").find(whole)
        yield from [whole] if known or len(parts) == 1 else parts


def is_code(entry: str) -> bool:
    """Whether it is as short as the ISO codes are: it may be a word as well."""
    return len(entry) <= LONGEST_CODE and entry.isascii() and entry.isalpha()


@dataclass(frozen=True)
class Index:
    """Organisations by everything they are called; a country's names and codes stand for its customs administration."""

    by_name: dict[str, Organisation]
    by_country: dict[str, Organisation]

    @classmethod
    def of(cls, organisations: Sequence[Organisation]) -> Index:
        """Built once a list."""
        names = {fold(text): o for o in organisations for text in (*o.name.all(), o.code)}
        customs = {o.country: o for o in organisations if o.country and o.parent_id is None and o.kind == "customs"}
        return cls(names, customs)

    def named(self, entry: str) -> Organisation | None:
        """The organisation a code or a name stands for, whatever its case."""
        country = code_list("country").find(entry)
        return self.by_name.get(fold(entry)) or (self.by_country.get(country) if country else None)

    def read(self, entry: str, *, small: bool = False) -> Found:
        """The organisation meant beyond doubt, else the likeliest as a suggestion.

        A short code that is not in capitals ("no", "in", "is", "at") may be a word: a suggestion, unless `small` ones are meant.
        """
        meant = self.named(entry)
        if meant and is_code(entry) and not (small or entry.isupper()):
            return Found(entry, None, meant)
        return Found(entry, meant) if meant else Found(entry, None, self._nearest(entry))

    def read_all(self, listed: Iterable[str]) -> list[Found]:
        """The entries of a list; in small letters codes are codes only where the list has nothing else."""
        written = [entry for entry in listed if entry]
        small = len(set(written)) > 1 and all(is_code(entry) and self.named(entry) for entry in written)
        return [self.read(entry, small=small) for entry in written]

    def read_cell(self, row: int, cell: str) -> Found:
        """The same for a cell of a table, which is found again by the number of its row."""
        return replace(self.read(cell), row=row)

    def _nearest(self, entry: str) -> Organisation | None:
        country = code_list("country").suggest(entry)
        if country and country in self.by_country:
            return self.by_country[country]
        if len(entry) <= LONGEST_CODE:
            return None
        near = process.extractOne(fold(entry), self.by_name.keys(), scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH)
        return self.by_name[near[0]] if near else None
