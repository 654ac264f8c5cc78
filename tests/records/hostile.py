"""Makes hostile files: bombs, lies, cut and crossed archives, everything a parser has ever fallen over."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator

from tests.records.support import results
from tests.spreadsheets import SHEET, repacked, with_sheet, xlsx_of

GOOD = results({})
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ROWS = b'<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
UNSAFE, UNREADABLE, ENTITIES, ENCRYPTED, NOT_WHAT = "R-108", "R-107", "R-109", "R-105", "R-104"


def files() -> Iterator[tuple[str, str, bytes, set[str]]]:
    """Of each: what it is, its name, its bytes, and the codes that answer it; any refusal is right where the set is empty."""
    yield "empty", "a.xlsx", b"", {"R-101"}
    yield "unknown type", "a.docx", b"PK\3\4", {"R-103"}
    yield "no extension, a picture", "results", b"\x89PNG\r\n", {"R-103"}
    yield "renamed PDF", "a.xlsx", b"%PDF-1.7 ...", {NOT_WHAT}
    yield "renamed PDF as text", "a.csv", b"%PDF-1.7 ...", {NOT_WHAT}
    yield "web page as xls", "a.xls", b"<html><table><tr><td>1</td></tr></table></html>", {NOT_WHAT}
    yield "workbook named xls", "a.xls", GOOD, {NOT_WHAT}
    yield "workbook named csv", "a.csv", GOOD, {NOT_WHAT}
    yield "text named xlsx", "a.xlsx", b"a;b\n1;2\n", {NOT_WHAT}
    yield "zip without a workbook", "a.xlsx", archive({"a.txt": b"x"}), {NOT_WHAT}
    yield "document named xlsx", "a.xlsx", archive({"word/document.xml": b"<w/>"}), {NOT_WHAT}
    yield "encrypted workbook", "a.xlsx", COMPOUND + bytes(600) + "EncryptedPackage".encode("utf-16-le"), {ENCRYPTED}
    yield "Excel 4 macro sheet", "a.xlsx", repacked(GOOD, same, **{"xl/macrosheets/sheet1.xml": b"<m/>"}), {"R-106"}
    yield from broken_archives()
    yield from bombs()
    yield from hostile_markup()
    yield from compound_files()
    yield from text_files()


def broken_archives() -> Iterator[tuple[str, str, bytes, set[str]]]:
    """Archives whose directory lies."""
    yield "cut in half", "a.xlsx", GOOD[: len(GOOD) // 2], {UNREADABLE}
    yield "only the magic", "a.xlsx", b"PK\3\4", {UNREADABLE}
    yield "flipped bytes", "a.xlsx", GOOD[:100] + bytes(byte ^ 255 for byte in GOOD[100:400]) + GOOD[400:], set()
    yield "something before it", "a.xlsx", b"PK\3\4" + bytes(60) + GOOD, {UNSAFE}
    yield "encryption flag", "a.xlsx", flagged(GOOD, 1), {ENCRYPTED}
    yield "climbing name", "a.xlsx", repacked(GOOD, same, **{"../../etc/passwd": b"x"}), {UNSAFE}
    yield "absolute name", "a.xlsx", repacked(GOOD, same, **{"/etc/passwd": b"x"}), {UNSAFE}
    yield "names that differ by case", "a.xlsx", repacked(GOOD, same, **{"XL/Workbook.xml": b"x"}), {UNSAFE}
    yield "too many parts", "a.xlsx", repacked(GOOD, same, **{f"p{n}": b"" for n in range(2100)}), {UNSAFE}
    yield "unusual method", "a.xlsx", archive({"xl/workbook.xml": b"x" * 99}, zipfile.ZIP_LZMA), {UNSAFE}
    yield "overlapping parts", "a.xlsx", overlapping(), {UNSAFE}
    yield "part larger than declared", "a.xlsx", lying(), {UNSAFE, UNREADABLE}


def _appending(row: bytes) -> Callable[[bytes], bytes]:
    return lambda part: part.replace(b"</sheetData>", row + b"</sheetData>")


def bombs() -> Iterator[tuple[str, str, bytes, set[str]]]:
    """Small files with a great deal in them."""
    zeros = b"<x>" + b" " * (60 * 2**20) + b"</x>"
    yield "ratio", "a.xlsx", repacked(GOOD, same, **{"xl/big.xml": zeros}), {UNSAFE}
    yield "shared string count", "a.xlsx", repacked(GOOD, strings), {UNSAFE}
    for what, row, answer in (
        ("value in the last row", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', {"R-111"}),
        ("value in the last column", b'<row r="9"><c r="XFD9"><v>1</v></c></row>', {"R-112"}),
        ("cell outside its row", b'<row r="9"><c r="XFD900000"><v>1</v></c></row>', set()),
    ):
        yield what, "a.xlsx", with_sheet(GOOD, _appending(row)), answer
    merges = b"<mergeCells>" + b'<mergeCell ref="A1:XFD1048576"/>' * 30_000 + b"</mergeCells></worksheet>"
    yield "merges", "a.xlsx", with_sheet(GOOD, lambda part: part.replace(b"</worksheet>", merges)), {UNSAFE}
    deep = b"<a>" * 200_000
    yield "depth", "a.xlsx", with_sheet(GOOD, lambda part: part.replace(b"<sheetData>", deep + b"<sheetData>")), set()
    attributes = b"<row " + b" ".join(b'a%d="1"' % number for number in range(200_000)) + b">"
    yield "attributes", "a.xlsx", with_sheet(GOOD, lambda part: part.replace(b"<row ", attributes + b"<row ", 1)), set()
    long = xlsx_of({"Results": [["National reference"], ["x" * 32_767]]})
    yield (
        "cell too long",
        "a.xlsx",
        repacked(long, lambda _, part: part.replace(b"x" * 32_767, b"x" * 40_000)),
        {"R-113"},
    )
    yield (
        "repeated cells",
        "a.ods",
        ods(b'<t:table-cell office:value-type="string" table:number-columns-repeated="99999"/>'),
        {UNSAFE},
    )
    yield "repeated rows", "a.ods", ods(b"", b' table:number-rows-repeated="99999999"'), {UNSAFE}


def hostile_markup() -> Iterator[tuple[str, str, bytes, set[str]]]:
    """XML that declares or asks for more than a sheet needs."""
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    yield (
        "entities",
        "a.xlsx",
        with_sheet(GOOD, lambda part: part.replace(b"<worksheet", laughs + b"<worksheet")),
        {ENTITIES},
    )
    outside = b'<!DOCTYPE x SYSTEM "file:///etc/passwd">'
    yield (
        "outside entity in the strings",
        "a.xlsx",
        repacked(GOOD, lambda name, part: part.replace(b"<sst", outside + b"<sst")),
        {ENTITIES},
    )
    wide = "<?xml version='1.0'?><!DOCTYPE x><worksheet/>".encode("utf-16")
    yield "document type in UTF-16", "a.xlsx", with_sheet(GOOD, lambda _: wide), {ENTITIES}
    other = b"<?xml version='1.0' encoding='utf-7'?><worksheet/>"
    yield "unusual encoding", "a.xlsx", with_sheet(GOOD, lambda _: other), {ENTITIES}
    yield "no XML at all", "a.xlsx", with_sheet(GOOD, lambda _: b"\xff\xfe\0\0garbage" * 50), set()
    yield "sheet without end", "a.xlsx", with_sheet(GOOD, lambda part: part[: len(part) // 2]), set()
    yield "loop of relations", "a.xlsx", repacked(GOOD, loop), set()


def compound_files() -> Iterator[tuple[str, str, bytes, set[str]]]:
    """Old binary workbooks: their header counts more sectors than there are."""
    name = "Workbook".encode("utf-16-le")
    yield "only a header", "a.xls", COMPOUND, {NOT_WHAT}
    yield "sector counts", "a.xls", compound(tables=0xFFFFFFF0) + name + bytes(600), {UNSAFE}
    yield "sector size", "a.xls", compound(shift=31) + name + bytes(600), {UNSAFE}
    yield "directory outside", "a.xls", compound(directory=0xFFFFFF00) + name + bytes(600), {UNSAFE}
    yield (
        "612 bytes that made a parser abort",
        "a.xls",
        compound() + (name + bytes(100)).ljust(612 - 80, b"\xff"),
        set(),
    )
    yield "nothing behind the header", "a.xls", compound() + name + bytes(4000), set()
    yield "a word document", "a.xls", compound() + "WordDocument".encode("utf-16-le") + bytes(600), {NOT_WHAT}


def text_files() -> Iterator[tuple[str, str, bytes, set[str]]]:
    """Text that is none."""
    yield "zeros", "a.csv", b"a,b\0c\n1,2,3\n" * 5, {"R-114"}
    yield "control characters", "a.csv", b"a,b\n1,\x07\n", {"R-114"}
    yield "a cell without end", "a.csv", b'a,b\n"' + b"x" * 50_000, {"R-113"}
    yield "too many columns", "a.csv", b"," * 400, {"R-112"}
    yield "only spaces", "a.csv", b" \n \n", {"R-101"}
    yield "broken UTF-16", "a.csv", b"\xff\xfea\0,\0\0", {UNREADABLE}
    yield "random bytes", "a.csv", bytes(range(256)) * 40, set()


def same(_: str, part: bytes) -> bytes:
    """No change."""
    return part


def archive(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as target:
        for name, part in parts.items():
            target.writestr(name, part)
    return out.getvalue()


def flagged(content: bytes, flag: int) -> bytes:
    """The first entry of the directory with a flag set."""
    at = content.index(b"PK\1\2") + 8
    return content[:at] + struct.pack("<H", flag) + content[at + 2 :]


def lying() -> bytes:
    """A part that inflates to more than its directory entry says."""
    content = archive({"xl/workbook.xml": b"x" * 100_000})
    at = content.index(b"PK\1\2") + 24
    return content[:at] + struct.pack("<I", 100) + content[at + 4 :]


def overlapping() -> bytes:
    """Two entries of the directory that point at the same bytes."""
    content = archive({"xl/workbook.xml": b"x" * 500})
    start = content.index(b"PK\1\2")
    end = content.index(b"PK\5\6")
    entry = content[start:end]
    twin = entry.replace(b"xl/workbook.xml", b"xl/workbook.xmm")
    tail = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 2, 2, 2 * len(entry), start, 0)
    return content[:start] + entry + twin + tail


def strings(name: str, part: bytes) -> bytes:
    """A shared string table that announces two billion strings."""
    return part.replace(b'uniqueCount="', b'uniqueCount="2000000') if name == "xl/sharedStrings.xml" else part


def loop(name: str, part: bytes) -> bytes:
    """A workbook whose only sheet is itself."""
    return part.replace(b"worksheets/sheet1.xml", b"workbook.xml") if name.endswith("workbook.xml.rels") else part


def ods(cell: bytes, row: bytes = b"") -> bytes:
    """An OpenDocument sheet with one row."""
    body = cell or b'<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
    head = b'<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:t="t"><office:body><office:spreadsheet>'
    table = b'<table:table table:name="S"><table:table-row' + row + b">" + body + b"</table:table-row></table:table>"
    content = head + table + b"</office:spreadsheet></office:body></office:document-content>"
    return archive({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def compound(shift: int = 9, tables: int = 1, directory: int = 1) -> bytes:
    """The first 80 bytes of a compound file ([MS-CFB] 2.2)."""
    return struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        COMPOUND,
        62,
        3,
        0xFFFE,
        shift,
        6,
        0,
        tables,
        directory,
        0,
        4096,
        0xFFFFFFFE,
        0,
        0xFFFFFFFE,
        0,
    ).ljust(80, b"\xff")


def mutants(content: bytes, count: int, cut: Callable[[int], int]) -> Iterator[bytes]:
    """Copies of a file, each with a few bytes changed at places that `cut` gives; the same ones every time."""
    for number in range(count):
        changed = bytearray(content)
        for step in range(1 + number % 5):
            at = cut(number * 31 + step) % len(changed)
            changed[at] = zlib.crc32(b"%d %d" % (number, step)) & 0xFF
        yield bytes(changed)


__all__ = ["GOOD", "SHEET", "files", "mutants"]
