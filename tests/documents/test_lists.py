"""A list as text for a spreadsheet program: names that people typed stay text there, whoever typed them."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

import pytest

from opsplanner.documents import lists
from opsplanner.documents.about import About, Share


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_head_cell_or_note_becomes_a_formula(start: str) -> None:
    name = f"{start}SUM(A1)"
    about = About("OP1", datetime(2026, 3, 20, tzinfo=UTC), [], Share(1, 2), False, remarks=[name])
    content = lists.text([name, "Cases"], [[name, 3]], about, "en").decode("utf-8-sig")
    table = list(csv.reader(io.StringIO(content, newline="")))
    assert table[:2] == [[f"'{name}", "Cases"], [f"'{name}", "3"]]
    assert table[-1] == [f"'{name}"]
