"""An amount of a measure with its unit, as a reader of one language expects it."""

from __future__ import annotations

from decimal import Decimal

from opsplanner.core.i18n import language
from opsplanner.documents import numerals, words


def quantity(value: Decimal | None, unit: str, currency: str, decimals: int = 0) -> str:
    """1,240 kg, 71%, 500 EUR: the value in the measure's unit (money in the operation's currency); a dash when there is none.

    `decimals`: at least so many, as the measure has them; a target has its own.
    """
    if value is None:
        return numerals.MISSING
    lang = language()
    mark = currency if unit == "currency" else words.unit_mark(unit, lang, value)
    return numerals.with_unit(numerals.number(value, lang, decimals), mark, lang)
