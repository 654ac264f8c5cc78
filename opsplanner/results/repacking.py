"""One case taken out of the packed columns of its submission, with some answers told anew: the columns of an update."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from opsplanner.results.pack import NO_DAY, NOT_STATED, Array, Column, Packed, Source, pack
from opsplanner.results.remarks.material import as_date


def repacked(packed: Packed, case_id: int, told: Mapping[str, str | None]) -> bytes:
    """The columns of this one case; `told` replaces codes of the case, None leaves one without an answer. KeyError: no such case."""
    numbers = packed.column("case_id")
    places = np.flatnonzero(numbers.values == case_id) if numbers else np.zeros(0, np.intp)
    if not len(places):
        raise KeyError(case_id)
    lines = np.flatnonzero(packed.case_of_line == places[0])
    sources = [source for source in _sources(packed, places, lines) if source.key not in told]
    sources += [Source.of(key, "case", "code", [code]) for key, code in told.items() if code is not None]
    return pack(1, len(lines), sources)


def _sources(packed: Packed, case: Array, lines: Array) -> Iterator[Source]:
    for key in packed.keys:
        column = packed.column(key)
        if column is not None:
            rows = case if column.level == "case" else lines
            yield Source.of(key, column.level, column.kind, [_value(column, int(row)) for row in rows], column.unit)


def _value(column: Column, row: int) -> object:
    """What stands in a row, as packing takes it."""
    if column.kind == "codes":
        assert column.offsets is not None
        several = column.values[column.offsets[row] : column.offsets[row + 1]]
        return [column.words[position] for position in several] or None
    value = int(column.values[row])
    if column.kind == "code":
        return column.words[value] if value >= 0 else None
    if column.kind == "day":
        return None if value == NO_DAY else as_date(value)
    return None if value == NOT_STATED else value
