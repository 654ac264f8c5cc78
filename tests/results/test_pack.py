"""What is packed comes back, whatever the values."""

from __future__ import annotations

import itertools
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsplanner.results.pack import EPOCH, NO_DAY, NOT_STATED, Column, Source, pack, unpack

codes = st.one_of(st.none(), st.text(min_size=1, max_size=4))
several = st.one_of(st.none(), st.lists(st.text(min_size=1, max_size=3), max_size=4))
numbers = st.one_of(st.none(), st.integers(-(10**15), 10**15))
days = st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2060, 1, 1)))


def values_of(column: Column | None, rows: int) -> list[Any]:
    """A column as it was before packing."""
    if column is None:
        return [None] * rows
    if column.kind == "code":
        return [None if at < 0 else column.words[at] for at in column.values]
    if column.kind == "codes":
        edges = column.offsets
        return [[column.words[at] for at in column.values[a:b]] for a, b in itertools.pairwise(edges)]
    blank = NOT_STATED if column.kind == "number" else NO_DAY
    plain = [None if value == blank else int(value) for value in column.values]
    return plain if column.kind == "number" else [day and date.fromordinal(day + EPOCH) for day in plain]


@given(
    st.integers(1, 20).flatmap(
        lambda n: st.tuples(*(st.lists(kind, min_size=n, max_size=n) for kind in (codes, several, numbers, days)))
    )
)
def test_every_kind_of_column_comes_back(columns: tuple[list[Any], ...]) -> None:
    code, codes_, number, day = columns
    rows = len(code)
    packed = unpack(
        pack(
            rows,
            rows,
            [
                Source.of("a", "case", "code", code),
                Source.of("b", "line", "codes", codes_),
                Source.of("c", "line", "number", number, "mg"),
                Source.of("d", "case", "day", day),
            ],
        )
    )
    assert values_of(packed.column("a"), rows) == code
    assert [each or [] for each in values_of(packed.column("b"), rows)] == [list(each or []) for each in codes_]
    assert values_of(packed.column("c"), rows) == number
    assert values_of(packed.column("d"), rows) == day


def test_lines_know_their_case_and_which_comes_first() -> None:
    packed = unpack(pack(3, 6, [Source.of("lines", "case", "number", [2, 1, 3])]))
    assert packed.case_of_line.tolist() == [0, 0, 1, 2, 2, 2]
    assert packed.first_lines.tolist() == [True, False, True, True, False, False]


def test_a_column_in_which_nothing_was_stated_is_left_out() -> None:
    packed = unpack(pack(2, 2, [Source.of("brand", "line", "code", [None, None])]))
    assert packed.keys == ()
    assert packed.column("brand") is None


def test_many_words_get_wider_numbers() -> None:
    words = [f"w{number}" for number in range(40_000)]
    column = unpack(pack(40_000, 40_000, [Source.of("ref", "case", "code", words)])).column("ref")
    assert column is not None
    assert column.values.dtype == np.int32
    assert column.words[column.values[-1]] == "w39999"


def test_a_column_of_another_length_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="place"):
        pack(2, 2, [Source.of("place", "case", "code", ["x"])])


def test_other_bytes_are_not_packed_columns() -> None:
    with pytest.raises(ValueError, match="not packed"):
        unpack(b"PK\x03\x04 something else")
