"""Numbers and moments as a reader of one language expects to see them; nothing is rounded here."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_datetime

from opsplanner.core.numbers import write_number
from opsplanner.core.text import first_day

NO_BREAK = "\u00a0"
MISSING = "–"
HIDDEN = "×"


@lru_cache(maxsize=32)
def locale_of(lang: str) -> Locale:
    """The Babel locale of a language of ours; English is the English of the United Nations (day before month)."""
    return Locale.parse("en_GB" if lang == "en" else lang)


def places(value: Decimal, least: int = 0) -> int:
    """How many decimals print the whole value, at least `least`."""
    exponent = value.normalize().as_tuple().exponent
    return max(least, -exponent if isinstance(exponent, int) else 0)


def number(value: Decimal, lang: str, decimals: int = 0) -> str:
    """1 234,50 or 1,234.50: every digit the value has, at least `decimals` of them after the sign."""
    digits = places(value, decimals)
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return write_number(value, locale_of(lang), pattern)


def with_unit(text: str, mark: str, lang: str) -> str:
    """The unit's mark after a written number: 62% in English, 62 % elsewhere, 12 kg everywhere; no mark, the number alone."""
    if not mark:
        return text
    if mark == "%":
        return f"{text}%" if lang == "en" else f"{text}{NO_BREAK}%"
    return f"{text}{NO_BREAK}{mark}"


def cell(value: Decimal | None, lang: str, decimals: int = 0, hidden: bool = False) -> str:
    """One cell of a table for people: the number, a dash where nobody reported, a cross where it is held back."""
    if value is None:
        return HIDDEN if hidden else MISSING
    return number(value, lang, decimals)


def plain(value: Decimal) -> str:
    """For machines: a decimal point, no grouping, no exponent, the digits as they are."""
    return format(value, "f")


def moment(at: datetime, lang: str) -> str:
    """8 March 2026, 18:00 UTC: the month as a word, so that no one can misread it."""
    return first_day(format_datetime(at.astimezone(UTC), "d MMMM y, HH:mm 'UTC'", locale=locale_of(lang)), lang)
