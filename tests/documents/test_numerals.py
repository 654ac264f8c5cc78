"""Numbers and moments read as their readers expect, and never lose a digit."""

import re
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsplanner.core.text import Text
from opsplanner.documents import numerals, sentences
from opsplanner.documents.document import Measure
from tests.documents import samples

amounts = st.decimals(min_value=Decimal("-1e12"), max_value=Decimal("1e12"), places=6)


def test_english_and_french_group_and_point_differently() -> None:
    assert numerals.number(Decimal("1234567.5"), "en") == "1,234,567.5"
    assert re.sub(r"[\u00a0\u202f]", " ", numerals.number(Decimal("1234567.5"), "fr")) == "1 234 567,5"


def test_decimals_are_a_least_number() -> None:
    assert numerals.number(Decimal("2"), "en", 3) == "2.000"
    assert numerals.number(Decimal("2.12345"), "en", 3) == "2.12345"


@given(amounts, st.sampled_from(["en", "fr"]), st.integers(0, 4))
def test_no_digit_is_lost(amount: Decimal, lang: str, decimals: int) -> None:
    written = numerals.number(amount, lang, decimals)
    read = re.sub(r"[\s\u00a0\u202f]" if lang == "fr" else ",", "", written).replace(",", ".").replace("−", "-")
    assert Decimal(read) == amount


def test_percent_follows_the_language() -> None:
    assert numerals.with_unit("62", "%", "en") == "62%"
    assert numerals.with_unit("62", "%", "fr") == "62\u00a0%"
    assert numerals.with_unit("62", "kg", "fr") == "62\u00a0kg"
    assert numerals.with_unit("62", "", "fr") == "62"


def test_absence_has_two_faces() -> None:
    assert numerals.cell(None, "en") == "–"
    assert numerals.cell(None, "en", hidden=True) == "×"


def test_moments_are_in_utc_with_the_month_as_a_word() -> None:
    at = datetime(2026, 3, 8, 23, 30, tzinfo=timezone(timedelta(hours=5)))
    assert numerals.moment(at, "en") == "8 March 2026, 18:30 UTC"
    assert numerals.moment(at, "fr") == "8 mars 2026, 18:30 UTC"
    assert numerals.moment(at.astimezone(UTC), "fr") == numerals.moment(at, "fr")


@pytest.mark.parametrize(
    ("target", "written"), [("90", "90\u00a0%"), ("90.0000", "90\u00a0%"), ("92.5", "92,5\u00a0%")]
)
def test_a_target_is_written_as_it_was_set_wherever_it_stands(target: str, written: str) -> None:
    rate = Measure("hit_rate", Text.of("Hit rate"), "percent", Decimal("71.4"), Text.of(), Decimal(target), decimals=1)
    drawn = samples.chart(unit="percent", decimals=1, target=Decimal(target))
    assert sentences.goal(rate, "fr") == written
    assert sentences.target(drawn, Decimal(target), "fr") == f"Cible\u00a0: {written}"
