"""Freight container numbers: shape and check digit (ISO 6346:2022, clauses 4 and annex A)."""

from __future__ import annotations

import re
from string import ascii_uppercase

# Owner code, equipment category (U freight container, J detachable equipment, Z trailer or chassis), serial, check digit.
SHAPE = re.compile(r"[A-Z]{3}[UJZ]\d{7}", re.ASCII)
NOT_PART = re.compile(r"[\s\-./]+")
BEFORE_CHECK = 10
# Letters count from 10 upwards, leaving out the multiples of 11.
VALUES = {
    **{str(digit): digit for digit in range(10)},
    **dict(zip(ascii_uppercase, (n for n in range(10, 39) if n % 11), strict=True)),
}

# The same, times the weight of each of the ten places before the check digit.
WEIGHTED = [{character: value << place for character, value in VALUES.items()} for place in range(BEFORE_CHECK)]


def container_number(text: str) -> str | None:
    """A number as it is stored, "CSQU3054383", from "csqu 305438-3"; None when the shape is wrong."""
    number = NOT_PART.sub("", text).upper()
    return number if SHAPE.fullmatch(number) else None


def check_digit(number: str) -> int:
    """The check digit of the first ten characters of a well-shaped number: weights 1, 2, 4 .. 512, modulo 11, 10 as 0."""
    return sum(map(dict.__getitem__, WEIGHTED, number)) % 11 % 10


def has_right_check_digit(number: str) -> bool:
    """Whether a well-shaped number ends with its check digit."""
    return number[BEFORE_CHECK:] == str(check_digit(number))
