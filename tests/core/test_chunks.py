"""Values in parts: all of them, in their order, none larger than asked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from opsplanner.core.chunks import chunks


@given(some.lists(some.integers()), some.integers(1, 9))
def test_the_parts_together_are_the_values(values: list[int], size: int):
    parts = [*chunks(iter(values), size)]
    assert [value for part in parts for value in part] == values
    assert all(len(part) == size for part in parts[:-1])
    assert all(0 < len(part) <= size for part in parts)
