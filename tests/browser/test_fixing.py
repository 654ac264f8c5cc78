"""A sheet with mistakes is put right and sent: by keyboard alone, by pasting, and by plain forms where no script runs."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.architecture.source import ROOT
from tests.browser.accessible import findings
from tests.browser.conftest import Enter
from tests.browser.stage import row
from tests.journeys import sheets

BASE = "/operations/IREN-DU/results"
MISTAKES = ROOT / "samples" / "mistakes.xlsx"
LEFT = {"en": "{} errors left", "fr": "{} erreurs restantes"}
PASTE = """text => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  const paste = new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true});
  document.activeElement.dispatchEvent(paste);
}"""

# The cell one stands in lies right of the head of its row, which is at the left edge, and left of the other edge.
SEEN = """() => {
  const [cell, head] = [document.activeElement, document.activeElement.closest("tr").querySelector("th")];
  const [it, row, table] = [cell, head, cell.closest(".fix-table")].map((each) => each.getBoundingClientRect());
  return row.left - table.left < 2 && it.left >= row.right - 1 && it.right <= table.right + 1;
}"""


WAITING = "Object.keys(sessionStorage).some((key) => key.startsWith('unsent') && !key.endsWith('newest'))"


def upload(page: Page, file: Path, language: str = "en") -> None:
    """From the file to the page "Check and fix"."""
    page.goto(f"{BASE}/upload?lang={language}")
    page.set_input_files("[name=file]", file)
    page.click("form[enctype] button[type=submit]")
    page.wait_for_url("**/check")


def discard(page: Page) -> None:
    """Leaves the demo as it was."""
    page.goto(page.url.split("/check")[0] + "/discard")
    page.locator("main form button").click()


def left(page: Page) -> str:
    """What the bar says of errors, read by screen readers too."""
    return page.locator("#fix-bar .chip").first.inner_text()


def active(page: Page) -> str:
    """The name of the cell one stands in."""
    return str(page.evaluate("document.activeElement.name ?? ''"))


@pytest.mark.parametrize("language", [pytest.param("en", marks=pytest.mark.long), "fr"])
def test_by_keyboard_alone(enter: Enter, language: str) -> None:
    page = enter("member.kz")
    upload(page, MISTAKES, language)
    assert findings(page) == []
    begun = int(left(page).split()[0])
    page.locator("#fix-rows input").first.focus()
    page.keyboard.press("F8")
    page.keyboard.press("F8")
    assert active(page) == "c.3.detected_on"
    page.keyboard.press("F2")
    page.keyboard.press("Control+a")
    page.keyboard.type("2023-10-24")
    page.keyboard.press("Enter")
    expect(page.locator("#fix-said")).to_contain_text(LEFT[language].format(begun - 1))
    assert active(page) == "c.4.detected_on"
    expect(page.locator("tr[data-row='3']")).to_have_class("fix-settled")
    page.keyboard.type("never kept")
    page.keyboard.press("Escape")
    assert page.input_value("[name='c.4.detected_on']") == "last week"
    page.keyboard.press("Control+z")
    expect(page.locator("#fix-said")).to_contain_text(LEFT[language].format(begun))
    page.keyboard.press("Control+y")
    expect(page.locator("#fix-said")).to_contain_text(LEFT[language].format(begun - 1))
    # The help with a cell is one Tab away; its first button is the suggestion.
    page.locator("[name='c.2.commodity_class']").focus()
    expect(page.locator("#fix-help h2")).to_have_text("Results!I2")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#fix-said")).to_contain_text(LEFT[language].format(begun - 2))
    assert active(page) == "c.2.commodity_class"
    assert findings(page) == []
    discard(page)


def test_a_column_is_pasted_and_undone_at_once(enter: Enter) -> None:
    page = enter("member.kz")
    upload(page, MISTAKES)
    begun = int(left(page).split()[0])
    page.locator("[name='c.6.quantity']").focus()
    page.evaluate(PASTE, "5\n6\n7\n")
    expect(page.locator("#fix-said")).to_contain_text(f"3 cells changed. {begun - 3} errors left")
    assert page.input_value("[name='c.8.quantity']") == "7"
    page.keyboard.press("Control+z")
    expect(page.locator("#fix-said")).to_contain_text(f"{begun} errors left")
    assert page.input_value("[name='c.7.quantity']") == "a few"
    discard(page)


def test_a_column_longer_than_the_page_fills_the_next_pages_too(enter: Enter, tmp_path: Path) -> None:
    page = enter("member.kz")
    cases = [row(national_ref=f"KZ-{number:04d}", detected_on="2023-10-24", quantity="a few") for number in range(130)]
    (tmp_path / "long.csv").write_bytes(sheets.text("en", [sheets.said(each, "en") for each in cases], "utf-8"))
    upload(page, tmp_path / "long.csv")
    begun = int(left(page).split()[0])
    page.locator("[name='c.11.quantity']").focus()
    page.evaluate(PASTE, "\n".join(str(number) for number in range(1, 126)))
    expect(page.locator("#fix-said")).to_contain_text("Filled 121 rows of the list. 4 lines found no row")
    assert int(left(page).split()[0]) == begun - 121
    assert page.input_value("[name='c.101.quantity']") == "91"
    expect(page.get_by_role("link", name="Next")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#fix-said")).to_contain_text(f"{begun} errors left")
    page.get_by_role("link", name="Next").click()
    assert page.input_value("[name='c.102.quantity']") == "a few"
    discard(page)


def test_undo_pressed_while_typing_takes_the_typing_back(enter: Enter) -> None:
    page = enter("member.kz")
    upload(page, MISTAKES)
    begun = int(left(page).split()[0])
    page.fill("[name='c.6.quantity']", "5")
    page.keyboard.press("Enter")
    expect(page.locator("#fix-bar .chip").first).to_have_text(f"{begun - 1} errors left")
    page.fill("[name='c.7.quantity']", "6")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("[name='c.7.quantity']")).to_have_value("a few")
    expect(page.locator("#fix-bar .chip").first).to_have_text(f"{begun - 1} errors left")
    discard(page)


def test_what_is_typed_while_the_line_is_broken_is_sent_when_it_is_back(enter: Enter, complaints: list[str]) -> None:
    page = enter("member.kz")
    upload(page, MISTAKES)
    begun = int(left(page).split()[0])
    page.locator("[name='c.6.quantity']").focus()
    page.context.set_offline(True)
    page.keyboard.type("5")
    page.keyboard.press("Enter")
    expect(page.locator("#fix-said")).to_contain_text("not kept yet")
    # Looked at once more, and left as it is; what is being typed when the line is back waits for its end.
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")
    page.keyboard.type("6")
    page.context.set_offline(False)
    expect(page.locator("#fix-said")).to_contain_text(f"1 cell changed. {begun - 1} errors left")
    assert active(page) == "c.7.quantity"
    assert page.input_value("[name='c.7.quantity']") == "6"
    page.keyboard.press("Enter")
    expect(page.locator("#fix-said")).to_contain_text(f"1 cell changed. {begun - 2} errors left")
    complaints[:] = [each for each in complaints if "ERR_INTERNET_DISCONNECTED" not in each]
    discard(page)


def test_what_is_typed_is_kept_though_the_page_is_reloaded_at_once(enter: Enter) -> None:
    page = enter("member.kz")
    upload(page, MISTAKES)
    begun = int(left(page).split()[0])
    page.locator("[name='c.6.quantity']").focus()
    page.keyboard.type("5")
    page.reload()
    expect(page.locator("#fix-bar .chip").first).to_have_text(f"{begun - 1} errors left")
    page.fill("[name='c.7.quantity']", "6")
    page.keyboard.press("Enter")
    page.reload()
    expect(page.locator("#fix-bar .chip").first).to_have_text(f"{begun - 2} errors left")
    page.wait_for_function(f"() => !{WAITING}")
    discard(page)


def test_a_page_made_before_the_last_answer_catches_up(enter: Enter) -> None:
    page = enter("member.kz")
    upload(page, MISTAKES)
    begun = int(left(page).split()[0])
    made_before = page.request.get(page.url)
    page.fill("[name='c.7.quantity']", "6")
    page.keyboard.press("Enter")
    expect(page.locator("#fix-bar .chip").first).to_have_text(f"{begun - 1} errors left")
    page.route("**/check", lambda route: route.fulfill(response=made_before))
    page.reload()
    expect(page.locator("#fix-bar .chip").first).to_have_text(f"{begun - 1} errors left")
    page.unroute_all()
    discard(page)


def test_what_did_not_arrive_waits_for_the_next_page(enter: Enter, complaints: list[str]) -> None:
    page = enter("member.kz")
    upload(page, MISTAKES)
    begun = int(left(page).split()[0])
    page.route("**/fix*", lambda route: route.abort())
    page.locator("[name='c.6.quantity']").focus()
    page.keyboard.type("5")
    page.keyboard.press("Enter")
    expect(page.locator("#fix-said")).to_contain_text("not kept yet")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.locator("#fix-said")).to_contain_text("not kept yet")
    assert page.input_value("[name='c.6.quantity']") == "5"
    page.unroute("**/fix*")
    expect(page.locator("#fix-said")).to_contain_text(f"{begun - 1} errors left")
    complaints[:] = [each for each in complaints if "ERR_FAILED" not in each]
    discard(page)


def test_the_case_stays_in_sight_and_no_cell_one_moves_to_is_hidden_behind_it(enter: Enter) -> None:
    page = enter("member.kz", viewport={"width": 1280, "height": 800})
    upload(page, MISTAKES)
    page.get_by_role("link", name="All columns").click()
    page.locator("#fix-rows input").first.focus()
    columns = page.locator("#fix-form thead th").count() - 1
    for key in ("ArrowRight", "ArrowLeft"):
        for _step in range(columns - 1):
            page.keyboard.press(key)
            assert page.evaluate(SEEN), active(page)
    discard(page)


def test_without_scripts_the_same_page_is_plain_forms(enter: Enter) -> None:
    page = enter("member.kz", java_script_enabled=False)
    upload(page, MISTAKES)
    expect(page.locator("#fix-help")).to_contain_text("then keep what you typed")
    assert page.locator("kbd:visible").count() == 0
    begun = int(left(page).split()[0])
    page.fill("[name='c.3.detected_on']", "2023-10-24")
    page.fill("[name='c.6.quantity']", "5")
    page.get_by_role("button", name="Keep what I typed").click()
    assert int(left(page).split()[0]) == begun - 2
    assert page.locator("tr[data-row='3']").count() == 0
    page.locator("tr[data-row='2'] button.no-script").first.click()
    page.fill("[name='c.7.quantity']", "6")
    page.locator("#fix-help button").first.click()
    assert int(left(page).split()[0]) == begun - 4
    page.get_by_role("button", name="Undo").click()
    assert int(left(page).split()[0]) == begun - 3
    page.fill("[name='c.8.quantity']", "7")
    page.locator("[name='c.8.quantity']").press("Enter")
    assert int(left(page).split()[0]) == begun - 4
    page.fill("[name='c.9.quantity']", "8")
    page.get_by_role("button", name="All columns").click()
    assert int(left(page).split()[0]) == begun - 5, "what was typed is kept on the way to something else"
    expect(page.get_by_role("button", name="All columns")).to_have_attribute("aria-current", "true")
    assert page.locator("a.with-script:visible").count() == 0
    discard(page)


def test_on_a_phone_there_is_a_card_for_each_row(enter: Enter) -> None:
    page = enter("member.kz", viewport={"width": 390, "height": 800})
    upload(page, MISTAKES)
    card = page.locator("tr[data-row='3']")
    expect(card.locator("th")).to_have_text("Row 3 KZ-503")
    assert card.locator("td:visible").count() == 1
    expect(card.locator(".cell-message")).to_contain_text("31/09/2023")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    discard(page)


def test_a_file_that_did_not_arrive_is_sent_again_with_one_press(enter: Enter, complaints: list[str]) -> None:
    page = enter("member.kz")
    page.goto(f"{BASE}/upload?lang=en")
    page.set_input_files("[name=file]", MISTAKES)
    page.context.set_offline(True)
    page.click("form[enctype] button[type=submit]")
    expect(page.locator("[data-line]")).to_contain_text("It is still chosen: press again")
    page.context.set_offline(False)
    page.click("form[enctype] button[type=submit]")
    page.wait_for_url("**/check")
    complaints[:] = [each for each in complaints if "ERR_INTERNET_DISCONNECTED" not in each]
    discard(page)


def test_a_file_that_is_not_taken_says_why_on_the_same_page(
    enter: Enter, tmp_path: Path, complaints: list[str]
) -> None:
    page = enter("member.kz")
    page.goto(f"{BASE}/upload?lang=en")
    (tmp_path / "empty.csv").write_text("")
    page.set_input_files("[name=file]", tmp_path / "empty.csv")
    page.click("form[enctype] button[type=submit]")
    expect(page.locator("main")).to_contain_text("This file was not taken")
    page.set_input_files("[name=file]", MISTAKES)
    page.click("form[enctype] button[type=submit]")
    page.wait_for_url("**/check")
    complaints[:] = [each for each in complaints if "422" not in each]
    discard(page)
