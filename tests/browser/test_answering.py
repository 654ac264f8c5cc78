"""A question of the reviewer is answered where a sheet is put right or confirmed, and nothing else that is being typed there is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browser.accessible import findings
from tests.browser.conftest import Enter
from tests.browser.stage import open_operation, person, row, send
from tests.journeys import sheets

BASE = "/operations/ASKED"


@pytest.fixture(scope="module")
def asked(demo_app: Flask) -> None:
    """An operation in which Kazakhstan has sent a case, and is asked about it."""
    secretariat = person(demo_app, "secretariat")
    open_operation(secretariat, "ASKED")
    member = person(demo_app, "member.kz")
    member.open(f"{BASE}/participants/KZ/answer").press("Send the answer", state="accepted")
    address = send(member, sheets.said(row(), "en"), "ASKED").press("Send", entitled="on").address
    note = {"kind": "question", "text": "kg or g?"}
    secretariat.open(f"{address}/notes/new").press("Write the note", **note)


def upload(page: Page, folder: Path, **changes: str) -> None:
    """Sends a sheet of the case that was asked about."""
    (folder / "again.csv").write_bytes(sheets.text("en", [sheets.said(row(**changes), "en")], "utf-8"))
    page.goto(f"{BASE}/results/upload?lang=en")
    page.set_input_files("[name=file]", folder / "again.csv")
    page.click("form[enctype] button[type=submit]")


@pytest.mark.usefixtures("asked")
def test_enter_beside_an_open_question_confirms_and_does_not_answer(
    enter: Enter, tmp_path: Path, complaints: list[str]
) -> None:
    page = enter("member.kz")
    upload(page, tmp_path, container_no="CSQU3054380")
    page.wait_for_url("**/confirm")
    page.fill("[name^=reason-]", "The seal was whole")
    page.locator("[name^=reason-]").press("Enter")
    expect(page.locator(".error-summary")).to_contain_text("Confirm that you are entitled")
    complaints[:] = [each for each in complaints if "422" not in each]
    assert findings(page) == []


@pytest.mark.usefixtures("asked")
def test_without_scripts_cells_and_answer_go_together(enter: Enter, tmp_path: Path, complaints: list[str]) -> None:
    page = enter("member.kz", java_script_enabled=False)
    upload(page, tmp_path, quantity="a few")
    cell = page.get_by_role("textbox", name="Quantity, row 2")
    cell.fill("some")
    page.locator("#notes summary").click()
    page.fill("#notes textarea", "Ask N12345678")
    page.get_by_role("button", name="Send the answer").click()
    expect(page.locator(".error-summary")).to_contain_text("This looks like")
    expect(cell).to_have_value("some")
    expect(page.locator("#notes textarea")).to_have_value("Ask N12345678")
    complaints[:] = [each for each in complaints if "422" not in each]


@pytest.mark.usefixtures("asked")
def test_an_answer_leaves_the_reason_as_it_is_being_typed(enter: Enter, tmp_path: Path) -> None:
    page = enter("member.kz")
    upload(page, tmp_path, quantity="a few", container_no="CSQU3054380")
    page.wait_for_url("**/check")
    page.locator("#fix-groups a", has_text="Container number").click()
    page.fill(".fix-centre [name^='reason.']", "The seal was whole")
    page.locator("#notes summary").click()
    page.fill("#notes textarea", "Kilograms")
    page.get_by_role("button", name="Send the answer").click()
    expect(page.locator("#fix-said")).to_have_text("Your answer is sent.")
    expect(page.locator("#notes")).to_have_count(0)
    assert page.input_value(".fix-centre [name^='reason.']") == "The seal was whole"
    assert findings(page) == []
