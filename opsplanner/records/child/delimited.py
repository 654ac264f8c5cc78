"""Text files with delimiters: encoding told or guessed, delimiter voted, line ends of every kind, line numbers kept."""

from __future__ import annotations

import csv
import io
import re
from array import array
from itertools import islice
from typing import Any

from .codepages import decode
from .encode import MOST_CHARACTERS, encode
from .refusal import CELL_TOO_LONG, CONTROL_CHARACTERS, EMPTY, ENCODING_GUESSED, UNREADABLE, Refused

DELIMITERS = ",;\t|"
VOTING_LINES = 5
FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# What old programs write behind the last line: the end-of-file sign, or zeros up to a whole block.
AFTER_THE_END, OF_FILE = b"\x1a\x00", b"\x1a"
A_BLOCK = 8
SAID = re.compile(r'\A"?sep=(.)"?[ \t]*(?:\r\n|\r|\n|\Z)', re.IGNORECASE)


def read_delimited(path: str, most_rows: int, letters: str = "||") -> dict[str, Any]:
    """A .csv, .tsv or .txt file: {"sheets": [one sheet], "notices": [...]}; raises Refused.

    `letters`: the code page said, the one remembered, those expected (with commas), for a file that does not tell it.
    """
    said, remembered, expected = letters.split("|")
    with open(path, "rb") as file:
        text, guessed = decode(_ended(file.read()), said, remembered, expected.split(","))
    if not text.strip():
        raise Refused(EMPTY)
    odd = FORBIDDEN.search(text)
    if odd:
        raise Refused(CONTROL_CHARACTERS, line=_line(text, odd.start()))
    told = SAID.match(text)
    delimiter = told[1] if told else vote(text)
    rows, lines = _rows(text, delimiter, told is not None)
    width = max(map(len, rows), default=0)
    for row in rows:
        row.extend([""] * (width - len(row)))
    sheet = {
        "name": "",
        "hidden": False,
        "left": 0,
        "length": len(rows),
        "columns": encode(rows, width, most_rows),
        "lines": None if list(lines) == list(range(1, len(rows) + 1)) else lines.tobytes(),
    }
    return {"sheets": [sheet], "notices": [(ENCODING_GUESSED, {"encoding": guessed})] if guessed else []}


def _ended(data: bytes) -> bytes:
    """A file up to its end; a single zero there is half of a letter in UTF-16."""
    told = data.rstrip(AFTER_THE_END)
    behind = data[len(told) :]
    return told if OF_FILE in behind or len(behind) >= A_BLOCK else data


def vote(text: str) -> str:
    """The delimiter that cuts the first lines into the same number of pieces most often, more pieces first."""
    return max(DELIMITERS, key=lambda delimiter: _agreement(text, delimiter))


def _agreement(text: str, delimiter: str) -> tuple[int, int]:
    try:
        widths = [len(row) for row in islice(filter(None, _reader(text, delimiter)), VOTING_LINES)]
    except csv.Error:
        return (0, 0)
    telling = [width for width in widths if width > 1]
    usual = max(telling, key=telling.count, default=0)
    return (telling.count(usual) if usual else 0, usual)


def _rows(text: str, delimiter: str, said: bool) -> tuple[list[list[str]], array[int]]:
    """The records and the line each begins on, counted as an editor does."""
    lines = array("I")
    rows: list[list[str]] = []
    reader = _reader(text, delimiter)
    begins = 1
    try:
        for row in reader:
            rows.append(row)
            lines.append(begins)
            begins = reader.line_num + 1
    except csv.Error as error:
        raise Refused(CELL_TOO_LONG, most=MOST_CHARACTERS) if "limit" in str(error) else Refused(UNREADABLE) from None
    return (rows[1:], lines[1:]) if said else (rows, lines)


def _reader(text: str, delimiter: str) -> Any:
    csv.field_size_limit(MOST_CHARACTERS)
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _line(text: str, position: int) -> int:
    return len(re.findall(r"\r\n|\r|\n", text[:position])) + 1
