"""From a code or a name, as people write it, to the organisation that is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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

    def read(self, entry: str) -> Found:
        """The organisation meant beyond doubt, else the likeliest as a suggestion."""
        country = code_list("country").find(entry)
        meant = self.by_name.get(fold(entry)) or (self.by_country.get(country) if country else None)
        return Found(entry, meant) if meant else Found(entry, None, self._nearest(entry))

    def read_row(self, cells: Sequence[str]) -> Found:
        """The first cell of a row that names an organisation; else the one that most likely should have: not its number in the list."""
        read = [self.read(cell) for cell in cells]

        def likelihood(found: Found) -> tuple[bool, bool, bool]:
            return bool(found.organisation), bool(found.suggestion), any(map(str.isalpha, found.entry))

        return max(read, key=likelihood)

    def _nearest(self, entry: str) -> Organisation | None:
        country = code_list("country").suggest(entry)
        if country and country in self.by_country:
            return self.by_country[country]
        if len(entry) <= LONGEST_CODE:
            return None
        near = process.extractOne(fold(entry), self.by_name.keys(), scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH)
        return self.by_name[near[0]] if near else None
