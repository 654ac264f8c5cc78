"""Labels that are data: one text in several languages, and the folding used to compare texts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

LANGUAGES = ("en", "fr", "ru")
INVISIBLE = dict.fromkeys(
    [0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
SPACES = re.compile(r"\s+")
# A cell that begins so is a formula to spreadsheet programs.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def first_day(written: str, lang: str) -> str:
    """A written day that begins with its number: in French the first of a month is its 1er."""
    return re.sub(r"^1(?!\d)", "1er", written) if lang == "fr" else written


@dataclass(frozen=True, slots=True)
class Text:
    """A label by language, English first; a language without a text falls back to English, then to any."""

    pairs: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, en: str = "", **others: str) -> Text:
        """Text.of("Case", fr="Affaire"); empty texts are left out."""
        return cls.read({"en": en, **others})

    @classmethod
    def read(cls, texts: Mapping[str, str]) -> Text:
        """From a mapping of language to text, as stored in JSON."""
        return cls(tuple((lang, text) for lang, text in texts.items() if text))

    def to(self, lang: str) -> str:
        """The text in `lang`, else in English, else in the first language there is, else empty."""
        texts = dict(self.pairs)
        return texts.get(lang) or texts.get("en") or next(iter(texts.values()), "")

    def has(self, lang: str) -> bool:
        """Whether this very language has a text."""
        return lang in dict(self.pairs)

    def all(self) -> tuple[str, ...]:
        """Every text, whatever its language."""
        return tuple(text for _, text in self.pairs)

    def as_dict(self) -> dict[str, str]:
        """For storing as JSON: {language: text}."""
        return dict(self.pairs)


def begins_formula(*texts: str) -> bool:
    """Whether one of them would be a formula in somebody's spreadsheet, where it is a heading or offered in a list to choose from."""
    return any(text.startswith(FORMULA_STARTS) for text in texts)


def clean(text: str) -> str:
    """NFC, without zero-width, direction and soft-hyphen marks; every kind of space run becomes one space."""
    return SPACES.sub(" ", unicodedata.normalize("NFC", text.translate(INVISIBLE))).strip()


def alphabetical(names: Iterable[str]) -> list[str]:
    """In the order in which readers look a name up: neither accents nor capitals count, unless nothing else tells two apart."""
    return sorted(names, key=in_alphabet)


def in_alphabet(name: str) -> tuple[str, str]:
    """What a name is sorted by."""
    return fold(name), name


def fold(text: str) -> str:
    """For comparing: cleaned, case-folded, without accents; typographic apostrophes and dashes made plain."""
    plain = clean(text).casefold()
    if plain.isascii():
        return plain
    plain = unicodedata.normalize("NFKD", plain)
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return plain.replace("\u2019", "'").replace("\u2018", "'").replace("\u2013", "-").replace("\u2014", "-")
