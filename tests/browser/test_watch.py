"""The watch over browser tests sees what it was set to see."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.accessible import findings


def test_a_page_that_shuts_people_out_is_found(page: Page):
    page.set_content("<html><body><p style='color: #ccc'>pale</p><input></body></html>")
    found = " ".join(findings(page))
    assert "color-contrast" in found
    assert "label" in found


def test_a_request_to_another_host_is_stopped_and_told(page: Page, complaints: list[str]):
    page.goto("/sign-in")
    page.evaluate(
        "new Promise(done => { const image = new Image(); image.onerror = done; image.src = 'https://cdn.example/a.png'; })"
    )
    assert any("img-src" in complaint or "cdn.example" in complaint for complaint in complaints)
    complaints.clear()


def test_what_a_script_complains_of_is_told(page: Page, complaints: list[str]):
    page.goto("/sign-in")
    page.evaluate("console.error('something broke')")
    assert "something broke" in complaints
    complaints.clear()
