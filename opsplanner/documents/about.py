"""What every list to take away says of itself: the one definition, for workbooks, text and calendars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from opsplanner.core.text import Text
from opsplanner.documents import numerals, words
from opsplanner.documents.words import say
from opsplanner.reference import code_list

USUAL = "AMBER"  # how a list is marked that holds no row with a marking of its own
Names = Mapping[str, tuple[str, Mapping[str, str]]]


@dataclass(frozen=True, slots=True)
class Share:
    """n of N: of a list of results the Members who reported, of any other the rows that the filters leave."""

    n: int
    of: int
    members: bool = False

    def told(self, lang: str) -> tuple[str, str]:
        """What it counts, and the sentence."""
        n, of = (numerals.number(Decimal(value), lang) for value in (self.n, self.of))
        sentence = words.reported(self.n) if self.members else words.LISTED
        return (words.PARTICIPATION if self.members else words.ROWS).to(lang), say(sentence, lang, n=n, of=of)


@dataclass(frozen=True, slots=True)
class About:
    """Which operation, as of when, how filtered, n of N, how marked (a code of handling), whether invented; `remarks`: what else
    must be known."""

    operation: str
    as_of: datetime
    filters: Sequence[str]
    share: Share
    synthetic: bool
    marking: str = USUAL
    remarks: Sequence[str] = ()

    def notes(self, lang: str) -> list[str]:
        """The lines, in the language of the list."""
        rows = [
            (words.OPERATION.to(lang), self.operation),
            (words.AS_OF_LABEL.to(lang), numerals.moment(self.as_of, lang)),
            self.share.told(lang),
            (words.FILTERS_LABEL.to(lang), "; ".join(self.filters) or words.NO_FILTERS.to(lang)),
            (words.LANGUAGE.to(lang), words.LANGUAGE_NAMES[lang].to(lang)),
            (words.MARKING.to(lang), code_list("handling").label(self.marking, lang)),
        ]
        told = [words.pair(label, text, lang) for label, text in rows]
        return [*told, *([words.SYNTHETIC.to(lang)] if self.synthetic else []), *self.remarks]


def named(code: str, name: Text, lang: str) -> str:
    """COSMO2 – Operation COSMO 2: an operation as exports name it."""
    return f"{code} – {name.to(lang)}"


def narrowings(asked: Mapping[str, str], names: Names, lang: str) -> list[str]:
    """The filters of a list that are on, in words: each by its name in the address, what it is called, and its codes' names."""
    return [
        words.pair(label, values.get(asked[key], asked[key]), lang)
        for key, (label, values) in names.items()
        if asked.get(key, "").strip()
    ]
