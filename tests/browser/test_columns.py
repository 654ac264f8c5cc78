"""The step "Columns": a heading that lies and a column that is not there are put right by keyboard alone, and where no script runs."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessible import findings
from tests.browser.conftest import Enter

BASE = "/operations/IREN-DU/results"
COLUMNS = {
    "national_ref": "KZ-COLUMNS-1",
    "record_kind": "seizure",
    "detected_on": "2023-10-04",
    "place_name": "Dostyk",
    "transport_mode": "road",
    "country_departure": "CN",
    "country_destination": "KZ",
    "detection_basis": "risk_profile",
    "commodity_class": "drugs",
    "description": "White powder",
    "quantity": "12.5",
    "unit": "KGM",
    "brand": "A note of the officer",
}
KNOWN = {"en": "Known already", "fr": "Déjà connues"}
SAID = {
    "en": "Direction of movement: Import, for all rows, as you said.",
    "fr": "Sens du mouvement\u00a0: Importation, pour toutes les lignes, comme vous l’avez indiqué.",
}


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """A sheet without a direction whose brand is a note."""
    file = tmp_path / "own.csv"
    file.write_text("\n".join(";".join(row) for row in (COLUMNS, COLUMNS.values())), encoding="utf-8")
    return file


def upload(page: Page, file: Path, language: str) -> None:
    page.goto(f"{BASE}/upload?lang={language}")
    page.set_input_files("[name=file]", file)
    page.click("form[enctype] button[type=submit]")
    page.wait_for_url("**/columns")


def discard(page: Page) -> None:
    """Leaves the demo as it was."""
    page.goto(page.url.rsplit("/", 1)[0] + "/discard")
    page.locator("main form button").click()


@pytest.mark.parametrize("language", [pytest.param("en", marks=pytest.mark.long), "fr"])
def test_by_keyboard_alone(enter: Enter, sheet: Path, language: str) -> None:
    page = enter("member.kz")
    upload(page, sheet, language)
    assert findings(page) == []
    page.locator("#all-direction").focus()
    page.keyboard.type("Import")
    known = page.locator("summary", has_text=KNOWN[language])
    expect(known.locator("..")).to_have_attribute("open", "")  # what has no column may stand under a wrong name there
    for shown in (False, True):
        known.press("Enter")
        expect(page.get_by_label("brand", exact=False)).to_be_visible(visible=shown)
    brand = page.get_by_label("brand", exact=False)
    brand.focus()
    page.keyboard.type("Circ")
    assert brand.input_value() == "narrative"
    page.locator("#remember").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/confirm")
    expect(page.locator("main")).to_contain_text(SAID[language])
    discard(page)


def test_without_scripts_it_is_the_same_page(enter: Enter, sheet: Path) -> None:
    page = enter("member.kz", java_script_enabled=False)
    upload(page, sheet, "en")
    page.get_by_label("brand", exact=False).select_option("narrative")
    page.locator("#all-direction").select_option("import")
    page.locator("#remember").uncheck()
    page.locator("main form button", has_text="Go on").click()
    page.wait_for_url("**/confirm")
    expect(page.locator("main")).to_contain_text(SAID["en"])
    discard(page)
