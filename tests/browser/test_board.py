"""S5, the participation board in the browser: read, walked by keyboard, chosen on and reminded from, in both languages, without scripts too."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessible import findings
from tests.browser.looks import amiss

BOARD = "/operations/IREN-DU/board"


@pytest.mark.parametrize(
    ("person", "language", "scheme"),
    [
        ("planner", "en", "light"),
        ("member.kz", "fr", "dark"),
        pytest.param("planner", "fr", "dark", marks=pytest.mark.long),
        pytest.param("member.kz", "en", "light", marks=pytest.mark.long),
    ],
)
def test_the_board_is_accessible_and_nothing_is_cut(
    visit: Callable[..., Page], person: str, language: str, scheme: str
):
    page = visit(person, language, BOARD)
    page.emulate_media(color_scheme=scheme)
    assert findings(page) == []
    assert amiss(page, 390, 1280) == []


@pytest.mark.parametrize(
    "path",
    ["/operations/COSMO2/board?overdue=1", f"{BOARD}?select=1", "/operations/IREN-DU/results/returns/KZ/4", "/due"],
)
def test_what_hangs_on_the_board_is_accessible(visit: Callable[..., Page], path: str):
    page = visit("secretariat", "fr", path)
    assert findings(page) == []
    assert amiss(page, 390) == []


def test_a_cell_opens_its_return_by_keyboard(visit: Callable[..., Page]):
    page = visit("planner", "en", BOARD)
    page.locator("a[href='results/returns/AZ/1']").focus()
    assert (page.evaluate("document.activeElement.title") or "").startswith("Azerbaijan, 2–8 October 2023, ")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    assert "9–15 October 2023" in (page.evaluate("document.activeElement.title") or "")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/results/returns/\w\w/2$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("9–15 October 2023")


def test_members_are_chosen_previewed_in_either_language_and_reminded_once(visit: Callable[..., Page]):
    for language, remind in (("en", "Remind"), ("fr", "Relancer")):
        page = visit("liaison", language, BOARD)
        page.get_by_role("checkbox", name=re.compile("Kazakhstan")).check()
        expect(page.locator("[data-selected]")).to_have_text("1")
        page.get_by_role("button", name=remind, exact=True).click()
        expect(page.locator("main")).to_contain_text("ncp.kz@demo.opsplanner.example")
        assert findings(page) == []
    page.get_by_role("button", name="Envoyer 1 message").click()
    expect(page.get_by_text("1 rappel est en route")).to_be_visible()


def test_without_scripts_members_are_chosen_all_the_same(enter: Callable[..., Page]):
    page = enter("planner", java_script_enabled=False)
    page.goto(f"{BOARD}?lang=en")
    page.get_by_role("checkbox", name="Tajikistan").check()
    page.get_by_role("button", name="Remind", exact=True).click()
    assert "in English" in page.locator("main").inner_text()
    page.goto(f"{BOARD}?select=1")
    page.get_by_role("checkbox", name=re.compile("Kazakhstan, 23–29 October")).check()
    page.get_by_role("button", name="More time or excuse").click()
    assert "Kazakhstan, 23–29 October 2023" in page.locator("main").inner_text()


def test_on_a_phone_the_board_is_a_list_of_whom_to_call(visit: Callable[..., Page]):
    page = visit("planner", "en", BOARD)
    page.set_viewport_size({"width": 390, "height": 900})
    expect(page.get_by_role("heading", name="Overdue (2)")).to_be_visible()
    expect(page.get_by_role("table", name="Returns by Member and period")).to_be_hidden()
    mail = page.get_by_role("link", name="Mail").first
    assert (mail.get_attribute("href") or "").startswith("mailto:")
    page.get_by_role("button", name="Remind", exact=True).click()
    expect(page.get_by_role("alert")).to_have_text("Nothing is ticked. Tick the Members or the returns first.")
    page.get_by_role("checkbox").first.check()
    expect(page.locator("[data-selected]")).to_have_text("1")
    page.get_by_role("button", name="Remind", exact=True).click()
    expect(page.get_by_role("heading", name="Remind", exact=True)).to_be_visible()


def test_boxes_in_between_are_ticked_with_shift(visit: Callable[..., Page]):
    page = visit("planner", "en", "/operations/COSMO2/board?overdue=1")
    boxes = page.get_by_role("table").locator("input[name=member]")
    boxes.nth(0).click()
    boxes.nth(4).click(modifiers=["Shift"])
    expect(page.locator("[data-selected]")).to_have_text("5")
