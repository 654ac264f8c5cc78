"""The ready rows of a sheet are sent and the others stay, by plain forms in both languages, where the planner allows it."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browser.conftest import Enter
from tests.browser.stage import open_operation, person, row
from tests.journeys import sheets

BASE = "/operations/PARTS"
WORDS = {
    "en": ("Send the 1 ready row, keep the rest", "2 rows stay in the draft", "0 of 2 rows are ready", "Send"),
    "fr": (
        "Envoyer la ligne prête, garder le reste",
        "2 lignes restent dans le brouillon",
        "0 lignes sur 2 sont prêtes",
        "Transmettre",
    ),
}


@pytest.fixture(scope="module")
def parts(demo_app: Flask) -> None:
    """An operation whose planner lets ready rows go at once; Kazakhstan takes part."""
    secretariat = person(demo_app, "secretariat")
    open_operation(secretariat, "PARTS")
    secretariat.open(f"{BASE}/plan/sharing").press("Save", parts_allowed="on")
    member = person(demo_app, "member.kz")
    member.open(f"{BASE}/participants/KZ/answer").press("Send the answer", state="accepted")


@pytest.mark.parametrize("language", [pytest.param("en", marks=pytest.mark.long), "fr"])
@pytest.mark.usefixtures("parts")
def test_ready_rows_go_and_the_others_stay_by_plain_forms(enter: Enter, tmp_path: Path, language: str) -> None:
    page = enter("member.kz", java_script_enabled=False)
    button, stay, ready, send = WORDS[language]
    names = [f"{language}-{number}" for number in range(3)]
    upload(page, tmp_path / f"{language}.csv", language, names)
    page.get_by_role("link", name=button).click()
    draft = page.url.split(BASE)[1].split("/confirm")[0]
    beside = page.locator("#stays")
    expect(beside).to_contain_text(stay)
    for name in names[1:]:
        expect(beside).to_contain_text(name)
    page.check("[name=entitled]")
    page.get_by_role("button", name=send, exact=True).click()
    expect(page.locator("h1")).to_contain_text("R-")
    expect(page.get_by_text(stay)).to_be_visible()
    page.goto(f"{BASE}/results/")
    page.locator(f"main a[href$='{draft}']").first.click()
    expect(page.locator("#fix-bar")).to_contain_text(ready)


def upload(page: Page, file: Path, language: str, names: list[str]) -> None:
    """One good row and, of the two others, one with an error each."""
    good, unread, unknown = (sheets.said(row(national_ref=name), "en") for name in names)
    rows = [good, {**unread, "quantity": "a few"}, {**unknown, "commodity_class": "Cocain"}]
    file.write_bytes(sheets.text("en", rows, "utf-8"))
    page.goto(f"{BASE}/results/upload?lang={language}")
    page.set_input_files("[name=file]", file)
    page.click("form[enctype] button[type=submit]")
