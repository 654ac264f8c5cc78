"""Letters of other alphabets that look like Latin ones, so that an error can name them."""

from __future__ import annotations

import unicodedata

# Upper case and those lower-case letters that cannot be told apart from Latin ones in common fonts.
CYRILLIC = dict(zip("АВЕЅІЈКМНОРСТУХаеѕіјорсух", "ABESIJKMHOPCTYXaesijopcyx", strict=True))
GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo", strict=True))
TWINS = CYRILLIC | GREEK
TO_LATIN = str.maketrans(TWINS)


def latin(text: str) -> str:
    """The text with every look-alike letter replaced by its Latin twin."""
    return text.translate(TO_LATIN)


def lookalike(text: str) -> str | None:
    """The Cyrillic or Greek letters of a text that reads as Latin, each once and in order; None when there are none.

    A text with a letter that no Latin one resembles ("кг") is honest Cyrillic or Greek, and None too.
    """
    foreign = dict.fromkeys(letter for letter in text if letter in TWINS)
    if not foreign or not latin(text).isascii():
        return None
    return "".join(foreign)


def script(letter: str) -> str:
    """The alphabet of a letter: "cyrillic", "greek", "latin" ..., from its Unicode name."""
    return unicodedata.name(letter, "unknown").split(" ")[0].lower()
