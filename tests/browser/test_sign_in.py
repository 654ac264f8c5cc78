"""The first page anyone sees, in both languages and both themes."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessible import findings
from tests.browser.watching import sign_in


@pytest.mark.long  # among all pages it is looked at in one light
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_sign_in_page_is_accessible(page: Page, language: str, theme: str):
    page.emulate_media(color_scheme=theme)
    page.goto(f"/sign-in?lang={language}")
    expect(page.locator("html")).to_have_attribute("lang", language)
    assert findings(page) == []


def test_the_other_language_is_named_in_itself(page: Page):
    page.goto("/sign-in?lang=en")
    page.get_by_role("link", name="Français").click()
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page).to_have_url(re.compile("/sign-in"))


@pytest.mark.parametrize("person", ["secretariat", "planner", "liaison", "member.kz", "member.ge", "observer"])
def test_every_demo_person_comes_in_and_goes_out(page: Page, person: str):
    sign_in(page, person)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.locator(".bar-tools summary").click()
    page.locator("form[action*='sign-out'] button").click()
    expect(page).to_have_url(re.compile("/sign-in"))


def test_a_wrong_pass_phrase_is_answered_with_a_sentence(page: Page):
    page.goto("/sign-in?lang=en")
    page.fill("[name=email]", "secretariat@demo.opsplanner.example")
    page.fill("[name=password]", "not the pass phrase")
    page.press("[name=password]", "Enter")
    expect(page.get_by_role("alert").first).to_be_visible()
    assert "/sign-in" in page.url
