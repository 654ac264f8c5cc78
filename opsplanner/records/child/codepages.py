"""Which encoding a text file is in: told by its mark or its zeros, else UTF-8 when it is, else the likeliest code page."""

from __future__ import annotations

import codecs
import unicodedata
from functools import cache

from .refusal import CONTROL_CHARACTERS, UNREADABLE, Refused

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# In the order in which they win when nothing tells them apart.
CODE_PAGES = ("cp1252", "cp1251", "cp1256", "cp1250", "cp1254", "cp1253", "cp866", "koi8-r", "mac-roman")
SAMPLE = 1 << 16
# Letters of western code pages that in practice are signs of a wrong guess.
RARE = set("ÐÝÞðýþ¡¿ƒˆ˜")


def decode(data: bytes) -> tuple[str, str]:
    """The text, and the code page when it was guessed, else empty; raises Refused."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding), ""
    if b"\0" in data[:SAMPLE]:
        return _strict(data, _by_zeros(data[:SAMPLE])), ""
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        pass
    best = max(CODE_PAGES, key=lambda page: likelihood(data, page))
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
        raise Refused(CONTROL_CHARACTERS, line=1)
    return "utf-16-be" if even > odd else "utf-16-le"


def likelihood(data: bytes, page: str) -> float:
    """How much like words the bytes above 127 read in this code page; per such byte, higher is likelier."""
    text = _around_high_bytes(data[: 4 * SAMPLE]).decode(page, "replace")
    score = high = 0.0
    for before, here, after in zip(" " + text, text, text[1:] + " ", strict=False):
        if here < "\x80":
            continue
        high += 1
        score += _fit(before, here, after)
    return score / high if high else 0.0


def _fit(before: str, here: str, after: str) -> float:
    if here == "\ufffd" or "\x80" <= here < "\xa0":
        return -3
    mine = _script(here)
    if not mine:
        # A sign between two letters is hardly a sign.
        return -1 if _script(before) and _script(after) and here not in "\u2019\u2018\u2013\xad" else 0
    neighbours = {_script(before), _script(after)} - {""}
    fit = 1.0 if neighbours <= {mine} else -2.0
    if here.isupper() and before.islower():
        fit -= 2
    return fit - (1 if here in RARE else 0)


@cache
def _script(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ")[0] if letter.isalpha() else ""


def _around_high_bytes(data: bytes) -> bytes:
    """The first lines that hold a byte above 127: all that can tell code pages apart."""
    telling = [line for line in data.splitlines() if not line.isascii()]
    return b"\n".join(telling)[:SAMPLE]
