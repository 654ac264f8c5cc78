"""Code lists: codes with labels in three languages, found by code, label or alias, and suggested when nearly right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import chain

from rapidfuzz import fuzz, process

from opsplanner.core.text import LANGUAGES, Text, clean, fold
from opsplanner.reference.data import rows, several
from opsplanner.reference.letters import latin, lookalike

# Lists that have a file of their own; every other one is in code_lists.csv.
FILES = {
    "country": "countries",
    "currency": "currencies",
    "hs_chapter": "hs_chapters",
    "hs_section": "hs_sections",
    "region": "regions",
}
ALIASES = {"country": "country_aliases"}
NOT_SPOKEN = re.compile(r"(?<!\d)[\W_]+|[\W_]+(?!\d)")
WHOLE_NUMBER = re.compile(r"(\d+)[.,]0+")
WORDS = re.compile(r"\w+")
NEAR_ENOUGH = 75
SHORTEST_GUESS = 4
CATCH_ALL = {"other", "unknown", "none", "ZZ"}


def key(text: str) -> str:
    """What two spellings have in common: folded, without spaces, dots or signs; what stands between two digits stays."""
    folded = fold(text)
    whole = WHOLE_NUMBER.fullmatch(folded)
    return NOT_SPOKEN.sub("", whole[1] if whole else folded)


@dataclass(frozen=True, slots=True)
class Code:
    """One entry of a list: its code, label, other words for it, and whatever else the list knows of it."""

    code: str
    label: Text
    aliases: tuple[str, ...] = ()
    extra: Mapping[str, str] = field(default_factory=dict, hash=False)

    def spellings(self) -> tuple[tuple[str, ...], ...]:
        """Everything a person may write for it: the code, then the labels, then the aliases."""
        return (self.code,), self.label.all(), self.aliases


@dataclass(frozen=True)
class CodeList:
    """A closed list of codes in its own order; `doubtful` are exact spellings that are never taken for a code."""

    name: str
    codes: dict[str, Code]
    doubtful: frozenset[str] = frozenset()

    @cached_property
    def index(self) -> dict[str, str]:
        """From key to code; a code wins over a label, a label over an alias, the earlier over the later."""
        tiers = zip(*(code.spellings() for code in self.codes.values()), strict=True)
        found: dict[str, str] = {}
        for tier in tiers:
            for code, texts in zip(self.codes, tier, strict=True):
                for text in texts:
                    found.setdefault(key(text), code)
        found.pop("", None)
        return found

    @cached_property
    def choices(self) -> dict[str, str]:
        """From folded spelling, its spaces kept, to code: what nearness is measured against."""
        found: dict[str, str] = {}
        for code in self.codes.values():
            for text in chain(*code.spellings()):
                found.setdefault(fold(text), code.code)
        return found

    def find(self, text: str) -> str | None:
        """The code that a text names beyond doubt: a code, label or alias, whatever its case, accents and spaces."""
        if clean(text) in self.doubtful:
            return None
        return self.index.get(key(text))

    def suggest(self, text: str) -> str | None:
        """The code a person most likely meant, else None; only to be offered, never to be taken."""
        certain = self.find(text) or (self.find(latin(text)) if lookalike(text) else None)
        return certain or self._nearest(fold(text)) or self._by_word(fold(text))

    def label(self, code: str, lang: str) -> str:
        """The label of a code in a language; a code that is not in the list stands for itself."""
        return self.codes[code].label.to(lang) if code in self.codes else code

    def _nearest(self, folded: str) -> str | None:
        """By likeness of the whole text; two codes equally near are no answer."""
        if len(folded) < SHORTEST_GUESS:
            return None
        near = process.extract(folded, self.choices.keys(), scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH, limit=5)
        best = {self.choices[text] for text, score, _ in near if score == near[0][1]}
        return best.pop() if len(best) == 1 else None

    def _by_word(self, folded: str) -> str | None:
        """By the words of a longer text, when all that are known name the same code."""
        named = {
            self.find(word) or self._nearest(word) for word in WORDS.findall(folded) if len(word) >= SHORTEST_GUESS
        }
        telling = named - CATCH_ALL - {None}
        return telling.pop() if len(telling) == 1 else None


@cache
def code_list(name: str) -> CodeList:
    """A code list by name: those of code_lists.csv, and country, currency, hs_chapter, hs_section, region.

    Raises KeyError when there is no such list.
    """
    own_file = FILES.get(name)
    found = list(rows(own_file)) if own_file else [row for row in rows("code_lists") if row["list"] == name]
    if not found:
        raise KeyError(name)
    words = _aliases(name)
    return CodeList(
        name, {row["code"]: _code(row, words.get(row["code"], ())) for row in found}, frozenset(words.get("", ()))
    )


def list_names() -> tuple[str, ...]:
    """The names of all lists, those of code_lists.csv first, in their order."""
    return (*dict.fromkeys(row["list"] for row in rows("code_lists")), *FILES)


def _aliases(name: str) -> dict[str, tuple[str, ...]]:
    """Aliases by code; those without a code are the doubtful spellings."""
    entries: Iterable[dict[str, str]] = rows(ALIASES.get(name, "aliases"))
    return {row["code"]: several(row["aliases"]) for row in entries if row.get("list", name) == name}


def _code(row: Mapping[str, str], words: tuple[str, ...]) -> Code:
    label = Text.read({lang: row[f"label_{lang}"] for lang in LANGUAGES})
    own = {"list", "code", *(f"label_{lang}" for lang in LANGUAGES)}
    extra = {column: cell for column, cell in row.items() if column not in own}
    short = (row["code"].lstrip("0"),) if row["code"].startswith("0") and row["code"] != "0" else ()
    third = (extra["alpha3"],) if extra.get("alpha3") else ()
    return Code(row["code"], label, (*short, *third, *words), extra)
