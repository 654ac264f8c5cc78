"""The same number everywhere: every format, both languages, to the last digit."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pptx import Presentation
from pypdf import PdfReader

from opsplanner.core.text import Text
from opsplanner.documents import numerals, sentences, writers
from opsplanner.documents.chart import Category, Chart, Series
from opsplanner.documents.document import Document
from opsplanner.documents.plotly import figure
from tests.documents import samples

Values = list[Decimal | None]
ABSENT = {"", "no answer", numerals.MISSING, numerals.HIDDEN}


def read(text: str, lang: str) -> Decimal | None:
    """A number written for people, without its unit, back to a number."""
    if text in ABSENT:
        return None
    bare = re.sub(r"\s*kg$", "", re.sub(r"[\u00a0\u202f]", " ", text))
    return Decimal(bare.replace(" ", "").replace(",", ".") if lang == "fr" else bare.replace(",", ""))


def from_json(document: Document, lang: str) -> Values:
    found = json.loads(writers.write("json", document, [lang]))["charts"][0]["series"][0]["values"]
    return [None if value is None else Decimal(value) for value in found]


def from_csv(document: Document, lang: str) -> Values:
    rows = csv.DictReader(io.StringIO(writers.write("csv", document, [lang]).decode(), newline=""))
    return [None if row["value"] in ABSENT else Decimal(row["value"]) for row in rows if row["chart"] == "c"]


def from_xlsx(document: Document, lang: str) -> Values:
    sheet = load_workbook(io.BytesIO(writers.write("xlsx", document, [lang])))["c"]
    cells = [sheet.cell(6 + row, 3).value for row in range(len(document.charts[0].categories))]
    return [None if value in {None, *ABSENT} else Decimal(str(value)) for value in cells]


def from_pptx(document: Document, lang: str) -> Values:
    slide = Presentation(io.BytesIO(writers.write("pptx", document, [lang]))).slides[1]
    plot = next(shape.chart for shape in slide.shapes if shape.has_chart).plots[0]
    return [None if value is None else Decimal(str(value)) for value in plot.series[0].values]


def from_pdf(document: Document, lang: str) -> Values:
    pages = PdfReader(io.BytesIO(writers.write("pdf", document, [lang]))).pages
    text = re.sub(r"[\u00a0\u202f]", " ", "\n".join(page.extract_text() for page in pages))
    lines = dict(re.findall(r"(?m)^Place(\d+)x (.+)$", text))
    return [read(lines[str(n)], lang) for n in range(len(document.charts[0].categories))]


def from_svg(document: Document, lang: str) -> Values:
    root = ET.fromstring(writers.write("svg", document, [lang]))
    texts = [node.text or "" for node in root.iter("{http://www.w3.org/2000/svg}text")]
    return [read(texts[texts.index(c.label.to(lang)) + 1], lang) for c in document.charts[0].categories]


def from_figure(document: Document, lang: str) -> Values:
    data = figure(document.charts[0], lang)["data"]
    return [read(text, lang) for text in data[0]["text"]] if data else [None] * len(document.charts[0].categories)


READERS: list[Callable[[Document, str], Values]] = [
    from_json,
    from_csv,
    from_xlsx,
    from_pptx,
    from_pdf,
    from_svg,
    from_figure,
]  # fmt: skip


def document_of(values: Values, hidden: frozenset[int] = frozenset(), silent: frozenset[int] = frozenset()) -> Document:
    """One chart with these values and nothing else."""
    categories = tuple(Category(f"{n}", Text.of(f"Place{n}x")) for n in range(len(values)))
    series = (Series("s", Text.of("Sum", fr="Somme"), tuple(values), hidden, silent=silent),)
    chart: Chart = samples.chart(key="c", unit="kg", decimals=3, categories=categories, series=series)
    return samples.document(charts=(chart,), measures=(), rosters=(), notes=())


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.__name__)
@settings(max_examples=12, deadline=None)
@given(
    values=st.lists(st.decimals(0, 10**10, places=3) | st.none(), min_size=1, max_size=10),
    lang=st.sampled_from(["en", "fr"]),
)
def test_every_format_says_the_same(reader: Callable[[Document, str], Values], values: Values, lang: str) -> None:
    assert reader(document_of(values), lang) == values


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.__name__)
def test_a_held_back_value_is_nowhere(reader: Callable[[Document, str], Values]) -> None:
    values: Values = [Decimal(7), None, Decimal(5)]
    assert reader(document_of(values, frozenset({1})), "en") == values


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.__name__)
def test_a_silence_is_no_number_anywhere(reader: Callable[[Document, str], Values]) -> None:
    values: Values = [Decimal(7), None, Decimal(0)]
    assert reader(document_of(values, silent=frozenset({1})), "en") == values


def test_what_is_held_back_what_is_silent_and_what_was_not_stated_are_told_apart() -> None:
    chart = document_of([Decimal(7), None, None, None], frozenset({1}), frozenset({2})).charts[0]
    assert [sentences.cells(chart, place, "en") for place in range(4)] == [["7.000"], ["×"], ["no answer"], ["–"]]
    assert sentences.absences(chart, "fr")[:3] == [
        "Sans réponse\u00a0: Place2x",
        "Non déclaré\u00a0: Place3x",
        "Non affiché (petits nombres)\u00a0: Place1x",
    ]
    assert sentences.absences(chart.ordered(), "fr") == sentences.absences(chart, "fr")


def test_nobody_gave_what_has_a_value() -> None:
    with pytest.raises(ValueError, match="nobody gave"):
        document_of([Decimal(7)], silent=frozenset({0}))
