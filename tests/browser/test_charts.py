"""Charts are drawn when they come into view, from this host alone, and nobody is offered to send them elsewhere."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessible import findings
from tests.browser.conftest import Enter
from tests.browser.looks import DESK

SENDS = "[data-title*=hare], [data-title*=loud], [aria-label*=hare], [aria-label*=loud], .modebar-btn"
DASHBOARDS = ("/operations/IREN-DU/dashboard", "/operations/COSMO2/dashboard", "/lessons/dashboard")


def drawn(page: Page) -> int:
    """Goes down the page; each chart that comes into view is drawn."""
    plots = page.locator("[data-figure-url]").all()
    for plot in plots:
        plot.scroll_into_view_if_needed()
        expect(plot.locator(".main-svg").first).to_be_visible()
    return len(plots)


@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("fr", "dark")])
@pytest.mark.parametrize("address", DASHBOARDS)
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
