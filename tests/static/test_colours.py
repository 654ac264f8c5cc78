"""Every colour that carries words or meaning stands out from what it stands on, in both themes."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.static.colours import contrast, tokens

TEXT = 4.5  # WCAG 2.2, 1.4.3
SHAPE = 3.0  # WCAG 2.2, 1.4.11
STATES = ("slate", "blue", "amber", "red", "green", "purple", "teal")
GROUNDS = ("canvas", "surface", "sunken", "hover")
WORDS = [
    *((ink, ground) for ink in ("ink", "muted", "link", "link-hover") for ground in GROUNDS),
    *((state, f"{state}-tint") for state in STATES),
    *(("ink", f"{state}-tint") for state in STATES),
    *(("ink", f"cell-{kind}") for kind in ("error", "warning", "fixed")),
    ("danger", "canvas"), ("danger", "surface"), ("on-danger", "danger"),
    ("on-link", "link"), ("on-link", "link-hover"),
    ("bar-ink", "bar"), ("bar-muted", "bar"),
]  # fmt: skip
SHAPES = [
    ("control", "surface"), ("control", "canvas"), ("bar-focus", "bar"), ("focus-ring", "canvas"), ("focus-ring", "focus-halo"),
    *((f"series-{n}", "surface") for n in (1, 2, 3, 4, "other")), ("rest", "surface"),
]  # fmt: skip


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), WORDS)
def test_words_can_be_read(theme: str, ink: str, ground: str):
    colours = tokens()[theme]
    assert contrast(colours[ink], colours[ground]) >= TEXT


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_shapes_can_be_told_from_their_ground(theme: str, shape: str, ground: str):
    colours = tokens()[theme]
    assert contrast(colours[shape], colours[ground]) >= SHAPE


@pytest.mark.parametrize(("theme", "low", "high"), [("light", "#16202A", "#FFFFFF"), ("dark", "#FFFFFF", "#16202A")])
def test_numbers_printed_in_a_sequence_can_be_read(theme: str, low: str, high: str):
    sequence = [tokens()[theme][f"sequence-{step}"] for step in range(1, 6)]
    assert all(max(contrast(each, low), contrast(each, high)) >= TEXT for each in sequence)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_more_stands_out_more_from_the_ground(theme: str):
    colours = tokens()[theme]
    seen = [contrast(colours[f"sequence-{step}"], colours["surface"]) for step in range(1, 6)]
    assert all(more / less >= 1.2 for less, more in pairwise(seen))
    assert contrast(colours["sequence-1"], colours["grid"]) >= 1.1  # land of which nothing is known


def test_contrast_is_measured_as_the_standard_does():
    assert round(contrast("#000000", "#FFFFFF"), 1) == 21.0
    assert round(contrast("#16202A", "#F4F6F8"), 1) == 15.2
