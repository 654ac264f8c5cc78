"""The frame of every page: theme and density that stay, menus and skip link by keyboard, nothing lost without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.accessible import findings
from tests.browser.looks import amiss

ONE_LINE = 56  # pixels high at most
SLOW_LINE = 120_000  # bytes a first visit to a page without charts may cost
DARK_CANVAS = "rgb(15, 23, 30)"


def background(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def test_a_chosen_theme_stays(page: Page):
    page.emulate_media(color_scheme="light")
    page.goto("/sign-in?lang=en")
    page.get_by_text("Display", exact=True).click()
    page.get_by_label("Dark").check()
    page.get_by_label("Compact").check()
    assert background(page) == DARK_CANVAS
    page.goto("/sign-in")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.locator("html")).to_have_attribute("data-density", "compact")
    assert background(page) == DARK_CANVAS


def test_paper_is_always_light(page: Page):
    page.emulate_media(color_scheme="dark", media="print")
    page.goto("/sign-in?lang=en")
    assert background(page) == "rgb(255, 255, 255)"
    expect(page.locator(".bar")).to_be_hidden()


def test_a_menu_closes_on_escape_and_gives_the_focus_back(page: Page):
    page.goto("/sign-in?lang=en")
    menu = page.locator("details[data-menu]")
    page.get_by_text("Display", exact=True).click()
    page.get_by_label("Dark").focus()
    page.keyboard.press("Escape")
    assert not menu.evaluate("menu => menu.open")
    expect(menu.locator("summary")).to_be_focused()


def test_the_first_tab_leads_past_the_bar(page: Page):
    page.goto("/sign-in?lang=en")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    assert skip.evaluate("link => link.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_nothing_sticks_out_sideways(page: Page):
    page.goto("/sign-in?lang=fr")
    assert amiss(page, 320, 390, 768, 1280, 1920) == []


def test_without_scripts_nothing_is_shown_that_needs_them(browser: Browser, base_url: str):
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    page = context.new_page()
    page.goto("/sign-in?lang=en")
    expect(page.get_by_text("Display", exact=True)).to_be_hidden()
    expect(page.get_by_role("button", name="Sign in").first).to_be_visible()
    context.close()


def test_a_first_visit_is_light(page: Page):
    received: list[int] = []
    page.on("requestfinished", lambda request: received.append(request.sizes()["responseBodySize"]))
    page.goto("/sign-in?lang=en")
    page.wait_for_load_state("networkidle")
    assert 0 < sum(received) < SLOW_LINE


@pytest.mark.parametrize("language", [pytest.param("en", marks=pytest.mark.long), "fr"])
def test_the_bar_is_one_line_at_every_width_and_its_menu_opens_by_keyboard(visit, page: Page, language: str):
    visit("member.kz", language)
    for width in (320, 390, 768, 1000, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.locator(".bar").bounding_box()["height"] <= ONE_LINE
    page.set_viewport_size({"width": 320, "height": 900})
    page.get_by_text("Menu", exact=True).focus()
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        page.keyboard.press("Enter")
        expect(page.locator(".bar-menu a").last).to_be_in_viewport(ratio=1)
        assert findings(page) == []
        page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/operations/")


def test_the_display_chosen_in_the_header_is_kept_with_the_person(visit, page: Page):
    visit("member.ge", "en")
    for chosen in ("Dark", "Automatic"):  # back again: other tests meet the same person
        page.locator(".bar-tools summary").click()
        with page.expect_response("**/profile/display") as answered:
            page.locator("header").get_by_label(chosen).check()
        assert answered.value.status == 204
        page.goto("/profile?lang=en")
        expect(page.locator("#display").get_by_label(chosen)).to_be_checked()


def test_on_a_phone_the_open_tab_is_in_view(visit, page: Page):
    page.set_viewport_size({"width": 390, "height": 900})
    visit("planner", "fr", "/operations/IREN-DU/lessons")
    expect(page.locator(".tabs [aria-current]").first).to_be_in_viewport(ratio=1)
