"""Lists of the operation's own, as they are typed or pasted from a sheet: one entry a line, its parts between tabs or bars."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from opsplanner.core.text import Text, begins_formula, clean
from opsplanner.reference import Code, CodeList, code_list
from opsplanner.reference.codes import key as spelling

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,19}")
BAR = " | "
MOST_ENTRIES = 400
MOST_LETTERS = 120
CLASS = "class"
CLASSES = "commodity_class"


@dataclass(frozen=True, slots=True)
class Slip:
    """What is wrong in a line: `why` is one of no_code, twice, alike, no_class, no_label, formula, too_long, too_many; `word` what it is about."""

    line: int
    why: str
    word: str


@dataclass(frozen=True, slots=True)
class Pasted:
    """What was read, and what could not be."""

    codes: tuple[Code, ...]
    slips: tuple[Slip, ...]


def read_list(text: str, languages: Sequence[str], *, classed: bool = False) -> Pasted:
    """Entries of `[class |] code | label in each language`; a heading line without an entry's shape in line 1 is passed over."""
    read: list[tuple[int, Code]] = []
    slips: list[Slip] = []
    for number, parts in _lines(text):
        group, rest = (parts[0], parts[1:]) if classed else ("", parts)
        code = rest[0] if rest else ""
        found = code_list(CLASSES).find(group) if classed else ""
        if number == 1 and _is_heading(code, found, classed):
            continue
        if len(read) + len(slips) == MOST_ENTRIES:
            slips.append(Slip(number, "too_many", str(MOST_ENTRIES)))
            break
        label = Text.read(dict(zip(languages, rest[1:], strict=False)))
        why = _wrong(code, label, found)
        if why:
            slips.append(Slip(number, why, group if why == "no_class" else code))
        else:
            read.append((number, Code(code, label, (), {CLASS: found or ""} if classed else {})))
    return Pasted(tuple(code for _line, code in read), (*slips, *_alike(read)))


def write_list(codes: Iterable[Code], languages: Sequence[str], *, classed: bool = False) -> str:
    """The same as text again."""
    rows = ([*([each.extra.get(CLASS, "")] if classed else []), each.code, *_labels(each, languages)] for each in codes)
    return "\n".join(BAR.join(row).rstrip(" |") for row in rows)


def _labels(code: Code, languages: Sequence[str]) -> list[str]:
    return [code.label.as_dict().get(lang, "") for lang in languages]


def _lines(text: str) -> Iterable[tuple[int, list[str]]]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            sign = "\t" if "\t" in line else "|" if "|" in line else ";"
            yield number, [clean(part) for part in line.split(sign)]


def _is_heading(code: str, found: str | None, classed: bool) -> bool:
    return code.casefold() in ("code", "код") or (classed and found is None and not CODE.fullmatch(code))


def _wrong(code: str, label: Text, found: str | None) -> str:
    if found is None:
        return "no_class"
    if not CODE.fullmatch(code):
        return "no_code"
    if not label.all():
        return "no_label"
    if begins_formula(*label.all()):
        return "formula"
    return "too_long" if any(len(each) > MOST_LETTERS for each in label.all()) else ""


def _alike(read: Sequence[tuple[int, Code]]) -> list[Slip]:
    """Codes that stand twice, and labels by which a cell could mean two entries; each entry with the line it stands in."""
    slips, codes, seen = [], set[str](), dict[str, str]()
    for line, each in read:
        if spelling(each.code) in codes:
            slips.append(Slip(line, "twice", each.code))
        codes.add(spelling(each.code))
        for label in {spelling(word) for word in each.label.all()}:
            if seen.setdefault(label, each.code) != each.code:
                slips.append(Slip(line, "alike", each.code))
    found = CodeList("", {each.code: each for _line, each in read})
    taken = {slip.word for slip in slips}
    slips += [
        Slip(line, "alike", each.code)
        for line, each in read
        if each.code not in taken and any(found.find(label) != each.code for label in each.label.all())
    ]
    return slips
