"""Whether a file is what its name says, told by its first bytes and its directory before any parser sees it."""

from __future__ import annotations

import struct

from opsplanner.records.child.archive import parts
from opsplanner.records.child.refusal import (
    ENCRYPTED,
    NOT_WHAT_IT_SAYS,
    UNREADABLE,
    UNSAFE,
    WRONG_TYPE,
    Refused,
)

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OTHERS = {
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"{\\rtf": "RTF",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7Z",
    b"\x1f\x8b": "GZIP",
    b"MZ": "EXE",
    b"\x7fELF": "ELF",
    b"SQLite format 3": "SQLite",
}
# A part that only this type of archive has.
TELLING = (
    ("xl/workbook.xml", "xlsx"),
    ("xl/workbook.bin", "XLSB"),
    ("word/document.xml", "DOCX"),
    ("ppt/presentation.xml", "PPTX"),
    ("content.xml", "ods"),
)
OPEN_DOCUMENT = {b"opendocument.text": "ODT", b"opendocument.presentation": "ODP", b"opendocument.graphics": "ODG"}
READABLE = ("xlsx", "xls", "ods", "csv")
HEADER = struct.Struct("<26xH2xH2x6x4xII12xI4xI")
SECTOR_SHIFTS = {3: 9, 4: 12}


def file_type(content: bytes, expected: str, named: str) -> None:
    """Nothing when the content is of the expected format (xlsx, xls, ods, csv); raises Refused, naming what it is."""
    found = _found(content)
    if found == "encrypted":
        raise Refused(ENCRYPTED)
    if found == "csv" != expected and not _is_text(content[:4096]):
        raise Refused(UNREADABLE)
    if found != expected:
        raise Refused(NOT_WHAT_IT_SAYS, named=named, found=found.upper())
    if found == "xls":
        _check_compound(content)


def told_by_content(content: bytes) -> str:
    """The format of a file whose name makes no claim: xlsx, xls, ods or csv; raises Refused when it is none of them."""
    found = _found(content)
    if found == "encrypted":
        raise Refused(ENCRYPTED)
    if found not in READABLE:
        raise Refused(WRONG_TYPE, found=found)
    return found


def _found(content: bytes) -> str:
    if content.startswith(b"PK"):
        return _archive(content)
    if content.startswith(COMPOUND):
        return _compound(content)
    for mark, name in OTHERS.items():
        if content.startswith(mark):
            return name
    start = content[:256].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table")):
        return "HTML"
    return "XML" if start.startswith(b"<?xml") else "csv"


def _is_text(start: bytes) -> bool:
    """Whether it could be text in some code page: few control bytes, unless it is UTF-16."""
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return not any(byte < 32 and byte not in b"\t\r\n\f" for byte in start)


def _archive(content: bytes) -> str:
    found = {part.name: part for part in parts(content)}
    kind = next((kind for name, kind in TELLING if name in found), "ZIP")
    if kind == "ZIP" and any(name.endswith("workbook.xml") for name in found):
        return "xlsx"
    mime = found.get("mimetype")
    declared = content[mime.start : mime.end] if mime else b""
    return next((name for mark, name in OPEN_DOCUMENT.items() if mark in declared), kind)


def _compound(content: bytes) -> str:
    """By the names of its streams, which stand in the directory as UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return "encrypted"
    if any(name.encode("utf-16-le") in content for name in ("Workbook", "Book", "WORKBOOK", "BOOK")):
        return "xls"
    return "DOC" if "WordDocument".encode("utf-16-le") in content else "OLE"


def _check_compound(content: bytes) -> None:
    """The counts of the header fit the file ([MS-CFB] 2.2): more sectors than bytes is how small files make parsers hang."""
    try:
        major, shift, tables, directory, mini_tables, extra_tables = HEADER.unpack_from(content)
    except struct.error:
        raise Refused(UNREADABLE) from None
    sectors = len(content) >> shift if shift in SECTOR_SHIFTS.values() else 0
    if SECTOR_SHIFTS.get(major) != shift or max(tables, directory, mini_tables, extra_tables) > sectors:
        raise Refused(UNSAFE)
