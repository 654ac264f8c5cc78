"""Reads whole numbers as addresses, forms and stamps name them; writes any number a person or a sheet can bring, as a language does."""

from __future__ import annotations

from decimal import Context, Decimal, localcontext
from functools import lru_cache

from babel import Locale
from babel.numbers import format_decimal, get_decimal_symbol

# Up to so many digits before and behind the sign a number is written out; beyond them a power of ten says more.
WIDEST = 40
EXACT = Context(prec=3 * WIDEST)
WHOLE_DIGITS = 9
REMEMBERED = 4096


def whole(text: str) -> int | None:
    """A number of something, as an address, a posted form or a stamp names it; None for any other text and for numbers no column holds."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= WHOLE_DIGITS else None


def is_one(value: Decimal | int, lang: str) -> bool:
    """Whether so many of a thing are named in the singular: in English one, in French everything below two."""
    size = abs(Decimal(value))
    return size < 2 if lang == "fr" else size == 1


def write_number(value: Decimal | float, locale: Locale | str, pattern: str | None = None) -> str:
    """1,234.5 or 1 234,5: every digit, or as the pattern rounds; a number nobody could read is 1E+400."""
    return _written(value if isinstance(value, int) else str(value), locale, pattern)


@lru_cache(REMEMBERED, typed=True)
def _written(value: int | str, locale: Locale | str, pattern: str | None) -> str:
    """A page writes the same few numbers many times; as text, 1.0 and 1.00 are two."""
    number = Decimal(value)
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or number.adjusted() >= WIDEST or exponent < -WIDEST:
        return format(number, ".6g").upper().replace(".", get_decimal_symbol(locale))
    # Babel rounds within the precision of the moment, and 28 digits are not enough for what people type.
    with localcontext(EXACT):
        return str(format_decimal(number, pattern, locale, decimal_quantization=pattern is not None))
