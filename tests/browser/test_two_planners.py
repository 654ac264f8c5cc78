"""Two planners write the same section at once in two browsers: both are told, and neither loses a word."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.accessible import findings

Enter = Callable[..., Page]
SECTION = "/operations/IREN-DU/plan/media"


def test_two_planners_write_one_section_and_nothing_is_lost(enter: Enter, complaints: list[str]) -> None:
    first, second = enter("planner"), enter("secretariat")
    first.goto(f"{SECTION}?lang=en")
    second.goto(f"{SECTION}?lang=en")
    first.get_by_label("English").fill("Each Member speaks for itself.")
    expect(first.locator("[data-said]")).to_contain_text("Draft kept")
    second.get_by_label("English").fill("The secretariat speaks for all.")
    expect(second.locator("[data-said]")).to_contain_text("writes here too")

    first.get_by_role("button", name="Save", exact=True).click()
    expect(first.locator("main")).to_contain_text("Each Member speaks for itself.")

    second.get_by_role("button", name="Save", exact=True).click()
    expect(second.locator("main")).to_contain_text("EN: Each Member speaks for itself.")
    expect(second.get_by_label("English")).to_have_value("The secretariat speaks for all.")
    assert findings(second) == []
    complaints[:] = [each for each in complaints if "409" not in each]
    second.get_by_label("English").fill("Each Member speaks for itself; the secretariat for all.")
    second.get_by_role("button", name="Save", exact=True).click()
    first.reload()
    expect(first.locator("#media")).to_contain_text("Each Member speaks for itself; the secretariat for all.")


def test_a_draft_outlives_its_browser(enter: Enter) -> None:
    left = enter("planner")
    left.goto("/operations/IREN-DU/plan/communication?lang=en")
    left.get_by_label("French").fill("Par ContainerComm.")
    expect(left.locator("[data-said]")).to_contain_text("Draft kept")
    left.close(run_before_unload=False)
    again = enter("planner")
    again.goto("/operations/IREN-DU/plan/communication?lang=en")
    expect(again.get_by_label("French")).to_have_value("Par ContainerComm.")
    assert findings(again) == []
    again.get_by_role("button", name="Discard the draft").click()
    expect(again.get_by_label("French")).not_to_have_value("Par ContainerComm.")
