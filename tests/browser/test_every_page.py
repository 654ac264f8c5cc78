"""Every page there is: accessible in both themes and languages, whole on a phone and on a desk, and of this host alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.architecture.source import ROOT
from tests.browser.accessible import findings
from tests.browser.conftest import Enter, Look, Theme
from tests.browser.looks import DESK, PHONES, amiss
from tests.browser.pages import NO_PAGES, PAGES, STAGED, Place

EVERY = sorted([*PAGES, *STAGED])
LIGHTS = [(language, theme) for language in ("en", "fr") for theme in ("light", "dark")]
# Each page in one of them, in turn; `make test-all` looks at each page in all.
TURNS = [(endpoint, *LIGHTS[number % len(LIGHTS)]) for number, endpoint in enumerate(EVERY)]
PICTURES = ROOT / "test-results" / "pages"
LIGHT = 120_000  # bytes that a first visit may cost on a slow line
SLOW_LINE = ("home.home", "results.upload", "results.form", "results.returns", "results.cases", "participants.browse", "operations.browse")  # fmt: skip


def place(endpoint: str, stage: dict[str, str]) -> Place:
    """Where a page is."""
    return PAGES[endpoint] if endpoint in PAGES else Place(STAGED[endpoint], stage[endpoint])


def settle(page: Page) -> None:
    """Charts are drawn when they are seen."""
    for plot in page.locator("[data-figure-url]").all():
        plot.scroll_into_view_if_needed()
        expect(plot.locator(".main-svg").first).to_be_visible()


def test_no_page_is_left_out(demo_app: Flask):
    there = {rule.endpoint for rule in demo_app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert there - NO_PAGES == set(EVERY)


@pytest.mark.parametrize(("endpoint", "language", "theme"), TURNS)
def test_the_page_is_sound(look: Look, stage: dict[str, str], endpoint: str, language: str, theme: Theme):
    there = place(endpoint, stage)
    page = look(there.person, theme)
    there.open(page, language)
    expect(page.locator("html")).to_have_attribute("lang", language)
    assert findings(page) == []
    assert amiss(page, *PHONES, DESK["width"]) == []


@pytest.mark.long
@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("endpoint", EVERY)
def test_the_page_is_sound_in_every_light(enter: Enter, stage: dict[str, str], endpoint: str, language: str):
    there = place(endpoint, stage)
    page = enter(there.person, viewport=DESK)
    there.open(page, language)
    settle(page)
    found: list[str] = []
    for width in (*PHONES, 820, 1280, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            picture(page, f"{endpoint}-{language}-{width}-{theme}")
            found += [f"{width} px, {theme}: {finding}" for finding in findings(page)]
        found += amiss(page, width)
    assert found == []


@pytest.mark.parametrize("endpoint", SLOW_LINE)
def test_a_first_visit_is_light(enter: Enter, stage: dict[str, str], endpoint: str):
    received: list[int] = []
    libraries: list[str] = []
    there = place(endpoint, stage)
    page = enter(there.person)
    page.on("requestfinished", lambda request: received.append(request.sizes()["responseBodySize"]))
    page.on("request", lambda request: libraries.append(request.url) if "plotly" in request.url else None)
    there.open(page, "en")
    page.wait_for_load_state("networkidle")
    assert 0 < sum(received) < LIGHT
    assert libraries == []


def picture(page: Page, name: str) -> Path:
    """A picture of the whole page, to be looked at."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    path = PICTURES / f"{name}.png"
    page.screenshot(path=path, full_page=True, animations="disabled")
    return path
