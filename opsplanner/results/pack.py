"""The rows of one submission as columns in one run of bytes, from which figures build their frame without asking SQL.

Layout: 4 bytes "OPC1", 4 bytes little-endian length n of the head, n bytes of JSON, then the arrays, each beginning at a
multiple of 8 counted from the end of the head. The head:

    {"cases": C, "lines": L, "columns": {key: {"level", "kind", "unit", "words", "values": [type, at, count], "offsets": [...]}}}

Lines of a case stand together, in the order of the cases; every case has a line at least. Kinds of column:

- `code`: `values` are positions in `words` (the codes or texts), -1 where nothing was stated.
- `codes` (several answers): `values` are positions; those of row i stand at offsets[i] to offsets[i + 1].
- `number`: int64; NOT_STATED where nothing was stated. `unit` says of what: "" a plain count, "mg", "1/10000", "base".
- `day`: int32 days since 1970-01-01; NO_DAY where nothing was stated.

Level `case` has C rows, level `line` L. Beside every field used in figures there are `case_id`, `period_id` and `lines` (how many
lines each case has), `handling`, `embargo_until`, `value_currency` and, per line, `family` and `base`: the quantity in the
whole base unit of its family. A column in which nothing was stated is left out.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

Level = Literal["case", "line"]
Kind = Literal["code", "codes", "number", "day"]
Array = npt.NDArray[Any]

MAGIC = b"OPC1"
NOT_STATED = np.iinfo(np.int64).min
NO_DAY = np.iinfo(np.int32).min
EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Source:
    """A column to be packed: its key, how it is held, its distinct values, and for every row which of them stands there.

    Values: text for `code`, a sequence of texts for `codes`, whole numbers for `number`, dates for `day`; None where nothing
    was stated.
    """

    key: str
    level: Level
    kind: Kind
    values: Sequence[Any]
    places: Array
    unit: str = ""

    @classmethod
    def of(cls, key: str, level: Level, kind: Kind, values: Sequence[Any], unit: str = "") -> Source:
        """From one value a row."""
        return cls(key, level, kind, values, np.arange(len(values)), unit)


@dataclass(frozen=True, slots=True)
class Column:
    """A packed column, as described at the head of this module."""

    level: Level
    kind: Kind
    unit: str
    words: tuple[str, ...]
    values: Array
    offsets: Array | None


class Packed:
    """The columns of one submission; each is made from the bytes when it is asked for."""

    def __init__(self, content: bytes) -> None:
        if content[:4] != MAGIC:
            raise ValueError("not packed columns")
        (length,) = struct.unpack_from("<I", content, 4)
        head = json.loads(content[8 : 8 + length])
        self.cases: int = head["cases"]
        self.lines: int = head["lines"]
        self._columns: dict[str, dict[str, Any]] = head["columns"]
        self._content, self._start = content, 8 + length

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns there are."""
        return tuple(self._columns)

    def column(self, key: str) -> Column | None:
        """The column of a key, None when nothing was stated in it."""
        entry = self._columns.get(key)
        if entry is None:
            return None
        offsets = entry.get("offsets")
        return Column(
            level=entry["level"],
            kind=entry["kind"],
            unit=entry["unit"],
            words=tuple(entry["words"]),
            values=self._array(entry["values"]),
            offsets=None if offsets is None else self._array(offsets),
        )

    @cached_property
    def case_of_line(self) -> Array:
        """For each line the position of its case."""
        counts = self.column("lines")
        assert counts is not None
        positions: Array = np.repeat(np.arange(self.cases, dtype=np.int32), counts.values)
        return positions

    @cached_property
    def first_lines(self) -> Array:
        """True on the first line of each case."""
        firsts: Array = np.diff(self.case_of_line, prepend=-1) != 0
        return firsts

    def _array(self, place: list[Any]) -> Array:
        kind, at, count = place
        return np.frombuffer(self._content, dtype=np.dtype(kind), count=count, offset=self._start + at)


def unpack(content: bytes) -> Packed:
    """Opens what `pack` made; raises ValueError on anything else."""
    return Packed(content)


def pack(cases: int, lines: int, sources: Iterable[Source]) -> bytes:
    """The columns as bytes. `cases` and `lines` are the numbers of rows of the two levels, which the sources must have."""
    head: dict[str, Any] = {"cases": cases, "lines": lines, "columns": {}}
    arrays: list[bytes] = []
    size = 0
    for source in sources:
        if len(source.places) != (cases if source.level == "case" else lines):
            raise ValueError(f"{source.key}: {len(source.places)} rows")
        words, parts = ENCODE[source.kind](source.values, source.places)
        if parts is None:
            continue
        entry: dict[str, Any] = {"level": source.level, "kind": source.kind, "unit": source.unit, "words": words}
        for name, array in parts.items():
            entry[name] = [array.dtype.str, size, len(array)]
            content = array.tobytes()
            arrays += [content, bytes(-len(content) % 8)]
            size += len(content) + -len(content) % 8
        head["columns"][source.key] = entry
    said = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    said += b" " * (-len(said) % 8)
    return b"".join([MAGIC, struct.pack("<I", len(said)), said, *arrays])


Encoded = tuple[list[str], Mapping[str, Array] | None]


def _positions(values: Iterable[str | None]) -> tuple[list[str], Array]:
    """Each text once, in the order met, and the position of every value, as narrow as holds them; None is -1."""
    place: dict[str | None, int] = {None: -1}
    positions = [place.setdefault(value, len(place) - 1) for value in values]
    kind = next(kind for kind in (np.int8, np.int16, np.int32) if len(place) <= np.iinfo(kind).max)
    return [word for word in place if word is not None], np.array(positions, dtype=kind)


def _code(values: Sequence[str | None], places: Array) -> Encoded:
    words, positions = _positions(values)
    return words, {"values": positions[places]} if words else None


def _codes(values: Sequence[Sequence[str] | None], places: Array) -> Encoded:
    words, positions = _positions(word for several in values for word in several or ())
    if not words:
        return [], None
    lengths = np.array([len(several or ()) for several in values], dtype=np.int32)
    starts = np.cumsum(lengths) - lengths
    offsets = np.concatenate(([0], np.cumsum(lengths[places]))).astype(np.int32)
    # Where each row's answers stand among those of the distinct values.
    within = np.arange(offsets[-1]) - np.repeat(offsets[:-1], lengths[places])
    return words, {"values": positions[np.repeat(starts[places], lengths[places]) + within], "offsets": offsets}


def _number(values: Sequence[int | None], places: Array) -> Encoded:
    if all(value is None for value in values):
        return [], None
    numbers = np.array([NOT_STATED if value is None else value for value in values], dtype=np.int64)
    return [], {"values": numbers[places]}


def _day(values: Sequence[date | None], places: Array) -> Encoded:
    if all(value is None for value in values):
        return [], None
    days = np.array([NO_DAY if value is None else value.toordinal() - EPOCH for value in values], dtype=np.int32)
    return [], {"values": days[places]}


ENCODE: dict[Kind, Callable[[Sequence[Any], Array], Encoded]] = {
    "code": _code,
    "codes": _codes,
    "number": _number,
    "day": _day,
}
