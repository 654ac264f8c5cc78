"""The tokens that the look is made of: what a style asks for is there, and what is there is asked for."""

from __future__ import annotations

import re

from tests.architecture.source import ROOT
from tests.static.colours import STATIC

STYLES = "".join(path.read_text("utf-8") for path in sorted((STATIC / "css").glob("*.css")))
DEFINED = set(re.findall(r"(--[\w-]+)\s*:", STYLES))
ASKED = set(re.findall(r"var\((--[\w-]+)", STYLES))


def test_every_token_asked_for_is_defined() -> None:
    assert ASKED <= DEFINED


def test_every_token_defined_is_asked_for() -> None:
    """Charts ask by family and number or tone: `var(--series-{n})`."""
    folders = (STATIC / "js", ROOT / "opsplanner" / "documents", ROOT / "opsplanner" / "figures")
    texts = [
        path.read_text("utf-8") for folder in folders for path in folder.rglob("*.*") if path.suffix in {".js", ".py"}
    ]
    drawn = "".join(texts)
    families = set(re.findall(r"var\((--[\w-]+-)\{", drawn))
    left = {name for name in DEFINED - ASKED if name not in drawn and not any(name.startswith(f) for f in families)}
    assert not left
