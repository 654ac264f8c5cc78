"""A series that is a state has the colour of that state wherever it is drawn; the others keep their order."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from itertools import combinations

import pytest
from openpyxl import load_workbook
from pptx import Presentation

from opsplanner.documents import palette, svg, writers
from opsplanner.documents.chart import Chart
from opsplanner.documents.plotly.figure import figure
from opsplanner.figures.charts.members import SPOKEN
from tests.documents import samples
from tests.static.colours import contrast, tokens

TONES = {"results": "good", "nil": "neutral", "silent": "bad"}


@pytest.fixture
def chart() -> Chart:
    """Three series one on another, each a state."""
    stacked = samples.by_basis()
    series = tuple(replace(each, tone=tone) for each, tone in zip(stacked.series, TONES.values(), strict=True))
    return replace(stacked, series=series)


def test_silence_is_red_and_nil_is_neither() -> None:
    assert {key: tone for key, _label, tone in SPOKEN} == TONES


def test_paper_and_screen_mean_the_same_colour() -> None:
    assert {f"tone-{tone}": colour for tone, colour in palette.TONES.items()}.items() <= tokens()["light"].items()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_tones_are_seen_and_told_apart_without_their_hue(theme: str) -> None:
    colours = tokens()[theme]
    shades = [colours[f"tone-{tone}"] for tone in palette.TONES]
    assert all(contrast(shade, colours["surface"]) >= 3 for shade in shades)
    assert all(contrast(one, other) >= 1.5 for one, other in combinations(shades, 2))


def test_every_writer_draws_a_state_in_its_colour(chart: Chart) -> None:
    on_screen = json.dumps(figure(chart, "en"))
    assert all(f"var(--tone-{tone})" in on_screen for tone in palette.TONES)
    drawn = svg.bare(chart, "en")
    assert all(colour in drawn for colour in palette.TONES.values())
    document = samples.document(charts=(chart,))
    deck = Presentation(io.BytesIO(writers.write("pptx", document, ["en"])))
    native = next(shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart)
    assert [f"#{series.format.fill.fore_color.rgb}" for series in native.plots[0].series] == [*palette.TONES.values()]
    book = load_workbook(io.BytesIO(writers.write("xlsx", document, ["en"])))
    sheet = next(each for each in book if each._charts)
    assert [f"#{each.spPr.solidFill.srgbClr}" for each in sheet._charts[0].series] == [*palette.TONES.values()]
