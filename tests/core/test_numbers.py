"""Any number at all can be written, so that a sentence about it never fails."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsplanner.core import i18n
from opsplanner.core.numbers import write_number
from opsplanner.documents import numerals
from opsplanner.records.sentences import shown

ODD = ["9" * 28, "9" * 5000, "1e30", "1e400", "-1e999999", "1e-400", "0e-90", "NaN", "-Infinity", "0." + "3" * 90]


@pytest.mark.parametrize("text", ODD)
@pytest.mark.parametrize("lang", ["en", "fr", "ru"])
def test_every_way_of_writing_writes_any_number_shortly(text: str, lang: str) -> None:
    value = Decimal(text)
    said = (
        shown(value, lang),
        i18n.number(value, lang=lang),
        i18n.number(value, 2, lang),
        numerals.number(value, lang),
    )
    assert all(said)
    assert max(map(len, said)) < 100


@given(st.decimals(min_value=Decimal("-1e40"), max_value=Decimal("1e40"), allow_nan=False, places=6))
def test_no_digit_is_lost_below_the_limit(value: Decimal) -> None:
    assert Decimal(write_number(value, "en").replace(",", "")) == value


def test_a_great_number_is_grouped_and_a_greater_one_is_a_power_of_ten() -> None:
    assert write_number(Decimal("1e30"), "en") == "1" + ",000" * 10
    assert write_number(10**5000, "en") == "1.00000E+5000"
    assert re.sub(r"\s", " ", write_number(Decimal("1234.5"), "fr", "#,##0.00")) == "1 234,50"
