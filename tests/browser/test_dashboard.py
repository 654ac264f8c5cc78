"""The dashboard in a real browser: charts drawn, tables behind them, nothing from elsewhere, good for every reader."""

import pytest

from tests.browser.accessible import findings

ADDRESS = "/operations/IREN-DU/dashboard"


@pytest.mark.parametrize(("role", "lang"), [("planner", "en"), ("member.kz", "fr")])
def test_charts_are_drawn_and_have_their_tables(visit, role, lang):
    page = visit(role, lang, ADDRESS)
    chart = page.locator("#figure-by_mode")
    chart.scroll_into_view_if_needed()
    chart.locator(".js-plotly-plot").wait_for()
    chart.get_by_role("button", name={"en": "Table", "fr": "Tableau"}[lang]).click()
    assert chart.get_by_role("table").is_visible()


@pytest.mark.long  # among all pages each is looked at in one light, and with its charts drawn in test_charts
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", [ADDRESS, f"{ADDRESS}/export"])
def test_the_pages_are_accessible(visit, scheme, address):
    page = visit("planner", "en", address)
    page.emulate_media(color_scheme=scheme)
    assert findings(page) == []


def test_no_button_shares_a_chart(visit):
    page = visit("planner", "en", ADDRESS)
    page.locator("#figure-over_time .js-plotly-plot").wait_for()
    assert page.locator(".modebar-btn").count() == 0


def test_without_scripts_charts_are_pictures_beside_their_tables(enter):
    page = enter("planner", java_script_enabled=False)
    page.goto(ADDRESS)
    chart = page.locator("#figure-by_mode")
    assert chart.get_by_role("img").is_visible()
    assert chart.get_by_role("table").is_visible()
