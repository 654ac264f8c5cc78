"""Minutes typed by two people at once in two browsers: kept as they are typed, and never one over the other."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.accessible import findings

Enter = Callable[..., Page]


def test_minutes_are_kept_as_they_are_typed_and_two_writers_are_told(enter: Enter, complaints: list[str]) -> None:
    first = enter("planner")
    first.goto("/meetings/?q=cosmo+2&lang=en")
    first.get_by_role("link", name="Global planning seminar of COSMO 2").click()
    assert findings(first) == []
    first.get_by_role("link", name="Write minutes").click()
    assert findings(first) == []
    second = enter("secretariat")
    second.goto(f"{first.url}?lang=en")
    first.locator("textarea").nth(0).fill("Opened at half past nine.")
    expect(first.locator("[data-said]").nth(0)).to_have_text("Kept")
    second.locator("textarea").nth(0).fill("Opened by the Secretary General.")
    expect(second.locator("[data-said]").nth(0)).to_contain_text("Somebody changed this")
    complaints[:] = [each for each in complaints if "409" not in each]
    second.get_by_role("button", name="Save").nth(0).click()
    expect(second.locator("main")).to_contain_text("Opened at half past nine.")
    expect(second.locator("textarea").nth(0)).to_have_value("Opened by the Secretary General.")
    complaints[:] = [each for each in complaints if "409" not in each]
