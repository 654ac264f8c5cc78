"""The one door to the typesetting engine: our own fonts only, users' words only as data."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path

import typst

HERE = Path(__file__).parent


@cache
def fonts() -> typst.Fonts:
    """The fonts that we carry, found once a process: what is installed on the machine changes nothing."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[HERE / "fonts"])


def to_png(layout: str, inputs: dict[str, str], ppi: float) -> bytes:
    """A layout of our folder, one page, as a PNG."""
    source = (HERE / "layouts" / layout).read_bytes()
    return typst.compile(source, font_paths=fonts(), sys_inputs=inputs, format="png", ppi=ppi)


def to_pdf(layout: str, inputs: dict[str, str], at: datetime) -> bytes:
    """A layout of our folder as a tagged PDF that keeps to PDF/UA-1; `at` is its date of making."""
    source = (HERE / "layouts" / layout).read_bytes()
    return typst.compile(
        source,
        font_paths=fonts(),
        sys_inputs=inputs,
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=int(at.timestamp()),
    )
