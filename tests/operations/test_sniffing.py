"""What kind of document bytes are: papers as programs write them, and papers that are damaged."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as some

from opsplanner.operations.sniffing import kind_of

WRITER = "application/vnd.oasis.opendocument.text"


def packed(parts: Mapping[str, str], method: int = zipfile.ZIP_STORED) -> bytes:
    """An archive whose first part is packed in the given way, the others deflated."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (name, content) in enumerate(parts.items()):
            archive.writestr(name, content, None if number else method)
    return out.getvalue()


PAPERS = {
    "odt": packed({"mimetype": WRITER, "content.xml": "<a/>" * 50}),
    "docx": packed({"[Content_Types].xml": "<a/>", "word/document.xml": "<a/>" * 50, "word/é.xml": "<a/>"}),
}


@pytest.mark.parametrize("kind", PAPERS)
def test_a_paper_is_known_by_what_it_holds(kind: str):
    assert kind_of(PAPERS[kind]) == kind


@pytest.mark.parametrize(
    "parts",
    [
        {"mimetype": f"{WRITER}-template", "content.xml": "<a/>"},
        {"content.xml": "<a/>", "mimetype": WRITER},
        {"word/document.xml": "<a/>", "word/vbaProject.bin": "macro"},
    ],
)
def test_what_only_looks_like_a_paper_is_none(parts: Mapping[str, str]):
    assert kind_of(packed(parts)) is None


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_damaged_media_type_is_no_paper_and_no_fault(method: int):
    content = bytearray(packed({"mimetype": WRITER, "content.xml": "<a/>"}, method))
    content[38:60] = b"\xff" * 22
    assert kind_of(bytes(content)) is None


@given(some.sampled_from([*PAPERS.values()]), some.data())
def test_damage_anywhere_is_no_fault(paper: bytes, damage: some.DataObject):
    content = bytearray(paper)
    for place in damage.draw(some.lists(some.integers(4, len(paper) - 1), max_size=3)):
        content[place] = damage.draw(some.integers(0, 255))
    cut = damage.draw(some.integers(4, len(content)))
    assert kind_of(bytes(content[:cut])) in (None, "odt", "docx")
