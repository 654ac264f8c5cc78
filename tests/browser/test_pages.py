"""Every kind of page on the demo: accessible, within its width, silent, in two languages, two themes and two widths."""

from __future__ import annotations

from itertools import product

import pytest
from playwright.sync_api import Page

from tests.browser.accessible import findings

OPERATION = "/operations/COSMO2"
PAGES = {
    "secretariat": [
        "/",
        "/operations/",
        "/operations/new",
        f"{OPERATION}/",
        f"{OPERATION}/plan",
        f"{OPERATION}/plan/dates",
        f"{OPERATION}/periods",
        f"{OPERATION}/participants",
        f"{OPERATION}/participants/add",
        f"{OPERATION}/participants/KZ",
        f"{OPERATION}/contacts",
        f"{OPERATION}/results/cases",
        f"{OPERATION}/results/submissions",
        f"{OPERATION}/board",
        f"{OPERATION}/dashboard",
        f"{OPERATION}/dashboard/export",
        f"{OPERATION}/documents",
        f"{OPERATION}/lessons",
        f"{OPERATION}/log",
        "/lessons/dashboard",
        "/programmes/",
        "/organisations",
        "/organisations/KZ",
        "/people",
        "/people/invite",
        "/outbox",
        "/audit",
    ],
    "member.kz": [
        "/",
        "/operations/IREN-DU/results/",
        "/operations/IREN-DU/results/upload",
        "/operations/IREN-DU/results/form",
        "/operations/IREN-DU/results/effort",
        "/operations/IREN-DU/dashboard",
        "/profile",
    ],
    "observer": ["/", f"{OPERATION}/dashboard"],
}
LOOKS = list(product(["en", "fr"], ["light", "dark"], [320, 1280]))
SHORT = [("en", "light", 1280), ("fr", "dark", 320)]
CASES = [
    pytest.param(person, *look, marks=[] if look in SHORT else pytest.mark.long) for person in PAGES for look in LOOKS
]


def faults(page: Page, path: str) -> list[str]:
    """What is wrong with the page once everything on it is drawn."""
    answer = page.goto(path)
    page.wait_for_load_state("networkidle")
    found = [f"{path}: {finding}" for finding in findings(page)]
    if answer is None or answer.status != 200:
        found.append(f"{path}: {answer and answer.status}")
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        found.append(f"{path}: wider than the screen")
    if page.locator("[data-title*='Share'], [data-title*='cloud'], .modebar-btn--logo").count():
        found.append(f"{path}: a chart offers to send its data away")
    return found


@pytest.mark.parametrize(("person", "language", "theme", "width"), CASES)
def test_every_page_is_sound(visit, page: Page, person: str, language: str, theme: str, width: int):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=theme)
    visit(person, language)
    assert [fault for path in PAGES[person] for fault in faults(page, path)] == []
