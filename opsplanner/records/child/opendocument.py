"""What calamine does not tell of OpenDocument sheets: where error values stand, and which columns are hidden."""

from __future__ import annotations

import html
import re
from collections import defaultdict

from .encode import Patches

# LibreOffice marks a failed formula so; elsewhere error values are rare enough to be seen as their text.
MARK = b'value-type="error"'
# Compiled when first used: most files are no OpenDocument sheets.
TOKEN = rb"<table:table [^<>]*?table:name=\"([^\"]*)\"|<table:table-row\b([^<>]*)>|<table:(?:covered-)?table-cell\b([^<>]*)>"
ROWS = rb'number-rows-repeated="(\d+)"'
COLUMNS = rb'number-columns-repeated="(\d+)"'
SHOWN = rb"<text:p[^<>]*>([^<]*)<"


COLUMN = re.compile(rb"<table:table [^<>]*?table:name=\"([^\"]*)\"|<table:table-column\b([^<>]*)>")
COLLAPSED = b'visibility="collapse"'
# Columns hidden up to the very last are the empty rest of a sheet.
MOST_HIDDEN = 300


def hidden_columns(content: bytes) -> dict[str, list[int]]:
    """By sheet name, the numbers of the hidden columns, from the bytes of content.xml."""
    found: dict[str, list[int]] = {}
    if COLLAPSED not in content:
        return found
    hidden: list[int] = []
    column = 0
    for token in COLUMN.finditer(content):
        name, tag = token.groups()
        if name is not None:
            hidden, column = found.setdefault(html.unescape(name.decode("utf-8", "replace")), []), 0
            continue
        times = _times(COLUMNS, tag)
        if COLLAPSED in tag:
            hidden += range(column, min(column + times, MOST_HIDDEN))
        column += times
    return found


def failed_cells(content: bytes) -> dict[str, Patches]:
    """By sheet name, the cells that hold an error value, from the bytes of content.xml."""
    found: dict[str, Patches] = {}
    if MARK not in content:
        return found
    patches: Patches = {}
    row, rows, column = -1, 1, 0
    for token in re.finditer(TOKEN, content):
        name, row_tag, cell_tag = token.groups()
        if name is not None:
            patches = found.setdefault(html.unescape(name.decode("utf-8", "replace")), defaultdict(dict))
            row, rows = -1, 1
        elif row_tag is not None:
            row, rows, column = row + rows, _times(ROWS, row_tag), 0
        else:
            if MARK in cell_tag:
                shown = re.search(SHOWN, content[token.end() : token.end() + 200])
                patches[row][column] = shown[1].decode("utf-8", "replace") if shown else "#VALUE!"
            column += _times(COLUMNS, cell_tag)
    return found


def _times(pattern: bytes, tag: bytes) -> int:
    said = re.search(pattern, tag)
    return int(said[1]) if said else 1
