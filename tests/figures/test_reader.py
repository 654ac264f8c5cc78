"""No small number is seen, nor found out from what is shown."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from opsplanner.figures.reader import Held, Reader, held_back, is_small

COUNTS = st.lists(st.integers(0, 5), min_size=1, max_size=4)


def published(counts: tuple[int, ...]) -> tuple[object, ...]:
    """All that a reader learns: the total, what is shown, what is held back."""
    held = held_back(counts)
    shown = () if held.everything else tuple(None if at in held.places else count for at, count in enumerate(counts))
    return sum(counts), shown, held


@given(COUNTS)
def test_no_small_count_is_shown(counts):
    held = held_back(counts)
    assert not any(is_small(count) for at, count in enumerate(counts) if at not in held.places)


@given(COUNTS)
def test_what_is_held_back_cannot_be_found_by_differences(counts):
    told = published(tuple(counts))
    held = held_back(counts)
    if held.everything:
        return
    choices = [range(1, sum(counts) + 1) if at in held.places else [count] for at, count in enumerate(counts)]
    possible = [other for other in product(*choices) if sum(other) == sum(counts) and published(other) == told]
    for place in held.places:
        assert len({other[place] for other in possible}) > 1


@given(COUNTS)
def test_zeros_are_shown_unless_nothing_is(counts):
    held = held_back(counts)
    assert held.everything or not any(counts[place] == 0 for place in held.places)


def test_a_lone_small_count_takes_the_next_smallest_with_it():
    assert held_back([1, 9, 4, 30]) == Held(frozenset({0, 2}))
    assert held_back([9, 4, 30]) == Held()
    assert held_back([2, 2]).everything


def test_a_reader_tells_apart_the_own_member_and_those_allowed():
    reader = Reader(members=frozenset({4}), own=frozenset({7}))
    assert [reader.tells_apart(member) for member in (4, 7, 9)] == [True, True, False]
    assert Reader().tells_apart(9)
