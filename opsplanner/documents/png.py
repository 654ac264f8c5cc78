"""One chart as a PNG picture: our own drawing, set by the typesetting engine at twice its size; no browser is needed."""

from __future__ import annotations

from collections.abc import Sequence

from opsplanner.documents import svg, typesetter
from opsplanner.documents.document import Document

PIXELS_PER_INCH = 144  # a point is 1/72 inch: two pixels for each unit of the drawing


def write(document: Document, languages: Sequence[str]) -> bytes:
    """The document's one chart with its facts, 1920 pixels wide."""
    drawing = svg.framed(document.charts[0], document.facts, languages[0])
    return typesetter.to_png("picture.typ", {"drawing": drawing, "width": str(svg.WIDTH)}, PIXELS_PER_INCH)
