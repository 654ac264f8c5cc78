"""SVG and PNG pictures stand alone: facts, alternative text, every value, nothing fetched, nothing that runs."""

import io
import xml.etree.ElementTree as ET
from decimal import Decimal

import pytest
from PIL import Image

from opsplanner.core.text import Text
from opsplanner.documents import numerals, palette, svg, writers
from opsplanner.documents.chart import Category, Chart, Series
from opsplanner.documents.drawing import axes
from tests.documents import samples

SVG = "{http://www.w3.org/2000/svg}"
ALL = samples.document().charts


def picture(chart: Chart, lang: str = "en") -> ET.Element:
    return ET.fromstring(writers.write("svg", samples.document(charts=(chart,)), [lang]))


def texts(root: ET.Element) -> list[str]:
    return [node.text or "" for node in root.iter(f"{SVG}text")]


@pytest.mark.parametrize("chart", ALL, ids=lambda chart: chart.key)
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_picture_has_title_topic_and_facts(chart: Chart, lang: str) -> None:
    root = picture(chart, lang)
    shown = " ".join(texts(root))
    assert chart.title.to(lang) in shown
    assert chart.subtitle.to(lang) in shown
    assert ("41 of 50 Members" if lang == "en" else "41 Membres sur 50") in shown
    assert ("Synthetic" if lang == "en" else "synthétiques") in shown
    assert "TLP:AMBER" in shown
    assert root.findtext(f"{SVG}title") == chart.title.to(lang)
    assert chart.title.to(lang) in (root.findtext(f"{SVG}desc") or "")


@pytest.mark.parametrize(
    "chart", [c for c in ALL if c.kind in ("bar", "column", "table", "matrix", "map")], ids=lambda c: c.key
)
def test_every_value_is_written(chart: Chart) -> None:
    shown = texts(picture(chart))
    for value in chart.values():
        written = numerals.number(value, "en", chart.decimals)
        assert any(text.split("\u00a0")[0] == written for text in shown), written


def test_no_mark_stands_outside_the_picture() -> None:
    for chart in ALL:
        root = ET.fromstring(svg.bare(chart, "fr"))
        width, height = float(root.attrib["width"]), float(root.attrib["height"])
        for node in root.iter(f"{SVG}rect"):
            if "x" in node.attrib:
                assert float(node.attrib["x"]) >= 0
                assert float(node.attrib["x"]) + float(node.attrib["width"]) <= width + 0.1
        for node in root.iter(f"{SVG}text"):
            assert 0 <= float(node.attrib["x"]) <= width
            assert 0 <= float(node.attrib["y"]) <= height


def test_bars_start_at_zero_and_keep_their_ratio() -> None:
    root = ET.fromstring(svg.bare(samples.chart(), "en"))
    bars = [node for node in root.iter(f"{SVG}rect") if node.attrib["height"] == "20"]
    assert len({bar.attrib["x"] for bar in bars}) == 1
    widths = [float(bar.attrib["width"]) for bar in bars]
    assert widths[1] / widths[0] == pytest.approx(485 / 1255, abs=0.001)


def test_what_a_user_wrote_is_only_text() -> None:
    evil = "</text><script>alert(1)</script>\x00&\ud800"
    root = picture(
        samples.chart(title=Text.of(evil), categories=tuple(Category(f"{n}", Text.of(evil)) for n in range(4)))
    )
    assert not list(root.iter(f"{SVG}script"))
    assert any("<script>" in text for text in texts(root))


def test_a_picture_fetches_nothing() -> None:
    for chart in ALL:
        data = writers.write("svg", samples.document(charts=(chart,)), ["en"]).decode()
        assert data.count("http") == data.count('xmlns="http://www.w3.org/2000/svg"')
        assert "href" not in data


def test_the_same_chart_gives_the_same_bytes() -> None:
    document = samples.document().only("over_time")
    assert writers.write("svg", document, ["fr"]) == writers.write("svg", document, ["fr"])


def test_empty_charts_are_drawn() -> None:
    for chart in ALL:
        bare = samples.chart(chart.kind, categories=(), series=())
        none = samples.chart(chart.kind, series=(Series("a", Text.of("A"), samples.numbers(None, None, 0, None)),))
        assert texts(picture(bare))
        assert texts(picture(none))


def test_a_png_is_twice_as_large_as_the_drawing() -> None:
    image = Image.open(io.BytesIO(writers.write("png", samples.document().only("by_class"), ["fr"])))
    assert image.format == "PNG"
    assert image.width == 1920


def test_other_scripts_are_set_with_our_own_fonts() -> None:
    """A glyph that is missing shows as the same box, whatever the character: two texts must not look alike."""
    seen = set()
    for name in ("Қазақстан", "جمهورية", "საქართველო", "Հայաստան", "→→→"):
        chart = samples.chart(
            title=Text.of(name),
            categories=(Category("a", Text.of("A")),),
            series=(Series("s", Text.of("S"), (Decimal(1),)),),
        )
        seen.add(writers.write("png", samples.document(charts=(chart,)), ["en"]))
    assert len(seen) == 5


@pytest.mark.parametrize(
    ("greatest", "whole"), [("0", True), ("1", True), ("3", True), ("84", True), ("0.07", False), ("1874.4", False)]
)
def test_axis_steps_are_round_and_cover_the_greatest(greatest: str, whole: bool) -> None:
    ticks = axes.round_steps(Decimal(greatest), whole)
    assert ticks[0] == 0
    assert ticks[-1] >= Decimal(greatest)
    assert 2 <= len(ticks) <= 6
    assert not whole or all(tick == tick.to_integral_value() for tick in ticks)


def test_a_map_shows_countries_in_their_tints_and_folds_what_is_small() -> None:
    many = tuple(Category(f"{n}", Text.of(f"Place {n}")) for n in range(38))
    there = (Category("KZ", Text.of("Kazakhstan"), "KAZ"), Category("PW", Text.of("Palau"), "PLW"))
    values = samples.numbers(*range(100, 60, -1))
    chart = samples.chart("map", categories=(*there, *many), series=(Series("c", Text.of("Cases"), values),))
    root = picture(chart)
    assert len([path for path in root.iter(f"{SVG}path") if path.attrib["fill"] == palette.SEQUENTIAL[-1]]) == 2
    assert [circle.attrib["fill"] for circle in root.iter(f"{SVG}circle")] == [palette.SEQUENTIAL[-1]]
    shown = texts(root)
    assert "Others (25)" in shown
    assert "do not imply official endorsement" in " ".join(shown)
