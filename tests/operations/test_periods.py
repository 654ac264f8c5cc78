"""Windows tile the days of the action phase, and each is due by the product's rule."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from opsplanner.operations.models import PeriodKind
from opsplanner.operations.periods import DueRule, Pattern, lay, numbered, overlapping, rehearsal
from opsplanner.reference.clocks import is_night

DAY = timedelta(days=1)
ZONES = some.sampled_from(
    ["UTC", "Europe/Brussels", "Asia/Almaty", "America/New_York", "Pacific/Apia", "Asia/Kathmandu"]
)
STARTS = some.dates(date(2012, 1, 1), date(2035, 1, 1))


@given(STARTS, some.integers(1, 500), ZONES, some.sampled_from(Pattern))
def test_windows_cover_every_day_once(first: date, length: int, zone: str, pattern: Pattern):
    last = first + timedelta(days=length - 1)
    windows = lay(pattern, first, last, zone)
    assert [window.number for window in windows] == list(range(1, len(windows) + 1))
    assert (windows[0].starts_on, windows[-1].ends_on) == (first, last)
    for earlier, later in pairwise(windows):
        assert later.starts_on == earlier.ends_on + DAY
    assert overlapping(windows) is None


@given(STARTS, some.integers(1, 60), ZONES)
def test_a_day_is_due_at_noon_utc_of_the_next(first: date, length: int, zone: str):
    for window in lay(Pattern.DAILY, first, first + timedelta(days=length - 1), zone):
        assert window.kind == PeriodKind.DAILY
        assert window.due_at == datetime.combine(window.ends_on + DAY, time(12), UTC)


@given(STARTS, some.integers(1, 60), ZONES, some.integers(0, 200))
def test_any_other_window_is_due_hours_after_its_end_in_the_operations_zone(
    first: date, length: int, zone: str, hours: int
):
    last = first + timedelta(days=length - 1)
    (window,) = lay(Pattern.WHOLE, first, last, zone, DueRule(hours_after=hours, never_at_night=False))
    midnight = datetime.combine(last + DAY, time(), ZoneInfo(zone)).astimezone(UTC)
    assert window.due_at - midnight == timedelta(hours=hours)


@given(STARTS, some.integers(1, 60), ZONES, some.sampled_from([Pattern.WEEKLY, Pattern.WHOLE]))
def test_as_a_rule_a_window_is_due_at_noon_a_day_after_its_end(first: date, length: int, zone: str, pattern: Pattern):
    for window in lay(pattern, first, first + timedelta(days=length - 1), zone):
        due = window.due_at.astimezone(ZoneInfo(zone))
        midnight = datetime.combine(window.ends_on + DAY, time(), ZoneInfo(zone)).astimezone(UTC)
        assert not is_night(window.due_at, zone)
        assert timedelta(hours=24) <= window.due_at - midnight <= timedelta(hours=38)
        assert due.hour == 12 or window.due_at - midnight == timedelta(hours=24)


@pytest.mark.parametrize(("days", "lengths"), [(28, [7, 7, 7, 7]), (30, [7, 7, 7, 7, 2]), (3, [3])])
def test_the_last_week_may_be_short(days: int, lengths: list[int]):
    first = date(2023, 10, 2)
    windows = lay(Pattern.WEEKLY, first, first + timedelta(days=days - 1), "UTC")
    assert [(window.ends_on - window.starts_on).days + 1 for window in windows] == lengths


def test_rehearsals_are_numbered_after_the_periods_that_count():
    practice = rehearsal(date(2026, 2, 20), date(2026, 2, 21), "UTC")
    windows = numbered([practice, *lay(Pattern.WEEKLY, date(2026, 3, 1), date(2026, 3, 14), "UTC")])
    assert [(window.number, window.kind) for window in windows] == [(1, "window"), (2, "window"), (3, "rehearsal")]


def test_two_windows_that_share_a_day_are_found():
    weeks = lay(Pattern.WEEKLY, date(2026, 3, 1), date(2026, 3, 14), "UTC")
    late = lay(Pattern.WHOLE, date(2026, 3, 14), date(2026, 3, 20), "UTC")
    assert overlapping([*weeks, *late]) == (weeks[1], late[0])
