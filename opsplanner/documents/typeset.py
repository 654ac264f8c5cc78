"""How much room a text takes, so that it can be wrapped and never runs out of its place."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Advance widths of Noto Sans in em, rounded up; the fonts that stand in for it (Arial, Segoe UI) are narrower.
ADVANCES = {
    0.3: " !'(),-.:;Jijl`\u00a0·’‘",
    0.4: '"/I[\\]ftr{}',
    0.5: "?FLcsvyz–",
    0.6: "$*+<=>ESTYZ^0123456789_abdeghknopqux|~KPRVX×→«»",
    0.75: "#ABCDGHNU&",
    0.95: "%@MOQWmw—",
}
WIDTHS = {char: width for width, chars in ADVANCES.items() for char in chars}
OTHER_WIDTH = 0.66
WIDE_WIDTH = 1.05
BOLD = 1.07
ELLIPSIS = "…"
UNPRINTABLE = re.compile("[^\t\n\r\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(text: str) -> str:
    """The text without control characters and what else no file may hold."""
    return UNPRINTABLE.sub("", text)


@lru_cache(maxsize=4096)
def advance(char: str) -> float:
    """One character's width in em; an accent takes no room of its own, an ideograph a whole em."""
    if char in WIDTHS:
        return WIDTHS[char]
    if unicodedata.combining(char) or unicodedata.category(char) == "Cf":
        return 0.0
    base = unicodedata.normalize("NFD", char)[0]
    if base in WIDTHS:
        return WIDTHS[base]
    return WIDE_WIDTH if unicodedata.east_asian_width(char) in "WF" else OTHER_WIDTH


def width(text: str, size: float, bold: bool = False) -> float:
    """The text's width in the unit of `size`."""
    return sum(map(advance, text)) * size * (BOLD if bold else 1)


def wrap(text: str, size: float, room: float, most: int, bold: bool = False) -> list[str]:
    """The text in at most `most` lines no wider than `room`; what does not fit ends in an ellipsis."""
    lines = [""]
    for word in text.split(" "):
        for piece in _pieces(word, size, room, bold):
            longer = f"{lines[-1]} {piece}".strip()
            if width(longer, size, bold) <= room or not lines[-1]:
                lines[-1] = longer
            else:
                lines.append(piece)
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], cut(lines[most - 1] + ELLIPSIS, size, room, bold)]


def cut(text: str, size: float, room: float, bold: bool = False) -> str:
    """The text in one line: as it is when it fits, else shortened to end in an ellipsis."""
    if width(text, size, bold) <= room:
        return text
    kept = text.rstrip(ELLIPSIS)
    while kept and width(kept + ELLIPSIS, size, bold) > room:
        kept = kept[:-1]
    return kept.rstrip() + ELLIPSIS


def fit(text: str, sizes: tuple[int, ...], room: float, most: int, bold: bool = False) -> int:
    """The first of the sizes in which the text takes at most `most` lines; the last one when none does."""
    for size in sizes:
        if len(wrap(text, size, room, 10**6, bold)) <= most:
            return size
    return sizes[-1]


def _pieces(word: str, size: float, room: float, bold: bool) -> list[str]:
    """A word wider than the room is broken; every other word stays whole."""
    if width(word, size, bold) <= room:
        return [word]
    pieces, taken = [""], 0.0
    for char in word:
        wide = width(char, size, bold)
        if pieces[-1] and taken + wide > room:
            pieces.append("")
            taken = 0.0
        pieces[-1] += char
        taken += wide
    return pieces
