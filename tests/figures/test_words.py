"""Days in the words of charts and of a check, as each language writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from opsplanner.documents import numerals
from opsplanner.figures.charts import words
from opsplanner.records.sentences import shown

FIRST, LAST = date(2018, 4, 1), date(2018, 4, 30)


def test_in_french_the_first_of_a_month_is_its_1er() -> None:
    assert (words.day(FIRST).to("fr"), words.day(FIRST).to("en")) == ("1er avr.", "1 Apr")
    assert (words.long_day(FIRST).to("fr"), words.long_day(date(2018, 4, 10)).to("fr")) == ("1er avril", "10 avril")
    assert (words.days(FIRST, LAST).to("fr"), words.days(FIRST, LAST).to("en")) == (
        "1er–30 avril 2018",
        "1–30 April 2018",
    )
    assert words.days(FIRST, date(2018, 5, 1)).to("fr") == "1er avril – 1er mai 2018"
    assert shown(FIRST, "fr") == "1er avril 2018"
    assert numerals.moment(datetime(2018, 4, 1, 12, tzinfo=UTC), "fr") == "1er avril 2018, 12:00 UTC"


@pytest.mark.parametrize(
    ("part", "whole", "english", "french"),
    [
        ("99999", "100000", "more than 99%", "plus de 99\u00a0%"),
        ("100", "100", "100%", "100\u00a0%"),
        ("1", "1000", "less than 1%", "moins de 1\u00a0%"),
        ("62", "100", "62%", "62\u00a0%"),
    ],
)
def test_a_share_is_never_rounded_to_all_or_nothing(part: str, whole: str, english: str, french: str) -> None:
    said = words.share(Decimal(part), Decimal(whole))
    assert (said.to("en"), said.to("fr")) == (english, french)
