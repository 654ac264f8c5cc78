"""The picture of a timeline: everything lies on the scale, in its order, and today where it is."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from opsplanner.core.happenings import Happening, Sort
from opsplanner.operations.drawing import MOST_LINES, draw

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


def happening(first: date, length: int = 1, sort: Sort = Sort.PHASE) -> Happening:
    last = first + timedelta(days=length - 1)
    return Happening(sort, "key", "OP1", "What", "OP1: what", "/", "UTC", first, last)


@given(st.lists(st.tuples(DAYS, st.integers(1, 900), st.sampled_from(list(Sort))), min_size=1, max_size=12), DAYS)
def test_nothing_lies_outside_and_bars_are_as_long_as_they_last(found: list[tuple[date, int, Sort]], today: date):
    drawing = draw([happening(*each) for each in found], today)
    for mark in drawing.marks:
        assert 0 <= mark.x <= 100
        assert mark.width is None or (mark.width > 0 and mark.x + mark.width <= 101)
    assert [line.x for line in drawing.lines] == sorted({line.x for line in drawing.lines})
    assert all(0 <= line.x <= 100 for line in drawing.lines)
    assert drawing.today is None or 0 <= drawing.today <= 100


@given(DAYS, st.integers(1, 8000))
def test_the_lines_are_few_enough_to_be_read(first: date, length: int):
    assert len(draw([happening(first, length)], first).lines) <= 2 * MOST_LINES


def test_short_operations_show_weeks_and_long_ones_months():
    weeks = draw([happening(date(2026, 3, 2), 14)], date(2026, 3, 5))
    assert [line.day.isoweekday() for line in weeks.lines] == [1, 1, 1]
    assert not any(line.month for line in weeks.lines)
    months = draw([happening(date(2026, 1, 10), 150)], date(2025, 1, 1))
    assert [line.day for line in months.lines] == [date(2026, month, 1) for month in range(1, 7)]
    assert months.today is None


def test_a_point_stands_in_the_middle_of_its_day():
    drawing = draw([happening(date(2026, 3, 2), 10), happening(date(2026, 3, 2), 1, Sort.MILESTONE)], date(2026, 3, 2))
    bar, point = drawing.marks
    assert point.width is None
    assert bar.x < point.x < bar.x + 100 / 14


def test_nothing_planned_is_drawn_as_nothing():
    assert draw([], date(2026, 1, 1)).marks == ()
