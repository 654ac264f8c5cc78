"""A byte scan of a workbook's parts before the parser: what would make it run wild, and what it would not tell."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from functools import cached_property
from itertools import chain
from typing import Any, TypeVar

from .encode import NEVER_CALCULATED, Patches
from .opendocument import MOST_HIDDEN, failed_cells, hidden_columns
from .refusal import ENCRYPTED, TOO_MANY_ROWS, UNSAFE, Refused

Seen = TypeVar("Seen")
MOST_MERGES = 20_000
BYTES_A_STRING = 7

SHEET_DATA = re.compile(rb"<((?:\w+:)?)sheetData[\s/>]")
UNIQUE = re.compile(rb'uniqueCount="(\d+)"')
REFERENCE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
NAMED = re.compile(rb"<(?:\w+:)?sheet\s[^<>]*>")
RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^<>]*>")
ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*["']([^"']*)["']""")
# Compiled when first used: most files are no OpenDocument sheets.
REPEATED_ROWS = rb'number-rows-repeated="(\d{5,})"[^<>]*>\s*(?:<[^<>]*/>\s*)*?<[^<>]*office:value-type='
REPEATED_CELLS = (
    rb'number-columns-repeated="\d{4,}"[^<>]*office:value|office:value[^<>]*number-columns-repeated="\d{4,}"'
)


HIDDEN_COLUMN = re.compile(rb'<(?:\w+:)?col\s[^<>]*\bhidden="(?:1|true)"[^<>]*>')


class Marks:
    """What to look for in a sheet whose tags carry this prefix; each begins with plain bytes, to be found fast."""

    def __init__(self, prefix: bytes) -> None:
        self.tag = b"<" + re.escape(prefix)
        self.end = b"</" + re.escape(prefix)
        self.cell = b"<" + prefix + b"c "
        self.low_row = re.compile(self.tag + rb'row [^<>]*?\br="(\d{6,7})"')
        self.formula = re.compile(self.tag + rb"f[ >/]")

    # The others are compiled when first used: most sheets have no row so low, no failed cell, no formula.

    @cached_property
    def value(self) -> re.Pattern[bytes]:
        """The value of a cell."""
        return re.compile(self.tag + rb"(?:v|is)[ >]")

    @cached_property
    def opening(self) -> re.Pattern[bytes]:
        """The tag that opens a cell."""
        return re.compile(self.tag + rb"c [^<>]*>")

    @cached_property
    def failed(self) -> re.Pattern[bytes]:
        """A cell with an error value: its attributes and what is shown."""
        return re.compile(self.tag + rb'c ([^<>]*\bt="e"[^<>]*)>.*?' + self.tag + rb"v>([^<]*)<", re.DOTALL)

    @cached_property
    def never_calculated(self) -> tuple[re.Pattern[bytes], ...]:
        """A formula without a value."""
        no_value = rb"(?!\s*" + self.tag + rb"v[^<>/]*>[^<])"
        return re.compile(self.end + rb"f>" + no_value), re.compile(self.tag + rb"f(?: [^<>]*)?/>" + no_value)


class Look:
    """What was seen of one workbook, part by part."""

    def __init__(self, most_rows: int) -> None:
        self.most_rows = most_rows
        self.macros = False
        self.names: dict[bytes, str] = {}
        self.targets: dict[bytes, str] = {}
        self.found: dict[str, Patches] = {}
        self.named: dict[str, Patches] = {}
        self.hidden: dict[str, list[int]] = {}
        self.named_hidden: dict[str, list[int]] = {}

    def at(self, name: str, content: bytes) -> None:
        """Look at one part; raises Refused when no parser should see it."""
        if name.endswith("vbaProject.bin"):
            self.macros = True
        elif name == "META-INF/manifest.xml" and b"encryption-data" in content:
            raise Refused(ENCRYPTED)
        elif name.endswith("workbook.xml"):
            self.names = {tag.get(b"id", b""): _text(tag.get(b"name", b"")) for tag in _tags(NAMED, content)}
        elif name.endswith("workbook.xml.rels"):
            self.targets = {tag.get(b"Id", b""): _text(tag.get(b"Target", b"")) for tag in _tags(RELATION, content)}
        elif name == "content.xml":
            _check_repeats(content)
            self.named, self.named_hidden = failed_cells(content), hidden_columns(content)
        elif name.endswith(".xml"):
            self._xml(name, content)

    def _xml(self, name: str, content: bytes) -> None:
        unique = UNIQUE.search(content[:2048])
        if unique and int(unique[1]) > len(content) / BYTES_A_STRING:
            raise Refused(UNSAFE)
        # The plain look first: the pattern would try every tag of a long list of shared texts.
        begins = b"sheetData" in content and SHEET_DATA.search(content)
        if begins:
            marks = Marks(begins[1])
            self._check_rows(content, marks)
            if content.count(b"mergeCell ", max(content.rfind(b"sheetData>"), 0)) > MOST_MERGES:
                raise Refused(UNSAFE)
            self.found[name] = _patches(content, marks)
            self.hidden[name] = _hidden(content[: begins.start()])

    def _check_rows(self, content: bytes, marks: Marks) -> None:
        """Only rows that hold something count; a sheet is often formatted down to its very last row."""
        for match in marks.low_row.finditer(content):
            if int(match[1]) > self.most_rows and marks.value.search(content, match.end()):
                raise Refused(TOO_MANY_ROWS, most=self.most_rows)

    def patches(self) -> dict[str, Patches]:
        """By sheet name, the cells that hold an error value or a formula never calculated."""
        return self.named | self._by_name(self.found)

    def hidden_columns(self) -> dict[str, list[int]]:
        """By sheet name, the numbers of the columns that are hidden, counted from 0."""
        return self.named_hidden | self._by_name(self.hidden)

    def _by_name(self, by_part: dict[str, Seen]) -> dict[str, Seen]:
        names = {target.lstrip("/").removeprefix("xl/"): self.names.get(key) for key, target in self.targets.items()}
        named = {names.get(part.removeprefix("xl/")): seen for part, seen in by_part.items() if seen}
        return {name: seen for name, seen in named.items() if name}


def column_number(letters: bytes) -> int:
    """A is 0, Z 25, AA 26."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _hidden(before: bytes) -> list[int]:
    """The columns that the head of a sheet's part says are hidden."""
    found: list[int] = []
    for tag in _tags(HIDDEN_COLUMN, before):
        first, last = int(tag.get(b"min", b"1")), int(tag.get(b"max", b"0"))
        found += range(first - 1, min(last, MOST_HIDDEN))
    return found


def _patches(content: bytes, marks: Marks) -> Patches:
    found: Patches = defaultdict(dict)
    if b't="e"' in content:
        for match in marks.failed.finditer(content):
            _place(found, match[1], _text(match[2]))
    if marks.formula.search(content):
        for match in chain.from_iterable(pattern.finditer(content) for pattern in marks.never_calculated):
            tag = marks.opening.match(content, max(0, content.rfind(marks.cell, 0, match.start())))
            if tag and b't="str"' not in tag[0]:
                _place(found, tag[0], NEVER_CALCULATED)
    return dict(found)


def _place(found: Patches, attributes: bytes, cell: Any) -> None:
    place = REFERENCE.search(attributes)
    if place:
        found[int(place[2]) - 1][column_number(place[1])] = cell


def _check_repeats(content: bytes) -> None:
    if re.search(REPEATED_ROWS, content) or re.search(REPEATED_CELLS, content):
        raise Refused(UNSAFE)


def _tags(pattern: re.Pattern[bytes], content: bytes) -> list[dict[bytes, bytes]]:
    """The attributes of every such tag, without their prefixes."""
    return [
        {key.rpartition(b":")[2]: value for key, value in ATTRIBUTE.findall(tag)} for tag in pattern.findall(content)
    ]


def _text(raw: bytes) -> str:
    return html.unescape(raw.decode("utf-8", "replace"))
