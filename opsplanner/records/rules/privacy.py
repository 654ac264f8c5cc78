"""Personal data that slipped into free texts: addresses, telephone and document numbers, names with a title, number plates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np

from opsplanner.records.answers import Answers, by_value
from opsplanner.records.field import Field
from opsplanner.records.problem import Flaw
from opsplanner.records.sentences import Phrase
from opsplanner.records.sheet import Mask

CONVEYANCE = "conveyance_id"
# References and numbers of the trade are asked for; only what is told in words is looked through.
ASKED_FOR = frozenset({"national_ref", "alert_ref", "document_ref", "control_entry"})

# Behind these words a number is that of papers, goods or transport, not of a person.
TRADE = "".join(
    f"(?<!{word}{gap})"
    for word in ("tir", "carnet", "no.", "b/l", "bl", "awb", "cmr", "licence", "license", "permit", "лицензия", "лицензии", "no", "№", "n°",
                 "invoice", "facture", "seal", "scellé", "пломба", "hs", "sh", "тн вэд", "lot", "batch", "серия", "model", "modèle", "type", "art")
    for gap in (" ", "-", ": ")
)  # fmt: skip
PERSON = r"(?:passe?ports?|паспорт\w*|identity|id card|carte d.identité|удостоверени\w+ личности|иин|пинфл|iin|cnp|nir)"
NAME = r"(?:[A-ZÀ-ÝА-ЯЁ][a-zà-ÿа-яё]+|[A-ZÀ-ÝА-ЯЁ]{3,})"
# An initial, in the language whose people write names with two of them.
INITIALS = "|".join(f"{letter}." for letter in "абвгдежзийклмнопрстуфхцчшэюя")
# Letters that number plates of eastern neighbours use, in either alphabet.
PLATE = "[ABEKMHOPCTYXАВЕКМНОРСТУХ]"

ONLY_DIGITS = bytes(each if chr(each).isascii() and chr(each).isdigit() else ord(" ") for each in range(256))
NO_DIGITS = dict.fromkeys(range(ord("0"), ord("9") + 1))


class Look(NamedTuple):
    """A pattern, what it finds, and what must stand somewhere for it to find anything: one of the words, so many digits in a row."""

    what: str
    words: tuple[str, ...]
    digits: int
    pattern: re.Pattern[str]


def _look(what: str, words: str, digits: int, pattern: str) -> Look:
    return Look(what, tuple(filter(None, words.split("|"))), digits, re.compile(pattern))


CAR = _look("plate", "", 3, rf"(?<!\w){PLATE} ?\d{{3}} ?{PLATE}{{2}} ?\d{{2,3}}(?!\w)")
CYRILLIC_CAR = _look("plate", "|".join("авекмнорстух"), 3, CAR.pattern.pattern.replace("ABEKMHOPCTYX", ""))
LOOKS = (
    _look("email", "@", 0, r"[\w.+-]+@[\w-]+\.\w+"),
    _look("phone", "+", 1, r"(?<!\w)\+\d[\d ()-]{7,}\d"),
    _look("phone", "tel|tél|phone|mobil|gsm|тел|моб", 1, r"(?i)\b(?:tel|tél|phone|mobile?|gsm|тел|моб)\w*[.: №]*\(?\d[\d ()-]{5,}\d"),
    _look("document_number", "", 6, rf"(?i){TRADE}(?<![^\W_])(?<!\d[/.-])(?!hs|sh|no|bl|un|po)[^\W\d_]{{1,2}}[ -]?\d{{6,9}}(?![^\W_]|[/.-]\d)"),
    _look("document_number", "passport|passeport|паспорт|ident|id card|удостовер|иин|пинфл|iin|cnp|nir", 5, rf"(?i)\b{PERSON}\b(?:\W|n[o°]|№){{0,8}}[^\W_]{{0,4}}\d{{5,}}"),
    # National numbers that begin with the day of birth: year first (12 digits), or day first after one digit (14).
    _look("document_number", "", 12, r"(?<![\w-])\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{6}(?![\w-])"),
    _look("document_number", "", 14, r"(?<![\w-])[12](?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d{7}(?![\w-])"),
    _look("birth", "born|birth|dob|né|naissance|родил|рожд", 0, r"(?i)\b(?:born (?:on|in)|date of birth|dob|née? le|date de naissance|родил(?:ся|ась)|дата рождения)\b"),
    _look("birth", "г.р.|г. р.", 1, r"\d ?г\. ?р\."),
    _look("name", "mr|ms|mme|mlle|mm|dr", 0, rf"(?<![\w.])(?:Mr|Mrs|Ms|Mme|Mlle|MM|Dr)\b\.? {NAME}"),
    _look("name", "m. ", 0, rf"(?<![\w.])(?<!\d )M\. {NAME}"),
    _look("name", "mister|monsieur|madame|mademois|господ|госпо|г-н|г-ж", 0, rf"\b(?i:mister|monsieur|madame|mademoiselle|господин\w?|госпож\w|г-н\w?|г-ж\w) {NAME}"),
    _look("name", INITIALS, 0, r"(?<![\w.])[А-ЯЁ][а-яё]{2,} [А-ЯЁ]\. ?[А-ЯЁ]\.|(?<![\w.])[А-ЯЁ]\. ?[А-ЯЁ]\. ?[А-ЯЁ][а-яё]{2,}"),
    CYRILLIC_CAR,
    _look("plate", "plate|plaque|immatric|номер|г/н|грз", 2, r"(?i)\b(?:(?:number |licen[cs]e )plates?|plaques?|immatricul\w+|гос\. ?номер\w*|госномер\w*|г/н|грз)\b(?:[ :.]|no|n°|№){1,6}(?=[\w-]*\d)[\w-]{4,}"),
)  # fmt: skip
# Number plates as they stand alone in the name of a conveyance: no flight, wagon or vessel is written so.
PLATES = (
    CAR,
    _look("plate", "", 3, r"(?<![\w-])(?:\d{2} ?[A-Z]{2} ?)?\d{3} ?[A-Z]{2,3}(?: ?\d{2})?(?![\w-])"),
    _look("plate", "", 3, r"(?<!\w)[A-Z]{2}[ -]?\d{3}[ -]?[A-Z]{2}(?!\w)"),
)


def no_personal_data(answers: Answers) -> None:
    """Warn of what looks like personal data."""
    for field in looked_through(answers.template.fields):
        column = answers.columns.get(field.key)
        if column is None:
            continue
        texts = [text if isinstance(text, str) else "" for text in column.values]
        told: dict[str, Mask] = {}
        for look in _likely(PLATES if field.key == CONVEYANCE else LOOKS, texts):
            there = np.fromiter((bool(look.pattern.search(text)) for text in texts), np.bool_, len(texts))
            told[look.what] = told[look.what] | there if look.what in told else there
        if not told:
            continue
        for number, rows in by_value(column.codes, np.logical_or.reduce(list(told.values()))):
            held = tuple(Phrase(what, {}) for what, found in told.items() if found[number])
            answers.report(Flaw("R-070", {"what": held}), field.key, rows, column.values[number])


def suspected(text: str) -> list[str]:
    """What of personal data a text seems to hold, each kind once."""
    return list(dict.fromkeys(look.what for look in LOOKS if look.pattern.search(text)))


def looked_through(fields: Iterable[Field]) -> Iterator[Field]:
    """The fields in which people may write what they like, those of the operation's own among them."""
    return (each for each in fields if each.kind == "text" and each.key not in ASKED_FOR)


def _likely(looks: Iterable[Look], texts: list[str]) -> Iterator[Look]:
    """The patterns that may find something at all: thousands of harmless texts, most alike but for numbers, are passed over together."""
    everything = "\n".join(texts)
    digits = max(map(len, everything.encode("latin-1", "replace").translate(ONLY_DIGITS).split()), default=0)
    words = "\n".join(set(everything.translate(NO_DIGITS).splitlines())).lower()
    likely = (look for look in looks if digits >= look.digits)
    return (look for look in likely if not look.words or any(word in words for word in look.words))
