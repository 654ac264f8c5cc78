"""Charts are drawn when they come into view, from this host alone, and nobody is offered to send them elsewhere."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessible import findings
from tests.browser.conftest import Enter
from tests.browser.looks import DESK

PHONE = {"width": 390, "height": 844}
SENDS = "[data-title*=hare], [data-title*=loud], [aria-label*=hare], [aria-label*=loud], .modebar-btn"
DASHBOARDS = ("/operations/IREN-DU/dashboard", "/operations/COSMO2/dashboard", "/lessons/dashboard")

LIGHTS = [("en", "light"), ("fr", "dark")]
IN_TURN = [(address, *LIGHTS[number % 2]) for number, address in enumerate(DASHBOARDS)]
IN_ALL = [(address, *light) for address in DASHBOARDS for light in LIGHTS]
TURNS = [*IN_TURN, *(pytest.param(*turn, marks=pytest.mark.long) for turn in IN_ALL if turn not in IN_TURN)]


def drawn(page: Page) -> int:
    """Goes down the page; each chart that comes into view is drawn."""
    plots = page.locator("[data-figure-url]").all()
    for plot in plots:
        plot.scroll_into_view_if_needed()
        expect(plot.locator(".main-svg").first).to_be_visible()
    return len(plots)


@pytest.mark.parametrize(("address", "language", "theme"), TURNS)
def test_every_chart_is_drawn(enter: Enter, address: str, language: str, theme: str):
    page = enter("secretariat", viewport=DESK, color_scheme=theme)
    page.goto(f"{address}?lang={language}")
    assert drawn(page) >= 3
    assert page.locator(SENDS).count() == 0
    assert findings(page) == []


def test_every_chart_has_the_same_numbers_as_a_table(enter: Enter):
    page = enter("planner", viewport=DESK)
    page.goto("/operations/IREN-DU/dashboard?lang=en")
    drawn(page)
    for figure in page.locator("figure[data-figure]").all():
        figure.locator("[data-table-toggle]").click()
        expect(figure.get_by_role("table")).to_be_visible()
        assert figure.get_by_role("row").count() > 1


@pytest.mark.parametrize("language", [pytest.param("en", marks=pytest.mark.long), "fr"])
def test_on_a_phone_every_bar_shows_its_number_within_the_page(enter: Enter, language: str):
    page = enter("secretariat", viewport=PHONE)
    page.goto(f"/lessons/dashboard?lang={language}")
    assert drawn(page) >= 3
    for plot in page.locator("[data-figure-url]").all():
        frame = plot.bounding_box()
        numbers = plot.locator("text.bartext")
        expect(numbers).not_to_have_count(0)
        for number in numbers.all():
            box = number.bounding_box()
            assert frame
            assert box
            assert frame["x"] <= box["x"] < box["x"] + box["width"] <= frame["x"] + frame["width"]


@pytest.mark.parametrize(("viewport", "notices"), [(PHONE, 0), (DESK, 1)])
def test_the_boundary_notice_stands_in_the_picture_of_a_map_only_where_it_fits(
    enter: Enter, viewport: dict[str, int], notices: int
):
    page = enter("secretariat", viewport=viewport)
    page.goto("/operations/IREN-DU/dashboard?lang=fr")
    drawn(page)
    world = page.locator("[data-figure-url]").filter(has=page.locator(".geolayer .choropleth")).first
    expect(world.locator(".annotation-text")).to_have_count(notices)
