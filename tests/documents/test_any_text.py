"""Whatever stands in a title or label, every format can be written and opened again."""

import csv
import io
import json
import xml.etree.ElementTree as ET
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from PIL import Image
from pptx import Presentation
from pypdf import PdfReader

from opsplanner.core.text import Text
from opsplanner.documents import writers
from opsplanner.documents.chart import Category, Series
from opsplanner.documents.document import Choice, Measure, Roster
from tests.documents import samples


def _picture(data: bytes) -> tuple[int, int]:
    Image.open(io.BytesIO(data)).verify()
    return Image.open(io.BytesIO(data)).size


# What each reader finds in a file: slides, sheets, pages, rows, elements, the size of a picture.
OPENERS: dict[str, Callable[[bytes], object]] = {
    "pptx": lambda data: list(Presentation(io.BytesIO(data)).slides),
    "xlsx": lambda data: load_workbook(io.BytesIO(data)).sheetnames,
    "pdf": lambda data: [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages],
    "csv": lambda data: list(csv.reader(io.StringIO(data.decode(), newline=""))),
    "csv_local": lambda data: list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))),
    "json": json.loads,
    "svg": lambda data: list(ET.fromstring(data)),
    "png": _picture,
}


@pytest.mark.parametrize("form", OPENERS)
@settings(max_examples=25, deadline=None)
@given(text=st.text(max_size=80))
def test_every_format_takes_it(form: str, text: str) -> None:
    label = Text.of(text)
    chart = samples.chart(
        title=label,
        subtitle=label,
        footnotes=(label,),
        how_counted=label,
        categories=tuple(Category(text, label) for _ in range(2)),
        series=(Series("a", label, samples.numbers(1, None)), Series("b", label, samples.numbers(2, 3))),
    )
    facts = samples.facts(operation=text, name=label, marking=text, filters=(Choice("x", label, ((text, label),)),))
    whole = samples.document(
        facts=facts,
        title=label,
        charts=(chart,),
        measures=(Measure("m", label, "count", None, label),),
        rosters=(Roster("silent", label, (label,)),),
        notes=(label,),
    )
    assert OPENERS[form](writers.write(form, whole, ["en"]))
