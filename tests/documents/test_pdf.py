"""The PDF, read back: tagged, in its language, with every number as text, its own fonts, and no user text as markup."""

import io
import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from opsplanner.core.text import Text
from opsplanner.documents import numerals, writers
from opsplanner.documents.chart import Category, Series
from opsplanner.documents.document import Document, Roster
from opsplanner.documents.paper import Bullets, Grid, Heading, Pairs, Paper, Paragraph
from tests.documents import samples


def read(document: Document | None = None, *languages: str) -> PdfReader:
    return PdfReader(io.BytesIO(writers.write("pdf", document or samples.document(), languages or ("en",))))


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"[\u00a0\u202f]", " ", text))


def text_of(reader: PdfReader) -> str:
    return plain(" ".join(page.extract_text() for page in reader.pages))


def test_it_is_tagged_titled_and_says_its_language() -> None:
    reader = read(None, "fr")
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"].startswith("fr")
    assert reader.metadata is not None
    assert reader.metadata.title == "Opération Alpha – Résultats"
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_number_stands_as_text(lang: str) -> None:
    document = samples.document()
    shown = text_of(read(document, lang))
    for chart in document.charts:
        assert plain(chart.title.to(lang)) in shown
        for value in chart.values():
            assert plain(numerals.number(value, lang, chart.decimals)) in shown
    for measure in document.measures:
        assert measure.definition.to(lang) in shown


def test_every_page_carries_notices_facts_and_its_number() -> None:
    reader = read()
    for number, page in enumerate(reader.pages, start=1):
        shown = plain(page.extract_text())
        assert "TLP:AMBER · Draft – contains unreviewed data · Synthetic demonstration data" in shown
        assert "41 of 50 Members reported" in shown
        assert f"Page {number} of {len(reader.pages)}" in shown


def test_only_our_fonts_are_in_it() -> None:
    names = {
        str(font.get_object()["/BaseFont"]) for page in read().pages for font in page["/Resources"]["/Font"].values()
    }
    assert names
    assert all("+Noto" in name for name in names)


def test_two_languages_follow_one_another() -> None:
    both, one = read(None, "en", "fr"), read()
    shown = text_of(both)
    assert len(both.pages) >= 2 * len(one.pages) - 1
    assert shown.index("Key figures") < shown.index("Chiffres clés")


@pytest.mark.parametrize(
    "text", ["#panic()", "$x$ *bold* _it_ = head", '\\ ] ) // "', "\x00<b>", "@ref <label>", "`raw`"]
)
def test_user_text_is_never_markup(text: str) -> None:
    label = Text.of(f"A {text} Z")
    chart = samples.chart(title=label, categories=tuple(Category(f"{n}", label) for n in range(4)))
    document = samples.document(
        charts=(chart,), facts=samples.facts(name=label), rosters=(Roster("nil", label, (label,)),)
    )
    shown = text_of(read(document))
    assert plain(f"A {text} Z".replace("\x00", "")) in shown


def test_other_scripts_are_there() -> None:
    name = Text.of("Операция Казахстан საქართველო Հայաստան")
    assert "Операция Казахстан საქართველო Հայաստան" in text_of(read(samples.document(facts=samples.facts(name=name))))


def test_arabic_is_set_in_its_own_font() -> None:
    reader = read(samples.document(facts=samples.facts(name=Text.of("جمهورية كازاخستان"))))
    fonts = {str(font.get_object()["/BaseFont"]) for font in reader.pages[0]["/Resources"]["/Font"].values()}
    assert any("NotoNaskhArabic" in name for name in fonts)


def test_a_script_without_a_font_of_ours_does_not_stop_the_export() -> None:
    reader = read(samples.document(facts=samples.facts(name=Text.of("中华人民共和国"))))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "Key figures" in text_of(reader)


def test_a_bare_document_can_be_set() -> None:
    assert text_of(read(samples.document(charts=(), measures=(), rosters=(), notes=())))
    assert "No values" in text_of(read(samples.document(charts=(samples.chart(categories=(), series=()),))))


def test_the_same_document_gives_the_same_file() -> None:
    document = samples.document()
    assert writers.write("pdf", document, ("en",)) == writers.write("pdf", document, ("en",))


def test_any_paper_can_be_set() -> None:
    blocks = (
        Heading("Purpose"),
        Paragraph("To find\x0b what is \ufffehidden."),
        Bullets(("one", "two")),
        Pairs((("Lead", "Secretariat"),)),
        Grid(("Phase", "Days"), tuple((f"Phase {n}", f"{n}") for n in range(60)), frozenset({1})),
    )
    data = writers.papers_pdf([Paper("Plan", "Operation Alpha", "en", blocks)], samples.facts().as_of)
    reader = PdfReader(io.BytesIO(data))
    assert len(reader.pages) > 1
    assert "To find what is hidden." in text_of(reader)
    assert "Phase 59" in text_of(reader)
    assert text_of(reader).count("Phase Days") == len(reader.pages)


@settings(max_examples=10, deadline=None)
@given(st.lists(st.decimals(0, 10**9, places=3) | st.none(), min_size=1, max_size=6), st.sampled_from(["en", "fr"]))
def test_any_numbers_are_printed_to_the_last_digit(values: list[Decimal | None], lang: str) -> None:
    categories = tuple(Category(f"{n}", Text.of(f"C{n}")) for n in range(len(values)))
    chart = samples.chart("table", categories=categories, series=(Series("s", Text.of("S"), tuple(values)),))
    shown = text_of(read(samples.document(charts=(chart,)), lang))
    for number, value in enumerate(values):
        assert f"C{number} {plain(numerals.cell(value, lang))}" in shown


def test_how_a_chart_is_counted_stands_on_its_page() -> None:
    names = tuple(Category(f"{n}", Text.of(f"Place {n}")) for n in range(60))
    values = samples.numbers(*range(60, 0, -1))
    charts = tuple(
        samples.chart(
            "line", key=f"c{n}", title=Text.of(f"Chart {n}"), how_counted=Text.of(f"Rule {n}"),
            categories=names, series=(Series("c", Text.of("Cases"), values),),
        )
        for n in range(3)
    )  # fmt: skip
    pages = [plain(page.extract_text()) for page in read(samples.document(charts=charts)).pages]
    for n in range(3):
        (page,) = [page for page in pages if f"Rule {n}" in page]
        assert f"Chart {n}" in page
