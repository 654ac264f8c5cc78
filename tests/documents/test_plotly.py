"""Figures for the browser are valid for the library, start at zero, say every number as text, and run nothing of a user's."""

import itertools
import json
import re
from decimal import Decimal
from typing import Any

import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opsplanner.core.text import Text
from opsplanner.documents import numerals, words
from opsplanner.documents.chart import Category, Chart, Series
from opsplanner.documents.plotly import figure
from tests.documents import samples

DRAWN = [chart for chart in samples.document().charts if chart.kind != "table"]


def validated(chart: Chart, lang: str = "en") -> Any:
    """The figure as the library's own classes accept it, the page's colour names replaced by a colour."""
    text = re.sub(r"var\(--[\w-]+\)", "#123456", json.dumps(figure(chart, lang)))
    return go.Figure(json.loads(text))


@pytest.mark.parametrize("chart", DRAWN, ids=lambda chart: chart.key)
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_figure_is_valid(chart: Chart, lang: str) -> None:
    assert validated(chart, lang).data


@pytest.mark.parametrize("chart", [chart for chart in DRAWN if chart.kind != "map"], ids=lambda chart: chart.key)
def test_every_number_stands_as_text(chart: Chart) -> None:
    said = json.dumps(figure(chart, "en"), ensure_ascii=False)
    for value in chart.values():
        assert numerals.number(value, "en", chart.decimals) in said


def test_bars_run_from_zero_downwards_in_the_given_order() -> None:
    made = figure(samples.chart(), "en")
    assert made["layout"]["xaxis"]["range"][0] == 0
    assert made["layout"]["yaxis"]["range"] == [3.5, -0.5]
    assert made["data"][0]["x"] == [1255.0, 485.0, 203.0, 88.0]
    assert made["data"][0]["y"] == ["air", "courier", "post", "others"]
    assert made["data"][0]["marker"]["color"][-1] == "var(--rest)"


def test_two_categories_of_one_name_stay_two() -> None:
    chart = samples.chart(categories=tuple(Category(f"c{n}", Text.of("Same")) for n in range(4)))
    made = figure(chart, "en")
    assert made["data"][0]["y"] == ["c0", "c1", "c2", "c3"]
    assert made["layout"]["yaxis"]["ticktext"] == ["Same"] * 4


def test_lines_have_gaps_and_end_in_their_names() -> None:
    made = figure(samples.over_time(), "en")
    assert made["data"][0]["connectgaps"] is False
    assert made["data"][0]["y"][7] is None
    ends = [note["text"] for note in made["layout"]["annotations"]]
    assert ends == ["<b>Detections 18</b>", "<b>Seizures 6</b>", "Target: 60"]
    assert made["layout"]["shapes"][0]["line"]["dash"] == "dash"


def test_ends_that_would_touch_are_moved_apart() -> None:
    series = tuple(Series(f"s{n}", Text.of(f"S {n}"), samples.numbers(1, 2, 3, 100 + n)) for n in range(3))
    notes = figure(samples.chart("line", series=series), "en")["layout"]["annotations"]
    heights = sorted(-float(note["y"]) / 150 * 260 - note["yshift"] for note in notes)
    assert all(after - before >= 19 for before, after in itertools.pairwise(heights))


def test_matrices_leave_gaps_between_cells_and_mark_absence() -> None:
    made = figure(samples.board(), "en")
    assert (made["data"][0]["xgap"], made["data"][0]["ygap"]) == (2, 2)
    assert made["data"][1]["text"] == ["–"]
    assert (made["data"][1]["x"], made["data"][1]["y"]) == (["w3"], ["TJK"])


def test_maps_go_by_alpha_3_and_carry_the_boundary_notice() -> None:
    made = figure(samples.world(), "fr")
    shown, absent = made["data"]
    assert shown["locationmode"] == "ISO-3"
    assert shown["locations"] == ["KAZ", "GEO", "PAK", "TJK"]
    assert absent["locations"] == ["UZB"]
    assert made["layout"]["geo"]["resolution"] == 50
    assert made["layout"]["annotations"][0]["text"] == words.BOUNDARIES.to("fr")


def test_separators_follow_the_language() -> None:
    assert figure(samples.chart(), "en")["layout"]["separators"] == ".,"
    assert figure(samples.chart(), "fr")["layout"]["separators"] == ",\u202f"


def test_absent_bars_say_why() -> None:
    names = figure(samples.by_class(), "en")["layout"]["yaxis"]["ticktext"]
    assert names[3:] == ["Other strategic goods –", "Drugs ×"]


def test_tables_and_empty_charts_have_nothing_to_draw() -> None:
    assert figure(samples.routes(), "en") == {"data": [], "layout": {}}
    assert figure(samples.chart(categories=(), series=()), "en") == {"data": [], "layout": {}}


@pytest.mark.parametrize("chart", DRAWN, ids=lambda chart: chart.key)
def test_what_a_user_wrote_is_not_markup(chart: Chart) -> None:
    evil = Text.of('<a href="x">%{x}</a>&amp;')
    categories = tuple(Category(c.code, evil, c.place) for c in chart.categories)
    series = tuple(Series(s.key, evil, s.values, s.hidden) for s in chart.series)
    said = json.dumps(figure(samples.chart(chart.kind, categories=categories, series=series), "en"))
    assert "<a" not in said
    assert "hovertemplate" not in said or '"hovertemplate": "%{customdata}<extra></extra>"' in said


def test_the_page_gives_the_colours() -> None:
    for chart in DRAWN:
        assert not re.search(r'"#[0-9A-Fa-f]{6}"', json.dumps(figure(chart, "en")))


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.decimals(0, 10**9, places=3) | st.none(), min_size=1, max_size=12),
    st.sampled_from(["bar", "column", "line", "stacked", "matrix"]),
)
def test_any_numbers_make_a_valid_figure(values: list[Decimal | None], kind: Any) -> None:
    categories = tuple(Category(f"{n}", Text.of(f"C {n}")) for n in range(len(values)))
    chart = samples.chart(
        kind, categories=categories, series=(Series("s", Text.of("S"), tuple(values)),), target=Decimal(5)
    )
    assert validated(chart).layout
