"""A state is a sign and a word; what a bar or a sign shows is also said."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from tests.static.colours import STATIC
from tests.templates.pieces import drawn, words

RETURN_STATES = (
    "not_due", "due", "overdue", "draft", "submitted", "in_review",
    "returned", "accepted", "nil_submitted", "nil_accepted", "excused",
)  # fmt: skip


ICONS = (STATIC / "css" / "icons.css").read_text("utf-8")
RULES = re.findall(r"^(\S.*?) \{ (.*?) \}$", ICONS, flags=re.MULTILINE)


def style_of(state: str) -> str:
    """What the sheet says of a state: its own rules after the one that all share."""
    return " ".join(body for names, body in RULES if re.search(rf"\.state-{state}\b|\[class\*=.state-.\](?!::)", names))


@pytest.mark.parametrize("state", RETURN_STATES)
def test_every_state_of_a_return_has_a_sign_and_a_word(app: Flask, state: str):
    chip = drawn(app, "{{ status.status(state, 'Word') }}", state=state).cssselect(".chip")[0]
    assert words(chip) == "Word"
    assert f"state-{state}" in chip.get("class")
    assert state == "not_due" or re.search(rf"\.state-{state}\b", ICONS)


def test_red_means_act_now_and_nothing_else():
    assert {state for state in RETURN_STATES if "--red" in style_of(state)} == {"overdue"}


def test_every_sign_that_is_used_is_drawn():
    assert set(re.findall(r"var\(--icon-(\w+)\)", ICONS)) <= set(re.findall(r"--icon-(\w+): url", ICONS))


def test_a_cell_of_the_matrix_says_its_whole_sentence(app: Flask):
    page = drawn(app, "{{ status.sign('overdue', 'Georgia, week 2, overdue 1 day', '/r') }}")
    assert words(page) == "Georgia, week 2, overdue 1 day"
    assert page.cssselect("a")[0].get("href") == "/r"


@pytest.mark.parametrize(("value", "of", "width"), [(0, 0, None), (0, 50, "0.0"), (41, 50, "82.0"), (60, 50, "100.0")])
def test_a_bar_never_leaves_its_ground_and_says_its_number(app: Flask, value: int, of: int, width: str | None):
    page = drawn(app, "{{ status.meter(value, of, 'so many') }}", value=value, of=of)
    fills = page.cssselect(".meter-fill")
    assert [fill.get("width") for fill in fills] == ([width] if width else [])
    assert words(page) == "so many"


def test_the_page_one_is_on_is_marked_in_crumbs_tabs_and_steps(app: Flask):
    page = drawn(
        app,
        """{{ layout.crumbs([('Operations', '/o'), ('New', none)]) }}{{ layout.steps(['File', 'Columns'], 2) }}
        {{ layout.tabs([{'label': 'Overview', 'url': '/a', 'current': true}, {'label': 'Plan', 'url': '/b'}], 'Operation') }}""",
    )
    assert [words(here) for here in page.cssselect("[aria-current]")] == ["New", "2 Columns", "Overview"]
