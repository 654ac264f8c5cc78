"""Whom a reader may tell apart."""

from __future__ import annotations

from opsplanner.figures.reader import Reader


def test_a_reader_tells_apart_the_own_member_and_those_allowed():
    reader = Reader(members=frozenset({4}), own=frozenset({7}))
    assert [reader.tells_apart(member) for member in (4, 7, 9)] == [True, True, False]
    assert Reader().tells_apart(9)
