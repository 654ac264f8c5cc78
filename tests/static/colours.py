"""The colours of tokens.css as numbers, and the contrast of two of them as WCAG 2.2 measures it."""

from __future__ import annotations

import re
from pathlib import Path

STATIC = Path(__file__).resolve().parents[2] / "opsplanner" / "static"
HEX = r"#[0-9A-Fa-f]{6}"
ONE = re.compile(rf"--([\w-]+):\s*({HEX});")
TWO = re.compile(rf"--([\w-]+):\s*light-dark\(({HEX}),\s*({HEX})\);")


def tokens() -> dict[str, dict[str, str]]:
    """Colours by theme and name."""
    css = (STATIC / "css" / "tokens.css").read_text("utf-8")
    both = {name: (value, value) for name, value in ONE.findall(css)}
    both |= {name: (light, dark) for name, light, dark in TWO.findall(css)}
    return {theme: {name: pair[side] for name, pair in both.items()} for side, theme in enumerate(("light", "dark"))}


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """From 1 to 21."""
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)
