"""Home in the browser: accessible in both languages, light and dark, wide and narrow; its buttons lead where they say."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessible import findings


@pytest.mark.parametrize(
    ("person", "language", "scheme", "width"),
    [
        ("member.kz", "fr", "dark", 390),
        ("planner", "en", "light", 1280),
        pytest.param("member.kz", "en", "light", 1280, marks=pytest.mark.long),
        pytest.param("planner", "fr", "dark", 390, marks=pytest.mark.long),
    ],
)
def test_home_is_accessible(visit: Callable[..., Page], person: str, language: str, scheme: str, width: int):
    page = visit(person, language)
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    assert findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_what_came_back_is_one_step_away(visit: Callable[..., Page]):
    page = visit("member.kz")
    expect(page.get_by_role("heading", level=1)).to_contain_text("What needs you now")
    page.get_by_role("link", name="See notes and fix").first.click()
    expect(page).to_have_url(re.compile("/results/submissions/"))


def test_an_overdue_return_can_be_uploaded_from_home(visit: Callable[..., Page]):
    page = visit("member.kz")
    page.get_by_role("link", name="Upload results").first.click()
    expect(page.locator("input[type=file]")).to_be_attached()
