"""Duty hours on two clocks."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsplanner.participants.duty import city, hours_there, read_hours, write_hours, zones_offered

IN_JULY = date(2026, 7, 1)


@pytest.mark.parametrize("text", ["08:00–18:00", "8h-18h", "08:00 - 18:00", "8.00-18.00"])
def test_hours_are_read_as_people_write_them(text: str):
    assert read_hours(text) == (time(8), time(18))


@pytest.mark.parametrize("text", ["", "day and night", "8-18", "25:00-26:00", "08:70–09:00"])
def test_what_is_no_hours_stays_as_it_is(text: str):
    assert read_hours(text) is None
    assert hours_there(text, "Asia/Almaty", "UTC", IN_JULY) == ""


@given(st.times(), st.times())
def test_what_is_written_is_read_again(first: time, last: time):
    kept = time(first.hour, first.minute), time(last.hour, last.minute)
    assert read_hours(write_hours(first, last)) == kept


def test_hours_are_told_on_the_clocks_of_the_operation():
    assert hours_there("08:00–18:00", "Asia/Almaty", "Europe/Brussels", IN_JULY) == "05:00–15:00"
    assert hours_there("08:00–18:00", "Europe/Paris", "Europe/Brussels", IN_JULY) == ""


def test_a_country_offers_its_zones_and_the_operation_its_own():
    assert zones_offered("GE", "Europe/Brussels", "") == ("Asia/Tbilisi", "Europe/Brussels", "UTC")
    assert city("America/Argentina/Buenos_Aires") == "Buenos Aires"
