"""S6 in the browser: what is unusual first, notes and answers, decided by keys for who wants them, in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessible import findings

QUEUE = "/review?operation=IREN-DU"


def open_first(page: Page, member: str) -> None:
    """The first delivery of a Member that waits."""
    page.goto(QUEUE)
    page.get_by_role("link", name=member, exact=True).first.click()
    expect(page).to_have_url(re.compile(r"/submissions/\d+/review"))


@pytest.mark.parametrize(
    ("language", "scheme", "width"),
    [pytest.param("en", "light", 1280, marks=pytest.mark.long), ("fr", "dark", 390)],
)
def test_queue_and_review_are_accessible(visit: Callable[..., Page], language: str, scheme: str, width: int):
    page = visit("liaison", language, QUEUE)
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    assert findings(page) == []
    page.locator("main tbody a").last.click()
    assert findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(
    ("language", "first", "unusual"),
    [
        ("en", "Look here first", "Quantity changed ten times or more"),
        ("fr", "À regarder en premier", "dix fois ou plus"),
    ],
)
def test_what_is_unusual_comes_first(visit: Callable[..., Page], language: str, first: str, unusual: str):
    page = visit("liaison", language, f"{QUEUE}&member=KZ&sort=-sent")
    page.locator("main tbody a").first.click()
    expect(page.get_by_role("heading", name=first)).to_be_visible()
    expect(page.locator("main")).to_contain_text(unusual)
    expect(page.locator("ins").first).to_be_visible()


def test_a_note_is_written_doubted_and_settled(visit: Callable[..., Page], complaints: list[str]):
    page = visit("liaison")
    open_first(page, "Tajikistan")
    place = page.url
    page.get_by_role("link", name=re.compile("^Add a note ")).first.click()
    page.get_by_label("Question").check()
    page.get_by_label("Text", exact=True).fill("Ask a.person@example.org")
    page.get_by_role("button", name="Write the note").click()
    expect(page.get_by_text("Persons are never named here").first).to_be_visible()
    complaints.clear()  # the browser says that the form came back
    page.get_by_label("Text", exact=True).fill("Kilograms or grams?")
    page.get_by_role("button", name="Write the note").click()
    expect(page.locator("#notes")).to_contain_text("Kilograms or grams?")
    assert page.url.startswith(place.split("#")[0])
    page.locator("#notes").get_by_role("button", name="Settle").click()
    expect(page.locator("#notes")).to_contain_text("Settled by")


def test_keys_act_only_when_switched_on(visit: Callable[..., Page]):
    page = visit("liaison")
    open_first(page, "Azerbaijan")
    page.get_by_role("button", name="Take in review").click()
    expect(page.locator(".review-state")).to_contain_text("In review by")
    here = page.url
    page.keyboard.press("r")
    expect(page).to_have_url(here)
    page.goto("/profile")
    page.get_by_label("Single keys act").check()
    page.locator("#keys").get_by_role("button", name="Apply").click()
    page.goto(here)
    page.keyboard.press("r")
    expect(page).to_have_url(re.compile("/return$"))
    page.keyboard.press("a")  # in the middle of nothing: there is nothing to accept here
    expect(page).to_have_url(re.compile("/return$"))
    page.goto(here)
    page.keyboard.press("a")
    expect(page.get_by_text("was accepted.")).to_be_visible()


def test_a_review_needs_no_script(enter: Callable[..., Page]):
    page = enter("liaison", java_script_enabled=False)
    open_first(page, "Kazakhstan")
    page.get_by_role("button", name="Take in review").click()
    page.get_by_role("link", name="Put back, not reviewed").click()
    page.get_by_label("Reason").fill("Taken by mistake")
    page.get_by_role("button", name="Put back").click()
    expect(page.locator("#main")).to_contain_text("Taken by mistake")
    expect(page.get_by_role("button", name="Take in review")).to_be_visible()


def test_what_came_back_shows_its_notes_where_it_is_put_right(visit: Callable[..., Page]):
    page = visit("member.kz", "fr", "/operations/COSMO2/results/upload")
    expect(page.locator("#notes")).to_contain_text("kilogrammes ou en grammes")
    page.goto("/?lang=en")
    page.get_by_role("link", name="See notes and fix").first.click()
    expect(page.locator("#notes")).to_contain_text("kilograms or in grams")
