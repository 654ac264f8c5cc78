"""Which encoding a text file is in: told by its mark or its zeros, else UTF-8 when it is, else the likeliest code page."""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Collection
from functools import cache

from .refusal import CONTROL_CHARACTERS, UNREADABLE, Refused

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# In the order in which they win when nothing tells them apart.
CODE_PAGES = (
    "cp1252",
    "cp1251",
    "cp1256",
    "cp1250",
    "cp1254",
    "cp1253",
    "cp850",
    "cp866",
    "koi8-r",
    "mac-roman",
    "cp852",
    "mac-cyrillic",
)
SAMPLE = 1 << 16
# How likely a letter beyond ASCII is in the languages of each script; what is not named is UNUSUAL.
UNUSUAL = 0.2
WEIGHTS = {
    "LATIN": {"éèàçêâîôûëïùœÉÈÀÇÊœäöüßÄÖÜñáíóúãõÑÓÁÍÚ": 1.0, "ąćęłńśźżĄĆĘŁŃŚŹŻşğıİŞčšžěřůåøæÅØÂÔÎÛŒ": 0.7},
    "CYRILLIC": {"оеаинтсрвлкмдпуя": 1.0, "ыьгзбчй": 0.9, "хжшюцщэф": 0.7},
    "ARABIC": {"اليمنتربوةعدسفهكقحجشصطخذغضزثءأإآىئؤظ": 0.9},
    "GREEK": {"αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώ": 0.7},
}
WEIGHT = {
    (script, letter): weight
    for script, held in WEIGHTS.items()
    for letters, weight in held.items()
    for letter in letters
}
# Pairs of letters that stand beside each other in every Russian text; the others hardly tell a code page from another.
PAIRS = (
    "ст но то на ен ов ни ра во ко ро ос по ли пр ре ал го ор от ер не та ка ан ло ва ол ом ин де ел ие ть од ла ет ам ил ес ти "
    "ат ки да ри об ав ас те ве пе ми за бе до ма мо ог ша ня че ци ку ус ок"
)
# Beginnings of words that stand in the headings of customs sheets and have letters which code pages tell apart.
HEADINGS = (
    "référence", "numéro", "quantité", "unité", "détect", "désignation", "catégorie", "véhicule", "expéditeur", "contrôle",
    "entrée", "départ", "résultat", "pénal", "дата", "стран", "колич", "единиц", "номер", "товар", "наименован", "место",
    "груз", "транспорт", "описан", "вид", "ссылк", "направлен", "назначен", "основан", "изъят",
)  # fmt: skip
# Those that hardly anybody writes any more need more to speak for them.
SELDOM = {"koi8-r": 0.05, "mac-roman": 0.2, "cp852": 0.2, "mac-cyrillic": 0.3}
# How much a known heading, what its sender wrote before, and what its languages are written in count beside the letters.
HEADING, MOST_HEADINGS, REMEMBERED, EXPECTED = 0.5, 4, 0.6, 0.3


def decode(data: bytes, said: str = "", remembered: str = "", expected: Collection[str] = ()) -> tuple[str, str]:
    """The text, and the code page when nothing in the file tells it, else empty; raises Refused.

    `said`: the code page that a person chose; `remembered`: that of the sender's last file of this kind; `expected`: those that
    the sender's languages are written in.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding), ""
    if b"\0" in data[:SAMPLE]:
        return _strict(data, _by_zeros(data[:SAMPLE])), ""
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        pass
    best = said or by_likelihood(data, remembered, expected)[0]
    return data.decode(best, "replace"), best


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise Refused(UNREADABLE) from None


def _by_zeros(data: bytes) -> str:
    """UTF-16 without a mark has a zero in nearly every second byte, on one side only."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    if max(even, odd) < len(data) // 8 or min(even, odd) > max(even, odd) // 8:
        raise Refused(CONTROL_CHARACTERS, line=line_at(data, data.index(b"\0")))
    return "utf-16-be" if even > odd else "utf-16-le"


def by_likelihood(data: bytes, remembered: str = "", expected: Collection[str] = ()) -> list[str]:
    """The code pages, the likeliest first."""
    lines = telling_lines(data[: 4 * SAMPLE])

    def weight(page: str) -> float:
        beside = REMEMBERED * (page == remembered) + EXPECTED * (page in expected)
        return likelihood(lines, page) + beside - SELDOM.get(page, 0)

    return sorted(CODE_PAGES, key=weight, reverse=True)


def line_at(data: bytes, position: int) -> int:
    """The number of the line in which a position stands, whatever ends the lines."""
    before = data[:position]
    return before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n") + 1


def likelihood(lines: bytes, page: str) -> float:
    """How much like words the bytes above 127 read in this code page; per such byte, with what known headings add."""
    text = lines.decode(page, "replace")
    score = high = 0.0
    for before, here, after in zip(" " + text, text, text[1:] + " ", strict=False):
        if here < "\x80":
            continue
        high += 1
        score += _fit(before, here, after)
    folded = text.casefold()
    known = sum(word in folded for word in HEADINGS)
    return (score / high if high else 0.0) + HEADING * min(known, MOST_HEADINGS)


def _fit(before: str, here: str, after: str) -> float:
    if here == "\ufffd" or "\x80" <= here < "\xa0":
        return -3
    mine = _script(here)
    if not mine:
        return _sign(here) if _script(before) and _script(after) else 0
    neighbours = {_script(before), _script(after)} - {""}
    fit = _weight(mine, here) if neighbours <= {mine} else -2.0
    fit -= _case(before, here, after)
    if mine == "LATIN" and not _plain(before) and not _plain(after) and max(before, after) >= "\x80":
        # Accents stand among plain letters: two beside each other and no plain one near are rather another script.
        fit -= 0.7
    return fit + (0.3 if (before + here).lower() in PAIRS else 0)


def _sign(here: str) -> float:
    """A sign between two letters is hardly a sign, but for the apostrophe and the hyphen."""
    return 0.9 if here in "\u2019\xad" else -1


def _case(before: str, here: str, after: str) -> float:
    """Capitals begin a word, or stand among capitals."""
    if here.isupper():
        return 2 if before.islower() else (0.5 if after.islower() else 0.1) if before.isupper() else 0
    return 1 if before.isupper() and after.isupper() else 0


def _plain(letter: str) -> bool:
    return letter.isascii() and letter.isalpha()


def _weight(script: str, letter: str) -> float:
    return WEIGHT.get((script, letter), WEIGHT.get((script, letter.lower()), UNUSUAL))


@cache
def _script(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ")[0] if letter.isalpha() else ""


def telling_lines(data: bytes) -> bytes:
    """The first lines that hold a byte above 127: all that can tell code pages apart."""
    telling = [line for line in data.splitlines() if not line.isascii()]
    return b"\n".join(telling)[:SAMPLE]
