"""A key figure that is not over all who reported says over how many, in every format that tells it."""

from __future__ import annotations

import io
from collections.abc import Callable
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from pptx import Presentation
from pypdf import PdfReader

from opsplanner.core.text import Text
from opsplanner.documents import writers
from opsplanner.documents.document import Measure
from tests.documents import samples

RATE = Measure(
    "hit_rate", Text.of("Hit rate", fr="Taux de succès"), "percent", Decimal("6.6"),
    Text.of("Detections per consignment examined", fr="Détections par envoi vérifié"),
    basis=Text.of("over 7 Members that gave both", fr="sur 7 Membres ayant fourni les deux"),
)  # fmt: skip


def in_workbook(content: bytes) -> str:
    return "\n".join(str(cell.value) for sheet in load_workbook(io.BytesIO(content)) for row in sheet for cell in row)


def in_deck(content: bytes) -> str:
    shapes = [shape for slide in Presentation(io.BytesIO(content)).slides for shape in slide.shapes if shape.has_table]
    return "\n".join(cell.text for shape in shapes for row in shape.table.rows for cell in row.cells)


def in_paper(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


READERS: dict[str, Callable[[bytes], str]] = {
    "csv": lambda content: content.decode("utf-8-sig"),
    "json": lambda content: content.decode(),
    "xlsx": in_workbook,
    "pptx": in_deck,
    "pdf": in_paper,
}


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("form", READERS)
def test_it_says_over_how_many(form: str, lang: str) -> None:
    content = writers.write(form, samples.document(measures=(RATE,)), [lang])
    assert RATE.basis.to(lang) in " ".join(READERS[form](content).split())
