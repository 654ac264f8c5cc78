"""The one door to the typesetting engine: our own fonts only, users' words only as data."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path

import typst

HERE = Path(__file__).parent
NO_GLYPH = "could not be displayed"


@cache
def fonts() -> typst.Fonts:
    """The fonts that we carry, found once a process: what is installed on the machine changes nothing."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[HERE / "fonts"])


def to_png(layout: str, inputs: dict[str, str], ppi: float) -> bytes:
    """A layout of our folder, one page, as a PNG."""
    source = (HERE / "layouts" / layout).read_bytes()
    return typst.compile(source, font_paths=fonts(), sys_inputs=inputs, format="png", ppi=ppi)


def to_pdf(layout: str, inputs: dict[str, str], at: datetime) -> bytes:
    """A layout of our folder as a tagged PDF that keeps to PDF/UA-1; `at` is its date of making.

    That standard forbids a sign without a glyph. A text in a script that we carry no font for (Chinese, say) is worth
    more than the label of the standard: it is then set tagged all the same, its signs as boxes, whole when copied.
    """
    try:
        return _pdf(layout, inputs, at, ["ua-1"])
    except typst.TypstError as fault:
        if NO_GLYPH not in fault.message:
            raise
        return _pdf(layout, inputs, at, [])


def _pdf(layout: str, inputs: dict[str, str], at: datetime, standards: list[typst.PDFStandard]) -> bytes:
    source = (HERE / "layouts" / layout).read_bytes()
    return typst.compile(
        source,
        font_paths=fonts(),
        sys_inputs=inputs,
        format="pdf",
        pdf_standards=standards,
        timestamp=int(at.timestamp()),
    )
