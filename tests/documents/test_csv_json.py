"""CSV and JSON hold exact values in the shape that the outside contract fixes, and no formula."""

import csv
import io
import json
from decimal import Decimal

import pytest

from opsplanner.core.text import Text
from opsplanner.documents import csvfile, writers
from opsplanner.documents.chart import Category
from opsplanner.documents.document import Document
from tests.documents import samples


def rows(data: bytes, separator: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=separator))


def hostile(text: str) -> Document:
    label = Text.of(text)
    chart = samples.chart(categories=tuple(Category(f"{n}", label) for n in range(4)))
    return samples.document(charts=(chart,), measures=())


def test_json_has_the_shape_of_the_contract() -> None:
    found = json.loads(writers.write("json", samples.document(), ["en"]))
    contract = ["operation", "as_of", "basis", "filters", "synthetic", "reported", "measures", "charts"]
    assert list(found) == [*contract, "language", "marking", "notes"]
    assert found["operation"] == "OP-ALPHA"
    assert found["as_of"] == "2026-03-14T18:00:00Z"
    assert found["filters"] == {"mode": ["air"]}
    assert found["reported"] == {"n": 41, "of": 50}
    assert found["measures"][1] == {"key": "quantity_mass", "unit": "kg", "value": "2464.925"}
    assert found["measures"][3]["value"] is None
    mass = found["charts"][2]
    assert list(mass) == ["key", "title", "unit", "categories", "series"]
    assert mass["series"] == [
        {"key": "quantity_mass", "label": "Quantity", "values": ["1874.400", "403.125", "187.4", None, None]}
    ]


def test_json_speaks_the_asked_language() -> None:
    found = json.loads(writers.write("json", samples.document(), ["fr"]))
    assert found["charts"][1]["categories"] == ["Fret aérien", "Courrier", "Poste", "Autres (4)"]


def test_csv_is_long_with_commas_points_and_no_mark() -> None:
    data = writers.write("csv", samples.document(), ["fr"])
    assert data.startswith(b"chart,series,category,value,unit\r\n")
    found = [row for row in rows(data) if row["chart"] == "by_class"]
    assert [row["value"] for row in found] == ["1874.400", "403.125", "187.4", "", ""]
    assert {row["unit"] for row in found} == {"kg"}
    assert found[2]["category"] == "Précurseurs chimiques"


def test_csv_carries_the_facts_and_key_figures() -> None:
    found = rows(writers.write("csv", samples.document(), ["en"]))
    about = {row["series"]: row["category"] for row in found if row["chart"] == "about"}
    assert about["Participation"] == "41 of 50 Members reported"
    assert about["Notice"] == "Draft – contains unreviewed data. Synthetic demonstration data"
    assert about["Marking"] == "TLP:AMBER"
    measures = {row["series"]: row["value"] for row in found if row["chart"] == "measures"}
    assert measures["quantity_mass"] == "2464.925"
    assert measures["persons_arrested"] == ""
    assert measures["examined"] == ""


def test_csv_for_people_opens_in_a_french_spreadsheet() -> None:
    data = writers.write("csv_local", samples.document(), ["fr"])
    assert data.startswith("\ufeffchart;series;category;value;unit\r\n".encode())
    assert [r["value"] for r in rows(data, ";") if r["chart"] == "by_class"] == [
        "1874,400",
        "403,125",
        "187,4",
        "",
        "×",
    ]


def test_csv_for_people_in_english_keeps_commas() -> None:
    assert writers.write("csv_local", samples.document(), ["en"]).startswith("\ufeffchart,series".encode())


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1+1", "@SUM(A1)", "\tx", "\rx"])
def test_text_never_becomes_a_formula(start: str) -> None:
    found = [row for row in rows(writers.write("csv", hostile(start), ["en"])) if row["chart"] == "by_mode"]
    assert all(row["category"].startswith("'") for row in found)


def test_negative_numbers_stay_numbers() -> None:
    chart = samples.chart(series=(samples.Series("a", Text.of("A"), samples.numbers("-1.5", 2, 3, 4)),))
    found = rows(writers.write("csv", samples.document(charts=(chart,)), ["en"]))
    assert next(row["value"] for row in found if row["chart"] == "by_mode") == "-1.5"


def test_large_and_small_numbers_have_no_exponent() -> None:
    chart = samples.chart(series=(samples.Series("a", Text.of("A"), (Decimal("1E+20"), Decimal("1E-9"), None, None)),))
    found = [
        r["value"]
        for r in rows(writers.write("csv", samples.document(charts=(chart,)), ["en"]))
        if r["chart"] == "by_mode"
    ]
    assert found[:2] == ["100000000000000000000", "0.000000001"]


def test_safe_leaves_plain_text_alone() -> None:
    assert csvfile.safe("Air cargo") == "Air cargo"


def test_data_files_say_all_that_must_be_said_beside_their_numbers() -> None:
    document = samples.document()
    for lang in ("en", "fr"):
        told = json.loads(writers.write("json", document, [lang]))
        found = rows(writers.write("csv", document, [lang]))
        notes = {row["category"] for row in found if row["chart"] == "note"}
        assert told["language"] == lang
        assert told["marking"] == "TLP:AMBER"
        assert {note.to(lang) for note in document.notes} <= notes
        assert notes <= set(told["notes"])
        assert not any(row["value"] for row in found if row["chart"] in ("about", "note"))
