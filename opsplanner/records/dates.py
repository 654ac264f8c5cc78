"""Dates as people write them, read only where there is one way to; a column that can be read two ways is asked about once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from enum import Enum, StrEnum
from functools import cache
from typing import NamedTuple

from babel import Locale

from opsplanner.core.text import LANGUAGES, clean, fold

ISO = re.compile(r"(\d{4})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})(?:[T ]\d{1,2}:\d{2}.*)?\.?")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
NUMERIC = re.compile(r"(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})(?:[ T]\d{1,2}:\d{2}.*)?(?:\s*г\.?)?")
WORDED = re.compile(
    r"(?:[^\W\d]+,?\s+)?(\d{1,2})(?:st|nd|rd|th|er|re|\.)?[\s\-/.]*([^\W\d_]+)\.?[\s\-/.,]*(\d{4}|\d{2})(?:\s*г\.?)?"
)
MONTH_FIRST = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
EPOCH = date(1899, 12, 30)
# Serial numbers of days from 1990 to 2099: a plain number in a date column that can only be a day.
SERIALS = range(32874, 73051)
SHORTEST_MONTH = 3


class Order(StrEnum):
    """Which comes first in 03/04/2018."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


class Why(Enum):
    """Where the order of a column is from: its own dates, the Member (of this file, or of earlier ones), the habit of the sheet's language."""

    PROVEN = "proven"
    SAID = "said"
    REMEMBERED = "remembered"
    PRESUMED = "presumed"


class Ordering(NamedTuple):
    """By which order the dates of a column were read that can be read two ways, why by this one, and the first of them."""

    order: Order
    why: Why
    samples: tuple[str, ...]


class Unread(Enum):
    """Why a text is no date."""

    NOT_A_DATE = "not a date"
    NO_SUCH_DAY = "no such day"
    TWO_WAYS = "two ways"


def read_date(text: str, order: Order | None) -> date | Unread:
    """Read a text; TWO_WAYS when day and month could be exchanged and `order` does not say."""
    plain = _plain(text)
    if found := ISO.fullmatch(plain) or COMPACT.fullmatch(plain):
        return _day(*map(int, found.groups()))
    if found := NUMERIC.fullmatch(plain):
        first, sign, second, year = found.groups()
        return _numeric(int(first), int(second), _full_year(year), Order.DAY_FIRST if sign == "." else order)
    if found := WORDED.fullmatch(plain):
        return _worded(found[1], found[2], found[3])
    if found := MONTH_FIRST.fullmatch(plain):
        return _worded(found[2], found[1], found[3])
    return Unread.NOT_A_DATE


def from_serial(number: float) -> date | None:
    """The day of a spreadsheet's serial number, or of 20180403, None when it can be neither."""
    whole = int(number)
    if whole in SERIALS:
        return EPOCH + timedelta(days=whole)
    found = COMPACT.fullmatch(str(whole))
    day = _day(*map(int, found.groups())) if found else None
    return day if isinstance(day, date) else None


def order_of(
    texts: Collection[str],
    lang: str,
    said: Order | None = None,
    phase: tuple[date, date] | None = None,
    remembered: Order | None = None,
) -> tuple[Order | None, Why]:
    """The order that a column's own dates prove, else what was said of it, else what is remembered, else the habit of the
    language, and which of these.

    None where it is to be asked: dates prove both orders; one is proven that the days of the operation (`phase`) or what is
    remembered speak against, for a stray cell is not to turn all others; English leaves it open; the phase speaks against what
    is remembered or the habit.
    """
    proofs = proofs_of(texts)
    if len(proofs) == 1:
        (proof,) = proofs
        if not _doubted(proof, texts, phase, remembered):
            return proof, Why.PROVEN
    if said:
        return said, Why.SAID
    if proofs:
        return None, Why.PROVEN
    order = remembered or (None if lang == "en" else Order.DAY_FIRST)
    doubted = order and phase and _speaks_against(order, texts, *phase)
    return None if doubted else order, Why.REMEMBERED if remembered else Why.PRESUMED


def proofs_of(texts: Iterable[str]) -> dict[Order, str]:
    """The orders that dates of a column prove, as 25/04/2018 does, each with the first date that does."""
    proofs: dict[Order, str] = {}
    for text in texts:
        if proof := _proof(text):
            proofs.setdefault(proof, text)
    return proofs


def both_ways(text: str) -> tuple[date, date] | None:
    """The two days that an undecided text may mean, day first and month first."""
    days = read_date(text, Order.DAY_FIRST), read_date(text, Order.MONTH_FIRST)
    first, last = days
    return (first, last) if isinstance(first, date) and isinstance(last, date) and first != last else None


def _doubted(proof: Order, texts: Collection[str], phase: tuple[date, date] | None, remembered: Order | None) -> bool:
    """Whether the other dates are not to follow the proof unasked; the days of the operation weigh more than what is remembered."""
    if phase and _speaks_against(proof, texts, *phase):
        return True
    differs = remembered not in (None, proof)
    return differs and not (phase and remembered and _speaks_against(remembered, texts, *phase))


def _speaks_against(order: Order, texts: Iterable[str], first: date, last: date) -> bool:
    """Whether of the days that may be read two ways fewer lie within these by an order than by the other."""
    ways = [days for text in texts if (days := both_ways(text))]
    by_day, by_month = (sum(first <= days[place] <= last for days in ways) for place in (0, 1))
    return by_day < by_month if order is Order.DAY_FIRST else by_month < by_day


def _numeric(first: int, second: int, year: int, order: Order | None) -> date | Unread:
    if order is None and first != second and max(first, second) <= 12:
        return Unread.TWO_WAYS
    month_first = order is Order.MONTH_FIRST if max(first, second) <= 12 else second > 12
    return _day(year, first, second) if month_first else _day(year, second, first)


def _proof(text: str) -> Order | None:
    found = NUMERIC.fullmatch(_plain(text))
    if not found or found[2] == ".":
        return None
    first, second = int(found[1]), int(found[3])
    if first > 12 >= second:
        return Order.DAY_FIRST
    return Order.MONTH_FIRST if second > 12 >= first else None


def _worded(day: str, month: str, year: str) -> date | Unread:
    number = _month(fold(month))
    return _day(_full_year(year), number, int(day)) if number else Unread.NOT_A_DATE


def _month(word: str) -> int | None:
    """A month by its name or the beginning of its name in any of our languages."""
    found = {number for name, number in _months() if len(word) >= SHORTEST_MONTH and name.startswith(word)}
    return found.pop() if len(found) == 1 else None


@cache
def _months() -> tuple[tuple[str, int], ...]:
    names = [
        (fold(name).rstrip("."), number)
        for lang in LANGUAGES
        for use in ("format", "stand-alone")
        for number, name in Locale(lang).months[use]["wide"].items()
    ]
    return tuple(dict.fromkeys(names))


def _day(year: int, month: int, day: int) -> date | Unread:
    try:
        return date(year, month, day)
    except ValueError:
        return Unread.NO_SUCH_DAY


def _full_year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _plain(text: str) -> str:
    if text.isascii():
        return text.strip().removeprefix("'")
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in clean(text))
