"""When two cases may be one consignment: the numbers they are known by, written the same however they were typed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsplanner.core.text import fold

USUAL_DAYS = 14
MOST_DAYS = 90
CONTAINER, DOCUMENT = "C:", "D:"
# A shorter number of a document, or one without a digit, is that of many.
SHORTEST = 5
LONGEST = 78


def keys_of(containers: str | None, document: str | None) -> Iterator[str]:
    """The keys of a stored case, from its container numbers (joined by semicolons) and its transport document."""
    for number in (containers or "").split(";"):
        if plain := normalised(number):
            yield CONTAINER + plain
    plain = normalised(document or "")
    if len(plain) >= SHORTEST and any(map(str.isdigit, plain)):
        yield DOCUMENT + plain


def normalised(number: str) -> str:
    """Letters and digits only, in capitals."""
    return "".join(filter(str.isalnum, fold(number))).upper()[:LONGEST]


def near(one: date, other: date, days: int) -> bool:
    """Whether two days are close enough."""
    return abs((one - other).days) <= days
