"""Numbers as people write them: any thousands sign, decimal point or comma by a vote over the file, any digits, a unit behind."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

from opsplanner.core.text import clean

APPROXIMATE = re.compile(r"^(?:[~≈≃±<>≤≥]|(?:ca|approx|about|around|env|environ|около|примерно)\b\.?)", re.IGNORECASE)
RANGE = re.compile(r"\d\s*(?:-|to|à|до)\s*\d")
SHAPE = re.compile(r"'?([+-]?)\s*(\d[\d.,' ]*)(?:([eE][+-]?\d{1,2})|\s*([^\d\s].*))?")
GROUPED = re.compile(r"\d{1,3}(?:(?P<sign>[.,' ])\d{3})(?:(?P=sign)\d{3})*")
MARKS = str.maketrans(
    {"٫": ".", "٬": "'", "،": ",", "−": "-", "–": "-", "’": "'", "‘": "'", "`": "'", "´": "'", "_": "'"}
)


class Why(Enum):
    """Why a text is no number."""

    NOT_A_NUMBER = auto()
    APPROXIMATE = auto()


class Number(NamedTuple):
    """A number read from a text, the words behind it, and whether its comma or point could mean two things."""

    value: Decimal
    rest: str = ""
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Style:
    """The decimal sign of a file, and whether its own numbers prove it."""

    decimal: str = "."
    proven: bool = False


def exact(number: float) -> Decimal:
    """A cell's number as a spreadsheet shows it: 15 significant digits, so that 0.1 + 0.2 is 0.3."""
    return Decimal(int(number)) if number.is_integer() and abs(number) < 1e15 else Decimal(f"{number:.15g}")


def vote(texts: Iterable[str], lang: str) -> Style:
    """The decimal sign that the unmistakable numbers of a file show; without any, the habit of the language."""
    votes = [sign for text in texts if (sign := _telling(text))]
    if not votes:
        return Style("." if lang == "en" else ",", proven=False)
    points, commas = votes.count("."), votes.count(",")
    return Style("." if points > commas else ",", proven=points == 0 or commas == 0)


def read_number(text: str, style: Style) -> Number | Why:
    """Read a text such as "1 234,56 kg"; `doubtful` when "1,234" was read by habit and not by proof."""
    plain = _plain(text)
    if APPROXIMATE.match(plain) or RANGE.search(plain):
        return Why.APPROXIMATE
    shape = SHAPE.fullmatch(plain)
    if not shape:
        return Why.NOT_A_NUMBER
    sign, body, exponent, rest = shape.groups()
    decimal, doubtful = _decimal_sign(body.strip(" '"), style)
    digits = _digits(body.strip(" '"), decimal)
    if digits is None:
        return Why.NOT_A_NUMBER
    value = Decimal(f"{'-' if sign == '-' else ''}{digits}{exponent or ''}")
    return Number(value, (rest or "").strip(), doubtful and not style.proven)


def _decimal_sign(body: str, style: Style) -> tuple[str, bool]:
    """The decimal sign of this number, "" when it has none, and whether it might as well be the thousands sign."""
    points, commas = body.count("."), body.count(",")
    if points and commas:
        return ("." if body.rindex(".") > body.rindex(",") else ","), False
    if not points and not commas:
        return "", False
    sign = "." if points else ","
    if points + commas > 1:
        return "", False
    if not GROUPED.fullmatch(body) or body.startswith("0"):
        return sign, False
    return (sign if sign == style.decimal else ""), True


def _digits(body: str, decimal: str) -> str | None:
    """The digits with a plain point; None when the groups of thousands are not groups of three."""
    whole, _, part = body.partition(decimal) if decimal else (body, "", "")
    if part and not part.isdecimal():
        return None
    if not whole.isdecimal() and not GROUPED.fullmatch(whole):
        return None
    return re.sub(r"\D", "", whole) + (f".{part}" if part else "")


def _telling(text: str) -> str:
    shape = SHAPE.fullmatch(_plain(text))
    if not shape:
        return ""
    body = shape[2].strip(" '")
    if body.count(".") > 1 or body.count(",") > 1:
        only = {".", ","} & set(body)
        return ({".", ","} - only).pop() if len(only) == 1 else _decimal_sign(body, Style())[0]
    sign, doubtful = _decimal_sign(body, Style())
    return "" if doubtful else sign


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    """Western digits, one kind of space, plain apostrophes and signs."""
    if text.isascii():
        return clean(text)
    cleaned = clean(text).translate(MARKS)
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in cleaned)
