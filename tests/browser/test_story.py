"""The main job by mouse and keyboard, in both languages: plan, invite, upload, put right, send, nil, look, take along."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browser.conftest import Enter
from tests.browser.stage import TODAY, open_operation, person, row
from tests.journeys import sheets

PRIMARY = "main button.button-primary"


def go_on(page: Page) -> None:
    """The one button of a page that leads on."""
    page.locator(PRIMARY).first.click()
    page.wait_for_load_state()


def upload(page: Page, code: str, path: Path, language: str) -> None:
    """By the file chooser."""
    page.goto(f"/operations/{code}/results/upload?lang={language}")
    with page.expect_file_chooser() as chooser:
        page.locator("input[type=file]").click()
    chooser.value.set_files(path)
    go_on(page)


def written(folder: Path, language: str, **changes: str) -> Path:
    """A text file of one case, in the Member's language."""
    told = {**sheets.said(row(), language), **changes}
    path = folder / "results.csv"
    path.write_bytes(sheets.text(language, [told], "utf-8"))
    return path


def report(page: Page, code: str, folder: Path, language: str) -> None:
    """A mistake is told at its cell, the corrected file is sent, and nothing is said for the week before."""
    upload(page, code, written(folder, language, quantity="a dozen"), language)
    expect(page.locator("main")).to_contain_text("a dozen")
    expect(page.locator("main")).to_contain_text("L2")
    upload(page, code, written(folder, language), language)
    expect(page.locator("main")).to_contain_text("12,5" if language == "fr" else "12.5")
    page.check("#entitled")
    go_on(page)
    expect(page.locator("h1")).to_contain_text("R-")
    page.goto(f"/operations/{code}/results/?lang={language}")
    page.locator("form[action$='/results/nil'] button").first.click()
    expect(page.locator("h1")).to_contain_text("R-")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_from_the_plan_to_the_slides(enter: Enter, tmp_path: Path, language: str):
    code = f"STORY-{language.upper()}"
    planner = enter("secretariat")
    plan(planner, code, language)
    member = enter("member.kz")
    member.goto(f"/operations/{code}/participants/KZ/answer?lang={language}")
    member.locator("[name=state]").first.check()
    go_on(member)
    report(member, code, tmp_path, language)
    look(planner, code, language, tmp_path)


def plan(page: Page, code: str, language: str) -> None:
    """Opens the operation and invites Kazakhstan."""
    page.goto(f"/operations/new?lang={language}")
    page.check("[name=preset][value=container]")
    page.fill("[name=code]", code)
    page.fill("[name=name-en]", "Ports this month")
    page.fill("[name=name-fr]", "Les ports ce mois-ci")
    page.fill("[name=starts_on]", (TODAY - timedelta(days=10)).isoformat())
    page.fill("[name=ends_on]", (TODAY + timedelta(days=17)).isoformat())
    go_on(page)
    expect(page.locator("main")).to_contain_text("Les ports ce mois-ci" if language == "fr" else "Ports this month")
    page.goto(f"/operations/{code}/participants/add")
    page.fill("[name=names]", "Kazakhstan\nGeorgia")
    go_on(page)
    expect(page.locator("input[name=organisation]")).to_have_count(2)
    go_on(page)
    page.goto(f"/operations/{code}/participants")
    expect(page.locator("tbody tr")).to_have_count(2)


def look(page: Page, code: str, language: str, folder: Path) -> None:
    """The charts are drawn, their tables say the same, and one is taken along."""
    page.goto(f"/operations/{code}/dashboard?lang={language}")
    figure = page.locator("#figure-by_class")
    figure.scroll_into_view_if_needed()
    expect(figure.locator(".main-svg").first).to_be_visible()
    assert page.locator(".modebar-btn, [data-title*='Share']").count() == 0
    figure.locator("[data-table-toggle]").click()
    expect(figure.get_by_role("row")).to_have_count(2)
    expect(figure.get_by_role("table")).to_contain_text("Drugs" if language == "en" else "Stupéfiants")
    figure.locator("summary").first.click()
    with page.expect_download() as download:
        figure.locator("a[href*='format=pptx']").click()
    assert f"_{language}.pptx" in download.value.suggested_filename
    page.goto(f"/operations/{code}/dashboard/export")
    page.check("[name=format][value=json]")
    with page.expect_download() as download:
        go_on_downloading(page)
    download.value.save_as(folder / "figures.json")
    told = json.loads((folder / "figures.json").read_text())
    assert {each["key"]: each["value"] for each in told["measures"]}["cases"] == "1"


def go_on_downloading(page: Page) -> None:
    """The same button, which leads to a file."""
    page.locator(PRIMARY).first.click()


def test_it_is_done_without_scripts(enter: Enter, demo_app: Flask, tmp_path: Path, complaints: list[str]):
    open_operation(person(demo_app, "secretariat"), "PLAIN")
    page = enter("", java_script_enabled=False)
    page.goto("/sign-in?lang=fr")
    page.fill("[name=email]", "member.kz@demo.opsplanner.example")
    page.fill("[name=password]", "demo-opsplanner-2026")
    go_on(page)
    page.goto("/operations/PLAIN/participants/KZ/answer?lang=fr")
    page.locator("[name=state]").first.check()
    go_on(page)
    report(page, "PLAIN", tmp_path, "fr")
    page.goto("/operations/PLAIN/results/form?lang=fr")
    go_on(page)
    expect(page.locator(".error-summary a").first).to_be_visible()
    complaints[:] = [heard for heard in complaints if "422" not in heard]  # the empty form, sent on purpose
    page.goto("/operations/PLAIN/dashboard")
    expect(page.locator("#figure-by_class").get_by_role("table")).to_be_visible()
