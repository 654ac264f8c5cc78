"""Charts and documents refuse what does not fit, and name their files."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from opsplanner.core.text import Text
from opsplanner.documents import writers
from opsplanner.documents.chart import Series
from opsplanner.documents.document import Measure, Roster
from tests.documents import samples


def test_a_series_has_one_value_for_each_category() -> None:
    with pytest.raises(ValueError, match="3 values for 4 categories"):
        samples.chart(series=(Series("a", Text.of(), samples.numbers(1, 2, 3)),))


def test_a_hidden_value_must_be_gone_from_a_chart() -> None:
    with pytest.raises(ValueError, match="hidden"):
        samples.chart(series=(Series("a", Text.of(), samples.numbers(1, 2, 3, 4), frozenset({2})),))


def test_a_hidden_position_must_exist() -> None:
    with pytest.raises(ValueError, match="hidden"):
        samples.chart(series=(Series("a", Text.of(), samples.numbers(1, 2, 3, 4), frozenset({9})),))


def test_a_hidden_key_figure_must_have_no_value() -> None:
    with pytest.raises(ValueError, match="hidden"):
        Measure("cases", Text.of(), "count", Decimal(2), Text.of(), hidden=True)


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        samples.facts(as_of=datetime(2026, 3, 14, 18, tzinfo=UTC).replace(tzinfo=None))


def test_missing_and_held_back_are_told_apart() -> None:
    chart = samples.over_time()
    assert chart.missing()
    assert chart.suppressed()
    assert not samples.chart().missing()
    assert not samples.chart().suppressed()


def test_one_chart_alone_keeps_the_facts() -> None:
    document = samples.document()
    alone = document.only("by_mode")
    assert [chart.key for chart in alone.charts] == ["by_mode"]
    assert alone.facts == document.facts
    with pytest.raises(KeyError):
        document.only("nothing")


def test_file_names_say_operation_subject_moment_and_language() -> None:
    document = samples.document()
    assert writers.file_name("pptx", document, ["fr"]) == "OP-ALPHA_results_2026-03-14T1800Z_fr.pptx"
    assert writers.file_name("xlsx", document, ["en", "fr"]) == "OP-ALPHA_results_2026-03-14T1800Z_en-fr.xlsx"
    assert writers.file_name("png", document.only("by_mode"), ["en"]) == "OP-ALPHA_by-mode_2026-03-14T1800Z_en.png"


def test_a_file_name_is_safe_whatever_the_code() -> None:
    document = samples.document(facts=samples.facts(operation="../é 1"))
    assert writers.file_name("csv", document, ["en"]) == "..---1_results_2026-03-14T1800Z_en.csv"


def test_formats_refuse_more_than_they_hold() -> None:
    with pytest.raises(KeyError):
        writers.write("doc", samples.document(), ["en"])
    with pytest.raises(ValueError, match="one chart"):
        writers.write("svg", samples.document(), ["en"])
    with pytest.raises(ValueError, match="languages"):
        writers.write("json", samples.document(), ["en", "fr"])
    with pytest.raises(ValueError, match="languages"):
        writers.write("json", samples.document(), [])


def test_members_stand_in_the_alphabetical_order_of_the_reader() -> None:
    named = (
        ("Egypt", "Égypte"),
        ("Zambia", "Zambie"),
        ("Spain", "Espagne"),
        ("Ethiopia", "Éthiopie"),
        ("Oman", "Oman"),
    )
    roster = Roster("silent", Text.of("Silent"), tuple(Text.of(en, fr=fr) for en, fr in named))
    assert roster.names("fr") == ["Égypte", "Espagne", "Éthiopie", "Oman", "Zambie"]
    assert roster.names("en") == ["Egypt", "Ethiopia", "Oman", "Spain", "Zambia"]
