"""Binary workbooks (.xls): read by calamine, and what it does not tell: error values, hidden columns ([MS-CFB] the file, [MS-XLS] the records)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from struct import error, unpack_from
from typing import Any, NamedTuple

from .encode import Patches
from .excel import sheets

ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
BEGIN, END, SHEET, FORMULA, FAILED = 0x0809, 0x000A, 0x0085, 0x0006, 0x0205
COLUMN_INFO = 0x007D
BIFF8 = 0x0600
LAST_SECTOR = 0xFFFFFFFA
STREAMS = ("Workbook", "Book")
# Entries of the first allocation table that stand in the header itself.
IN_HEADER = 109
SMALL = 4096


def read_xls(path: str, most_rows: int) -> dict[str, Any]:
    """A binary .xls file: {"sheets": [...], "notices": []}; raises Refused."""
    with open(path, "rb") as file:
        failed, hidden = untold(file.read())
    return {"sheets": sheets(path, most_rows, failed, hidden), "notices": []}


def untold(data: bytes) -> tuple[dict[str, Patches], dict[str, list[int]]]:
    """By sheet name, the cells that hold an error value and the hidden columns; nothing when the file is damaged, for
    calamine will say so.
    """
    try:
        stream = _workbook(data)
        begins = dict(_sheets(stream))
        failed = {name: _failed(stream, start) for name, start in begins.items()}
        return failed, {name: _hidden(stream, start) for name, start in begins.items()}
    except (error, IndexError, UnicodeDecodeError):
        return {}, {}


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Kind, position and length of each record from a position to the end of its part."""
    while at + 4 <= len(stream):
        kind, length = unpack_from("<HH", stream, at)
        yield kind, at + 4, length
        if kind == END:
            return
        at += 4 + length


def _sheets(stream: bytes) -> Iterator[tuple[str, int]]:
    version = unpack_from("<H", stream, 4)[0]
    for kind, at, _ in _records(stream, 0):
        if kind == SHEET:
            start, _, count = unpack_from("<IHB", stream, at)
            wide = version == BIFF8 and stream[at + 7] & 1
            name_at = at + (8 if version == BIFF8 else 7)
            raw = stream[name_at : name_at + count * (2 if wide else 1)]
            yield raw.decode("utf-16-le" if wide else "cp1252"), start


def _failed(stream: bytes, start: int) -> Patches:
    found: Patches = defaultdict(dict)
    for kind, at, _ in _records(stream, start):
        if kind == FAILED and stream[at + 7] == 1:
            code = stream[at + 6]
        elif kind == FORMULA and stream[at + 6] == 2 and stream[at + 12 : at + 14] == b"\xff\xff":
            code = stream[at + 8]
        else:
            continue
        row, column = unpack_from("<HH", stream, at)
        found[row][column] = ERRORS.get(code, "#VALUE!")
    return dict(found)


def _hidden(stream: bytes, start: int) -> list[int]:
    found: list[int] = []
    for kind, at, _ in _records(stream, start):
        if kind == COLUMN_INFO:
            first, last, _, _, flags = unpack_from("<5H", stream, at)
            found += range(first, last + 1) if flags & 1 else ()
    return found


def _workbook(data: bytes) -> bytes:
    """The stream that holds the records; one of less than 4096 bytes lies in the small sectors of the root's own stream."""
    big = _Sectors(data, 1 << unpack_from("<H", data, 30)[0], 1, _table(data))
    directory = big.stream(unpack_from("<I", data, 48)[0])
    entries = [directory[at : at + 128] for at in range(0, len(directory), 128)]
    for entry in entries:
        named = entry[: max(unpack_from("<H", entry, 64)[0] - 2, 0)].decode("utf-16-le")
        start, length = unpack_from("<II", entry, 116)
        if named in STREAMS and length >= SMALL:
            return big.stream(start)[:length]
        if named in STREAMS:
            table = big.stream(unpack_from("<I", data, 60)[0])
            numbers = list(unpack_from(f"<{len(table) // 4}I", table))
            return _Sectors(big.stream(unpack_from("<I", entries[0], 116)[0]), 64, 0, numbers).stream(start)[:length]
    return b""


class _Sectors(NamedTuple):
    """Bytes cut into sectors of one size, `ahead` of them before the first, and which sector follows which."""

    data: bytes
    size: int
    ahead: int
    table: list[int]

    def stream(self, sector: int) -> bytes:
        """All sectors from this one on; a ring ends after as many steps as there are sectors."""
        found = []
        for _ in range(len(self.table)):
            if sector >= LAST_SECTOR:
                break
            found.append(self.data[(sector + self.ahead) * self.size : (sector + self.ahead + 1) * self.size])
            sector = self.table[sector]
        return b"".join(found)


def _table(data: bytes) -> list[int]:
    """The allocation table: for each sector the one that follows it."""
    size = 1 << unpack_from("<H", data, 30)[0]
    sectors = [sector for sector in unpack_from(f"<{IN_HEADER}I", data, 76) if sector < LAST_SECTOR]
    following, count = unpack_from("<II", data, 68)
    each = size // 4
    for _ in range(min(count, len(data) // size)):
        *more, following = unpack_from(f"<{each}I", data, (following + 1) * size)
        sectors += [sector for sector in more if sector < LAST_SECTOR]
    return [entry for sector in sectors for entry in unpack_from(f"<{each}I", data, (sector + 1) * size)]
