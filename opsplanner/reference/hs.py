"""Harmonized System codes: read as people and spreadsheets write them, known by edition, named by chapter and section.

Shapes: chapter (2 digits), heading (4), subheading (6); national tariffs add digits up to 12. Chapter 77 is reserved.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache

from opsplanner.core.text import clean
from opsplanner.reference.codes import code_list
from opsplanner.reference.data import rows

EDITIONS = ("2007", "2012", "2017", "2022")
SHAPES = {2, 4, *range(6, 13)} - {7}
WRITTEN = re.compile(r"'?\d[\d. ]*")
WHOLE_NUMBER = re.compile(r"(\d+)\.0")
DECIMAL = re.compile(r"(\d{3,10})\.(\d+)")


class HsError(ValueError):
    """A text that is no HS code."""


class WrongShape(HsError):
    """Not 2, 4, 6 or 8 to 12 digits."""


class UnknownChapter(HsError):
    """A chapter that the HS does not have, such as 77; the chapter is the argument."""


class HsNotice(StrEnum):
    """What was done to read a code, for the person to see."""

    ZERO_RESTORED = "zero_restored"
    CUT = "cut"


@dataclass(frozen=True, slots=True)
class HsCode:
    """`six`: at most six digits, to be counted by; `whole`: every digit given; what was done is in `notices`."""

    six: str
    whole: str
    notices: tuple[HsNotice, ...] = ()


def read_hs(written: str | int | float | Decimal) -> HsCode:
    """Read a code: dots and spaces are dropped, zeros that a number cannot keep are put back (40220, 8481.8), more than
    six digits are cut and kept whole beside.

    Raises WrongShape or UnknownChapter; whether an edition has the code is asked of `known`.
    """
    readings = list(_readings(_plain(written)))
    if not readings:
        raise WrongShape(str(written))
    whole, restored = next((reading for reading in readings if _heading_exists(reading[0])), readings[0])
    if restored and not _heading_exists(whole):
        raise WrongShape(str(written))
    if whole[:2] not in code_list("hs_chapter").codes:
        raise UnknownChapter(whole[:2])
    notices = (HsNotice.ZERO_RESTORED,) * restored + (HsNotice.CUT,) * (len(whole) > 6)
    return HsCode(whole[:6], whole, notices)


def known(code: str, edition: str) -> bool:
    """Whether an edition ("2012", "2017", "2022" ...) has a chapter, heading or subheading; digits past six do not matter.

    An edition that is not held has nothing: ask only for those of EDITIONS.
    """
    return code[:6] in _codes().get(edition, frozenset())


def editions_with(code: str) -> tuple[str, ...]:
    """The editions that have a code, oldest first."""
    return tuple(edition for edition in EDITIONS if known(code, edition))


def dotted(code: str) -> str:
    """As the HS prints it: 8481.80."""
    return f"{code[:4]}.{code[4:]}" if len(code) > 4 else code


def _heading_exists(code: str) -> bool:
    """Whether any edition has the heading (or the chapter, when there is no more)."""
    return bool(editions_with(code[:4]))


def _plain(written: str | int | float | Decimal) -> str:
    """Digits, dots and spaces only, in Western digits; a whole number loses its ".0"."""
    text = clean(str(written))
    digits = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
    if not WRITTEN.fullmatch(digits):
        return ""
    whole = WHOLE_NUMBER.fullmatch(digits)
    return (whole[1] if whole else digits).lstrip("'")


def _readings(plain: str) -> Iterator[tuple[str, bool]]:
    """The ways to read the digits, the plainest first, each with whether a zero was put back."""
    digits = plain.replace(".", "").replace(" ", "")
    if len(digits) in SHAPES:
        yield digits, False
    if len(digits) + 1 in SHAPES and digits:
        yield f"0{digits}", True
    number = DECIMAL.fullmatch(plain)
    if number:
        before, after = number.groups()
        padded = before.zfill(len(before) + len(before) % 2) + after.ljust(len(after) + len(after) % 2, "0")
        if len(padded) in SHAPES:
            yield padded, True


@cache
def _codes() -> dict[str, frozenset[str]]:
    """Every chapter, heading and subheading by edition."""
    found: dict[str, set[str]] = {edition: set() for edition in EDITIONS}
    for row in rows("hs_codes"):
        heading = row["heading"]
        for edition, codes in found.items():
            if row[edition]:
                codes.update((heading[:2], heading), (heading + last for last in row[edition].split(" ")))
    return {edition: frozenset(codes) for edition, codes in found.items()}
