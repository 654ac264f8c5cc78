"""A zip archive looked at before anything opens it: its directory checked, every part inflated once within what it declares."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from struct import Struct, error
from typing import NamedTuple

from .refusal import ENCRYPTED, ENTITIES, UNREADABLE, UNSAFE, Refused

MOST_PARTS = 2000
MOST_A_PART = 250 * 2**20
MOST_IN_ALL = 300 * 2**20
RATIO, RATIO_FROM = 200, 5 * 2**20
STORED, DEFLATED = 0, 8
ENCRYPTED_FLAGS = 0x2041
NOT_SAID = 0xFFFFFFFF

END = Struct("<4s4H2LH")
END64 = Struct("<4sQ2H2L4Q")
CENTRAL = Struct("<4s6H3L5H2L")
LOCAL = Struct("<4s5H3L2H")
# Anything declared but comments and character data; each pattern begins with plain bytes, which keeps the search fast.
DECLARED = re.compile(rb"<!(?!--|\[CDATA\[)")
DECLARED_WIDE = (re.compile(rb"<\0!\0(?!-\0-\0|\[\0C\0)"), re.compile(rb"\0<\0!(?!\0-\0-|\0\[\0C)"))
ENCODING = re.compile(rb"""encoding\s*=\s*["']([\w.-]+)""")
PLAIN_ENCODINGS = (b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"iso-8859-1", b"windows-125")


class Part(NamedTuple):
    """One file of the archive: where its packed bytes lie and how many bytes it says it holds."""

    name: str
    method: int
    size: int
    start: int
    end: int


def parts(data: bytes) -> list[Part]:
    """The directory of an archive; refuses one that is cut, encrypted, overlapping, or names files it should not."""
    try:
        found = list(_central(data))
    except (error, ValueError, IndexError):
        raise Refused(UNREADABLE) from None
    names = {part.name.casefold() for part in found}
    if len(names) != len(found) or any(_strays(name) for name in names):
        raise Refused(UNSAFE)
    last = 0
    for part in sorted(found, key=lambda part: part.start):
        if part.start < last or part.method not in (STORED, DEFLATED):
            raise Refused(UNSAFE)
        last = part.end
    if sum(part.size for part in found) > MOST_IN_ALL or any(_swells(part) for part in found):
        raise Refused(UNSAFE)
    return found


def inflate(data: bytes, part: Part) -> bytes:
    """The bytes of a part, never more than it declares; XML that declares a document type or entities is refused."""
    packed = memoryview(data)[part.start : part.end]
    if part.method == STORED:
        content = bytes(packed)
    else:
        stream = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            content = stream.decompress(packed, part.size + 1)
        except zlib.error:
            raise Refused(UNREADABLE) from None
    if len(content) != part.size:
        raise Refused(UNSAFE)
    if part.name.endswith((".xml", ".rels", ".vml")):
        _check_markup(content)
    return content


def _check_markup(content: bytes) -> None:
    said = ENCODING.search(content[:200].replace(b"\0", b""))
    strange = said is not None and not said[1].lower().startswith(PLAIN_ENCODINGS)
    patterns = DECLARED_WIDE if b"\0" in content[:4] else (DECLARED,)
    if strange or any(pattern.search(content) for pattern in patterns):
        raise Refused(ENTITIES)


def _central(data: bytes) -> Iterator[Part]:
    """Reads the central directory; struct.error, ValueError and IndexError mean that it is damaged."""
    end = data.rindex(b"PK\5\6", max(0, len(data) - END.size - 65535))
    _, _, _, _, count, size, position, _ = END.unpack_from(data, end)
    stop = end
    if NOT_SAID in (size, position) or count == 0xFFFF:
        stop = data.rindex(b"PK\6\6", 0, end)
        _, _, _, _, _, _, _, count, size, position = END64.unpack_from(data, stop)
    elif data[position + size : position + size + 4] == b"PK\6\6":
        stop = position + size
    if position + size != stop or count > MOST_PARTS:
        raise Refused(UNSAFE)
    for _ in range(count):
        part, position = _part(data, position, limit=stop - size)
        if part is not None:
            yield part


def _part(data: bytes, position: int, limit: int) -> tuple[Part | None, int]:
    """The part whose central entry stands at `position`, None for a folder, and where the next entry stands."""
    mark, _, _, flags, method, _, _, _, packed, size, named, extra, comment, _, _, _, start = CENTRAL.unpack_from(
        data, position
    )
    if mark != b"PK\1\2":
        raise ValueError(mark)
    if flags & ENCRYPTED_FLAGS:
        raise Refused(ENCRYPTED)
    name_at = position + CENTRAL.size
    name = data[name_at : name_at + named]
    if NOT_SAID in (packed, size, start):
        size, packed, start = _wide(data[name_at + named : name_at + named + extra], size, packed, start)
    mark, _, _, local_method, _, _, _, _, _, local_named, local_extra = LOCAL.unpack_from(data, start)
    begin = start + LOCAL.size + local_named + local_extra
    said = data[start + LOCAL.size : start + LOCAL.size + local_named]
    if mark != b"PK\3\4" or said != name or local_method != method or begin + packed > limit:
        raise Refused(UNSAFE)
    following = name_at + named + extra + comment
    if name.endswith(b"/"):
        return None, following
    text = name.decode("utf-8" if flags & 0x800 else "cp437").replace("\\", "/")
    return Part(text, method, size, begin, begin + packed), following


def _wide(extra: bytes, *values: int) -> list[int]:
    """Sizes too large for four bytes, from the extra field that holds them in eight."""
    at = 0
    while extra[at : at + 2] != b"\1\0":
        at += 4 + int.from_bytes(extra[at + 2 : at + 4], "little")
        if at >= len(extra):
            raise ValueError(extra)
    at += 4
    found = []
    for value in values:
        if value == NOT_SAID:
            value, at = int.from_bytes(extra[at : at + 8], "little"), at + 8
        found.append(value)
    return found


def _strays(name: str) -> bool:
    return name.startswith("/") or ":" in name[:3] or ".." in name.split("/") or "\0" in name


def _swells(part: Part) -> bool:
    packed = part.end - part.start
    return part.size > MOST_A_PART or (part.size > RATIO_FROM and part.size > RATIO * packed)
