"""The deck, read back: native charts with the very numbers, facts on every slide, real tables, notes, both languages."""

import io
import itertools
import zipfile
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from opsplanner.core.text import Text
from opsplanner.documents import sentences, writers
from opsplanner.documents.chart import Category, Series, others
from opsplanner.documents.document import Document, Measure, Roster
from tests.documents import samples

LONG = "Le renforcement de la coopération interinstitutions en matière de contrôle des biens à double usage " * 4


def deck(document: Document | None = None, *languages: str) -> Any:
    return Presentation(io.BytesIO(writers.write("pptx", document or samples.document(), languages or ("en",))))


def texts(slide: Any) -> list[str]:
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def titled(presentation: Any, title: str) -> Any:
    return next(slide for slide in presentation.slides if slide.shapes.title.text_frame.text == title)


def chart_of(slide: Any) -> Any:
    return next(shape for shape in slide.shapes if shape.has_chart)


def table_of(slide: Any) -> list[list[str]]:
    table = next(shape for shape in slide.shapes if shape.has_table).table
    return [[cell.text_frame.text for cell in row.cells] for row in table.rows]


def test_charts_are_native_and_hold_the_very_numbers() -> None:
    presentation = deck()
    for chart in samples.document().charts:
        if chart.kind in ("table", "matrix", "map"):
            continue
        plot = chart_of(titled(presentation, chart.title.to("en"))).chart.plots[0]
        assert list(plot.categories) == [category.label.to("en") for category in chart.categories]
        for series, drawn in zip(chart.series, plot.series, strict=False):
            assert drawn.name == series.label.to("en")
            assert list(drawn.values) == [None if value is None else float(value) for value in series.values]


@pytest.mark.parametrize(("key", "target"), [("over_time", 60.0), ("by_week", 900.0), ("by_mode", None)])
def test_a_target_is_drawn_from_the_data_sheet(key: str, target: float | None) -> None:
    chart = samples.document().only(key).charts[0]
    drawn = list(chart_of(titled(deck(), chart.title.to("en"))).chart.plots[0].series)[len(chart.series) :]
    assert [set(each.values) for each in drawn] == ([] if target is None else [{target}])


def test_a_chart_can_be_edited_in_its_data_sheet() -> None:
    part = chart_of(titled(deck(), "Air cargo gave 62% of detections")).chart.part
    assert zipfile.is_zipfile(io.BytesIO(part.chart_workbook.xlsx_part.blob))


def test_title_is_the_message_and_the_topic_stands_under_it() -> None:
    slide = titled(deck(), "Air cargo gave 62% of detections")
    assert "Detections by mode of transport, 3–14 March 2026" in texts(slide)


def test_every_inner_slide_carries_the_facts_and_notices() -> None:
    for slide in list(deck(None, "fr").slides)[1:]:
        shown = " ".join(texts(slide))
        assert "au 14 mars 2026, 18:00 UTC" in shown
        assert "41 Membres sur 50 ont répondu" in shown
        assert (
            "TLP:AMBER · Projet – contient des données non examinées · Données de démonstration synthétiques" in shown
        )


def test_a_chart_has_alternative_text_and_the_speaker_has_notes() -> None:
    chart = samples.chart()
    slide = titled(deck(), chart.title.to("en"))
    described = chart_of(slide)._element.nvGraphicFramePr.cNvPr
    assert described.get("descr") == sentences.alt(chart, "en")
    notes = slide.notes_slide.notes_text_frame.text
    assert "How counted: Cases except licence queries and checks" in notes
    assert "Not reported (9): Member 42" in notes


def test_absent_values_are_named_under_the_chart() -> None:
    shown = " ".join(texts(titled(deck(), "Detections peaked on 8 March")))
    assert "Not reported: 10 Mar (Detections), 10 Mar (Seizures)" in shown
    assert "Not shown (small numbers): 13 Mar (Seizures)" in shown


def test_tables_have_at_most_twelve_rows_and_say_how_many_more() -> None:
    slide = titled(deck(), "China to Kazakhstan is the busiest route")
    rows = table_of(slide)
    assert len(rows) == 13
    assert rows[1] == ["China → Place 0", "19", "2,014"]
    assert "2 more rows in the workbook" in " ".join(texts(slide))


def test_key_figures_continue_on_the_next_slide() -> None:
    many = tuple(Measure(f"m{n}", Text.of(f"M {n}"), "count", Decimal(n), Text.of("d")) for n in range(25))
    presentation = deck(samples.document(measures=many, charts=()))
    titles = [slide.shapes.title.text_frame.text for slide in presentation.slides]
    assert titles[1:4] == [f"Key figures ({n} of 3)" for n in (1, 2, 3)]
    found = list(itertools.chain.from_iterable(table_of(presentation.slides[n])[1:] for n in (1, 2, 3)))
    assert [row[1] for row in found] == [str(n) for n in range(25)]


def test_the_last_slide_names_who_reported_nil_and_nothing() -> None:
    shown = " ".join(texts(deck().slides[-1]))
    assert "Method, and who reported" in shown
    for start in ("Reported results (32):", "Reported nil (9):", "Not reported (9):", "A case is counted once"):
        assert start in shown
    assert all(f"Member {n}" in shown for n in range(1, 51))


def test_a_bilingual_deck_shows_each_slide_twice_with_the_same_numbers() -> None:
    presentation = deck(None, "en", "fr")
    slides = list(presentation.slides)
    assert len(slides) == 2 * len(list(deck().slides))
    for english, french in zip(slides[::2], slides[1::2], strict=True):
        charts = [[s.chart for s in slide.shapes if s.has_chart] for slide in (english, french)]
        for one, other in zip(*charts, strict=True):
            values = [[list(series.values) for series in chart.plots[0].series] for chart in (one, other)]
            assert values[0] == values[1]
    assert slides[1].shapes.title.text_frame.text == "Opération Alpha"


def test_number_formats_follow_the_language_of_the_slide() -> None:
    formats = [
        chart_of(slide).chart.plots[0].data_labels.number_format
        for lang in ("en", "fr")
        for slide in deck(None, lang).slides
        if slide.shapes.title.text_frame.text.startswith(("Nuclear", "Les biens nucléaires"))
    ]
    assert formats == ['[$-809]#,##0.000"\u00a0kg"', '[$-40C]#,##0.000"\u00a0kg"']


def test_a_long_title_is_set_smaller_and_cut_to_two_lines() -> None:
    document = samples.document(charts=(samples.chart(title=Text.of(LONG)),), facts=samples.facts(name=Text.of(LONG)))
    slide = deck(document).slides[2]
    title = slide.shapes.title.text_frame
    assert title.text.endswith("…")
    assert title.paragraphs[0].runs[0].font.size.pt == 18


def test_no_placeholder_is_left_empty() -> None:
    plain = samples.facts(marking="", synthetic=False, unreviewed=False, filters=())
    for slide in deck(samples.document(facts=plain, notes=(), rosters=(), measures=())).slides:
        for shape in slide.placeholders:
            assert not shape.has_text_frame or shape.text_frame.text or shape == slide.shapes.title


def test_an_empty_chart_says_so() -> None:
    assert "No values" in texts(
        titled(
            deck(samples.document(charts=(samples.chart(categories=(), series=()),))), samples.chart().title.to("en")
        )
    )


def test_a_map_stands_as_a_picture_beside_its_greatest_places_and_the_others() -> None:
    many = tuple(Category(f"{n}", Text.of(f"Place {n}")) for n in range(40))
    chart = samples.chart("map", categories=many, series=(Series("c", Text.of("Cases"), samples.numbers(*range(40))),))
    slide = titled(deck(samples.document(charts=(chart,))), chart.title.to("en"))
    bars = chart_of(slide).chart.plots[0]
    assert list(bars.series[0].values) == [*(float(n) for n in range(39, 24, -1)), float(sum(range(25)))]
    assert list(bars.categories)[-1] == "Others (25)"
    assert any(shape.shape_type == MSO_SHAPE_TYPE.PICTURE for shape in slide.shapes)
    shown = " ".join(texts(slide))
    assert "The 15 greatest of 40 stand apart" in shown
    assert "do not imply official endorsement" in shown


@pytest.mark.parametrize("text", ["<&>\"'", "\x00\x07bell", "=1+1", "_x0041_", "Задержано", "جمهورية كازاخستان"])
def test_any_text_is_kept_and_breaks_nothing(text: str) -> None:
    label = Text.of(text)
    chart = samples.chart(title=label, categories=tuple(Category(f"{n}", label) for n in range(4)))
    document = samples.document(
        charts=(chart,), facts=samples.facts(name=label), rosters=(Roster("nil", label, (label,)),)
    )
    expected = text.replace("\x00", "").replace("\x07", "")
    slide = deck(document).slides[2]
    assert slide.shapes.title.text_frame.text == expected
    assert list(chart_of(slide).chart.plots[0].categories) == [expected] * 4


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.decimals(0, 10**9, places=3) | st.none(), min_size=1, max_size=8),
    st.sampled_from(["bar", "column", "line", "stacked"]),
)
def test_any_numbers_come_back_equal(values: list[Decimal | None], kind: Any) -> None:
    categories = tuple(Category(f"{n}", Text.of(f"C {n}")) for n in range(len(values)))
    chart = samples.chart(kind, categories=categories, series=(Series("s", Text.of("S"), tuple(values)),))
    slide = deck(samples.document(charts=(chart,))).slides[2]
    drawn = list(chart_of(slide).chart.plots[0].series[0].values)
    assert drawn == [None if value is None else float(value) for value in values]


def test_a_long_table_keeps_the_others_last_with_all_they_stand_for() -> None:
    routes = (*(Category(f"{n}", Text.of(f"Route {n}")) for n in range(15)), others(351))
    values = samples.numbers(*range(30, 15, -1), 500)
    chart = samples.chart("table", categories=routes, series=(Series("c", Text.of("Cases"), values),))
    slide = titled(deck(samples.document(charts=(chart,))), chart.title.to("en"))
    rows = table_of(slide)
    assert len(rows) == 13
    assert rows[-1] == ["Others (355)", str(500 + 19 + 18 + 17 + 16)]
    assert "4 of the others stand apart in the workbook" in " ".join(texts(slide))
