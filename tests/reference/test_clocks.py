"""Night is between 22:00 and 06:00, where people are."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from babel.core import get_global
from hypothesis import given
from hypothesis import strategies as some
from reference.weekends import weekend

from opsplanner.reference.clocks import by_day, is_asleep, is_night, weekend_of, zone_of, zones_of

MOMENTS = some.datetimes(datetime(2012, 1, 1), datetime(2035, 1, 1), timezones=some.just(UTC))
ZONES = some.sampled_from(
    ["UTC", "Europe/Brussels", "Asia/Almaty", "America/Los_Angeles", "Pacific/Apia", "Asia/Kathmandu"]
)


@pytest.mark.parametrize(
    ("hour", "night"), [("21:59", False), ("22:00", True), ("00:00", True), ("05:59", True), ("06:00", False)]
)
def test_night_is_between_ten_and_six(hour: str, night: bool):
    assert is_night(datetime.fromisoformat(f"2026-03-04T{hour}+00:00"), "UTC") is night


@given(MOMENTS, ZONES)
def test_what_is_moved_is_never_at_night_and_never_earlier(moment: datetime, zone: str):
    moved = by_day(moment, zone)
    assert not is_night(moved, zone)
    assert timedelta() <= moved - moment <= timedelta(hours=15)
    assert moved == moment or moved.astimezone(ZoneInfo(zone)).hour == 12


def test_every_zone_of_every_country_has_clocks():
    noon = datetime(2026, 3, 4, 12, tzinfo=UTC)
    for country in get_global("territory_zones"):
        assert not (is_asleep(country, noon) and is_asleep(country, noon + timedelta(hours=12))), country


def test_a_country_sleeps_when_most_of_its_zones_do():
    noon = datetime(2026, 3, 4, 12, tzinfo=UTC)
    assert [is_asleep(country, noon) for country in ("BE", "KZ", "NZ", "US", "QQ")] == [
        False,
        False,
        True,
        False,
        False,
    ]
    assert zones_of("QQ") == ()


@pytest.mark.parametrize(
    ("country", "days"),
    [("BE", {5, 6}), ("SA", {4, 5}), ("AF", {3, 4}), ("IR", {4}), ("IN", {6}), ("EU", {5, 6}), ("ZZ", {5, 6}), ("", {5, 6})],
)  # fmt: skip
def test_a_country_rests_on_its_own_days(country: str, days: set[int]):
    assert weekend_of(country) == days


def test_weekends_are_those_of_cldr():
    assert {code: weekend_of(code) for code in get_global("territory_zones")} == {
        code: weekend(code) for code in get_global("territory_zones")
    }


def test_a_country_has_a_zone_when_its_clocks_agree():
    winter = datetime(2026, 1, 14, 12, tzinfo=UTC)
    assert zone_of("GE", winter, "UTC") == "Asia/Tbilisi"
    assert zone_of("US", winter, "UTC") == "UTC"
    assert zone_of("QQ", winter, "Europe/Brussels") == "Europe/Brussels"
    # One time in all of Kazakhstan since March 2024, two before.
    assert zone_of("KZ", datetime(2023, 10, 2, tzinfo=UTC), "UTC") == "UTC"
    assert ZoneInfo(zone_of("KZ", winter, "UTC")).utcoffset(winter) == timedelta(hours=5)
