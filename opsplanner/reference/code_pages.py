"""The code pages of text files in which the languages of a country were and are written by Windows, DOS and older systems."""

from __future__ import annotations

from functools import cache

from babel.languages import get_official_languages

WESTERN = ("cp1252", "cp850", "mac-roman")
CYRILLIC = ("cp1251", "cp866", "koi8-r", "mac-cyrillic")
CENTRAL = ("cp1250", "cp852")
ARABIC, TURKISH, GREEK = ("cp1256",), ("cp1254",), ("cp1253",)
# By language; those not named are written in western letters.
WRITTEN = {
    **dict.fromkeys(("ru", "kk", "ky", "tg", "uk", "be", "bg", "mk", "sr", "mn"), CYRILLIC),
    **dict.fromkeys(("pl", "cs", "sk", "hu", "sl", "hr", "bs", "ro", "sq"), CENTRAL),
    **dict.fromkeys(("ar", "fa", "ur", "ps", "ckb"), ARABIC),
    **dict.fromkeys(("tr", "az"), TURKISH),
    "el": GREEK,
}
# Where Russian is the language of offices beside that of the state.
RUSSIAN_TOO = ("AM", "AZ", "GE", "KG", "KZ", "MD", "MN", "TJ", "TM", "UZ")


@cache
def code_pages(country: str) -> tuple[str, ...]:
    """By the code of a country (ISO 3166-1); none for what is no country."""
    languages = get_official_languages(country, regional=True, de_facto=True) if len(country) == 2 else ()
    russian = CYRILLIC if country in RUSSIAN_TOO else ()
    pages = [page for language in languages for page in WRITTEN.get(language.partition("_")[0], WESTERN)]
    return tuple(dict.fromkeys([*russian, *pages]))
