"""Ctrl+K: found by keyboard alone, told to screen readers, and the same without scripts."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.accessible import findings

Visit = Callable[..., Page]


def test_a_page_of_an_operation_is_reached_by_keyboard_alone(visit: Visit):
    page = visit("planner", "en", "/lessons")
    page.keyboard.press("Control+k")
    box = page.get_by_role("combobox", name="Find an operation")
    expect(box).to_be_focused()
    page.keyboard.type("iren board")
    expect(page.get_by_role("option", name="IREN-DU: Board")).to_be_visible()
    assert findings(page) == []
    page.keyboard.press("Enter")
    page.wait_for_url("**/operations/IREN-DU/board")


def test_the_arrows_choose_and_the_box_names_what_is_chosen(visit: Visit):
    page = visit("planner", "en", "/")
    page.keyboard.press("Control+k")
    with page.expect_response("**/find?q=cosmo"):
        page.keyboard.type("cosmo")
    second = page.get_by_role("option", name="Operation COSMO 2")
    expect(second).to_have_attribute("id", "hit-2")
    page.keyboard.press("ArrowDown")
    expect(second).to_have_attribute("aria-selected", "true")
    expect(page.get_by_role("combobox", name="Find an operation")).to_have_attribute("aria-activedescendant", "hit-2")
    page.keyboard.press("Escape")
    expect(page.locator("dialog.palette")).to_be_hidden()


def test_nothing_found_is_told_and_leads_to_the_page(visit: Visit):
    page = visit("planner", "fr", "/")
    page.get_by_role("link", name="Chercher").click()
    page.keyboard.type("zqzqzq")
    expect(page.get_by_text("Rien n’est trouvé")).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/find?q=zqzqzq")


def test_without_scripts_the_link_leads_to_the_search(enter: Callable[..., Page]):
    page = enter("planner", java_script_enabled=False)
    page.goto("/?lang=en")
    page.get_by_role("link", name="Find").click()
    page.fill("#q", "kazakhstan")
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_role("link", name="Kazakhstan", exact=True)).to_be_visible()
