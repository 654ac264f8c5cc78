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
from opsplanner.reference.nothing import UNKNOWN, nothing_said

# Lists that have a file of their own; every other one is in code_lists.csv.
FILES = {
    "country": "countries",
    "currency": "currencies",
    "hs_chapter": "hs_chapters",
    "hs_section": "hs_sections",
    "region": "regions",
}
ALIASES = {"country": "country_aliases"}
TWICE = re.compile(r"(.+?)(?:\s[-–—]\s|\s?[:=]\s?|\s?[(\[])(.+?)[)\]]?")
NOT_SPOKEN = re.compile(r"(?<!\d)[\W_]+|[\W_]+(?!\d)")
WHOLE_NUMBER = re.compile(r"(\d+)[.,]0+")
WORDS = re.compile(r"\w+")
SURELY_A_SLIP = 88
NEAR_ENOUGH = 75
SHORTEST_GUESS = 4
MOST_WORDS = 12
NEGATIONS = {"no", "not", "without", "non", "pas", "sans", "нет", "не", "без"}
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
    def index(self) -> dict[str, str | None]:
        """From key to code; a code wins over a label, a label over an alias; a doubtful spelling that is none has None."""
        found: dict[str, str | None] = {}
        for tier in zip(*(code.spellings() for code in self.codes.values()), strict=True):
            for code, texts in zip(self.codes, tier, strict=True):
                for text in texts:
                    found.setdefault(key(text), code)
        for text in self.doubtful:
            found.setdefault(key(text), None)
        found.pop("", None)
        return found

    @cached_property
    def spoken(self) -> dict[str, str]:
        """From key to code by labels and aliases alone."""
        found: dict[str, str] = {}
        for tier in (1, 2):
            for code in self.codes.values():
                for text in code.spellings()[tier]:
                    found.setdefault(key(text), code.code)
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
        if nothing_said(text):
            return self.named(text) or self.named(UNKNOWN)
        return self.index.get(key(text)) or self._twice(text)

    def _twice(self, text: str) -> str | None:
        """The code of a text that gives code and label beside one another: "CN - China", "China (CN)"."""
        both = TWICE.fullmatch(clean(text))
        found = {self.index.get(key(part)) for part in both.groups()} if both else set()
        return found.pop() if len(found) == 1 else None

    def named(self, text: str) -> str | None:
        """The code whose label or other word this is, or that is written just so; "N/A" is not the code NA."""
        written = clean(text)
        return written if written in self.codes else self.spoken.get(key(text))

    def suggest(self, text: str) -> str | None:
        """The code a person most likely meant, else None; only to be offered, never to be taken."""
        if key(text) in self.index:
            return self.find(text)
        meant = self.find(latin(text)) if lookalike(text) else None
        return meant or self._guess(fold(text))

    def label(self, code: str, lang: str) -> str:
        """The label of a code in a language; a code that is not in the list stands for itself."""
        return self.codes[code].label.to(lang) if code in self.codes else code

    def _guess(self, folded: str) -> str | None:
        """A slip of the pen; else what the words say when they say one thing; else what is somewhat like it."""
        slip = self._nearest(folded, SURELY_A_SLIP)
        words = WORDS.findall(folded)[:MOST_WORDS]
        if slip or NEGATIONS & set(words):
            return slip
        if named := self._named(words):
            return _only(named)
        near = {code for word in words if (code := self._nearest(word, NEAR_ENOUGH))}
        return self._nearest(folded, NEAR_ENOUGH) or _only(near)

    def _nearest(self, folded: str, least: int) -> str | None:
        """By likeness of the whole text; two codes equally near are no answer."""
        if len(folded) < SHORTEST_GUESS:
            return None
        near = process.extract(folded, self.choices.keys(), scorer=fuzz.ratio, score_cutoff=least, limit=5)
        best = {self.choices[text] for text, score, _ in near if score == near[0][1]}
        return best.pop() if len(best) == 1 else None

    def _named(self, words: list[str]) -> set[str]:
        """The codes that stand in a text as whole phrases, the longest phrase first."""
        for size in range(len(words), 0, -1):
            for start in range(len(words) - size + 1):
                phrase = " ".join(words[start : start + size])
                if len(phrase) >= SHORTEST_GUESS and (code := self.find(phrase)):
                    return {code} | self._named(words[:start]) | self._named(words[start + size :])
        return set()


def _only(codes: set[str]) -> str | None:
    """The one code there is; "other" and its like count only when nothing else is named."""
    telling = codes - CATCH_ALL or codes
    return next(iter(telling)) if len(telling) == 1 else None


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
