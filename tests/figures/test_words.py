"""Days in the words of charts and of a check, as each language writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime

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
