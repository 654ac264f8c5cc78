"""The workbook, read back: exact numbers in their own type, native charts, facts on every sheet, no formula from text."""

import io
import zipfile
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from opsplanner.core.text import Text
from opsplanner.documents import writers
from opsplanner.documents.chart import Category, Series
from opsplanner.documents.document import Document
from tests.documents import samples


def book(document: Document | None = None, *languages: str) -> Any:
    return load_workbook(io.BytesIO(writers.write("xlsx", document or samples.document(), languages or ("en",))))


def column(sheet: Any, at: int, first: int, count: int) -> list[Any]:
    return [sheet.cell(first + n, at).value for n in range(count)]


def text_of(sheet: Any) -> str:
    return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None)


def test_there_is_a_summary_a_sheet_a_chart_and_the_method() -> None:
    names = book().sheetnames
    assert names == ["Summary", *(chart.key for chart in samples.document().charts), "Method"]
    assert book(None, "fr").sheetnames[0] == "Synthèse"


def test_every_chart_stands_with_its_exact_values() -> None:
    found = book()
    for chart in samples.document().charts:
        sheet = found[chart.key]
        codes = {category.code: place for place, category in enumerate(chart.categories)}
        assert sheet["A1"].value == chart.title.to("en")
        for number, series in enumerate(chart.series):
            for row in range(len(chart.categories)):
                place = codes[sheet.cell(6 + row, 1).value]
                value, expected = sheet.cell(6 + row, 3 + number).value, series.values[place]
                if place in series.hidden:
                    assert value == "×"
                else:
                    assert value == (None if expected is None else float(expected))


def test_charts_are_native_and_described() -> None:
    data = writers.write("xlsx", samples.document(), ("en",))
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        drawings = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/drawings/drawing")]
        charts = [name for name in parts.namelist() if name.startswith("xl/charts/chart")]
    assert len(charts) == sum(chart.kind not in ("table", "matrix") for chart in samples.document().charts)
    assert any("Air cargo gave 62% of detections." in drawing and "descr=" in drawing for drawing in drawings)


@pytest.mark.parametrize(("key", "target"), [("over_time", 60), ("by_week", 900), ("by_mode", None)])
def test_a_target_stands_beside_the_values_and_is_drawn(key: str, target: int | None) -> None:
    document = samples.document()
    chart = document.only(key).charts[0]
    sheet = book(document.only(key))[key]
    at = 3 + len(chart.series)
    heads = [cell.value for cell in sheet[5]]
    assert ("Target" in heads) == (target is not None)
    if target is not None:
        assert column(sheet, at, 6, len(chart.categories)) == [target] * len(chart.categories)
    with zipfile.ZipFile(io.BytesIO(writers.write("xlsx", document.only(key), ("en",)))) as parts:
        drawn = parts.read("xl/charts/chart1.xml").decode()
    assert ("dash" in drawn) == (target is not None)
    assert drawn.count("<c:ser>") == len(chart.series) + (target is not None)


def test_the_summary_holds_facts_and_key_figures() -> None:
    sheet = book()["Summary"]
    shown = text_of(sheet)
    for expected in (
        "41 of 50 Members reported",
        "TLP:AMBER",
        "Synthetic demonstration data",
        "14 March 2026, 18:00 UTC",
    ):
        assert expected in shown
    values = {row[0].value: row[1].value for row in sheet.iter_rows(min_row=5)}
    assert values["Detections"] == 2031
    assert values["Quantity (mass)"] == 2464.925
    assert values["Persons arrested"] == "×"
    assert values["Consignments examined"] is None


def test_every_sheet_names_the_notices_and_every_chart_its_source() -> None:
    found = book(None, "fr")
    for sheet in found.worksheets:
        assert "Données de démonstration synthétiques" in sheet["A3"].value
    for chart in samples.document().charts:
        assert "41 Membres sur 50 ont répondu" in text_of(found[chart.key])


def test_two_languages_stand_side_by_side_over_the_same_numbers() -> None:
    sheet = book(None, "en", "fr")["by_mode"]
    assert [cell.value for cell in sheet[5]][:4] == ["Code", "Category", "Catégorie", "Detections / Détections"]
    assert [cell.value for cell in sheet[6]][:4] == ["air", "Air cargo", "Fret aérien", 1255]


def test_the_method_lists_who_reported() -> None:
    shown = text_of(book()["Method"])
    assert "Reported results (32)" in shown
    assert "Not reported (9)" in shown
    assert "Member 50" in shown


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "http://example.org", "{=A1}", "007"])
def test_text_stays_text(text: str) -> None:
    label = Text.of(text)
    chart = samples.chart(title=label, categories=tuple(Category(text, label) for _ in range(4)))
    sheet = book(samples.document(charts=(chart,)))["by_mode"]
    for cell in (sheet["A1"], sheet["A6"], sheet["B6"]):
        assert cell.value == text
        assert cell.data_type == "s"
        assert cell.hyperlink is None


def test_an_empty_chart_has_an_empty_table() -> None:
    assert "by_mode" in book(samples.document(charts=(samples.chart(categories=(), series=()),))).sheetnames


def test_the_same_document_gives_the_same_file() -> None:
    document = samples.document()
    assert writers.write("xlsx", document, ("en",)) == writers.write("xlsx", document, ("en",))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.decimals(-(10**9), 10**9, places=3) | st.none(), min_size=1, max_size=8))
def test_any_numbers_come_back_equal(values: list[Decimal | None]) -> None:
    categories = tuple(Category(f"{n}", Text.of(f"C {n}")) for n in range(len(values)))
    chart = samples.chart(categories=categories, series=(Series("s", Text.of("S"), tuple(values)),))
    found = column(book(samples.document(charts=(chart,)))["by_mode"], 3, 6, len(values))
    assert [None if value is None else Decimal(str(value)) for value in found] == values


@pytest.mark.parametrize("languages", [("en",), ("fr",), ("en", "fr")])
def test_data_stand_in_named_tables_with_their_heads(languages: tuple[str, ...]) -> None:
    found = book(None, *languages)
    tables = {
        name: (sheet, table)
        for sheet in found.worksheets
        for name, table in ((each.name, each) for each in sheet.tables.values())
    }
    assert {"key_figures", *(f"chart_{chart.key}" for chart in samples.document().charts)} <= set(tables)
    for sheet, table in tables.values():
        heads = [cell.value for cell in sheet[table.ref][0]]
        assert [each.name for each in table.tableColumns] == heads
        assert len({str(head).casefold() for head in heads}) == len(heads)
    sheet, table = tables["chart_by_mode"]
    assert len(sheet[table.ref]) == 1 + len(samples.document().only("by_mode").charts[0].categories)
