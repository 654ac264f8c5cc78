"""The template builder in the browser: a field in three languages, looked at, kept back by the gate, published, compared, copied; both languages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browser.accessible import findings
from tests.browser.looks import amiss
from tests.browser.stage import open_operation, person
from tests.browser.test_story import go_on

KEY = "own_seal_colour"
LABELS = {"en": "Seal colour", "fr": "Couleur du scellé", "ru": "Цвет пломбы"}
ENTRIES = "R | Red | Rouge | Красный\nG | Green | Vert | Зелёный"
NO_RUSSIAN = {"en": "Seal colour has no label in Russian.", "fr": "Couleur du scellé n’a pas de libellé (Russe)."}
ADDED = {"en": "Added", "fr": "Ajouté"}
UNDER_WAY = "/operations/COSMO/template"


def say(page: Page, labels: dict[str, str]) -> None:
    """The labels of a field, in these languages."""
    for language, words in labels.items():
        page.locator(f"#label-{language}").fill(words)


def fine(page: Page) -> None:
    """What every page of the builder must be: readable by machines, whole on a phone and a desk, in the dark."""
    assert amiss(page, 390, 1280) == []
    assert findings(page) == []
    page.emulate_media(color_scheme="dark")
    assert findings(page) == []
    page.emulate_media(color_scheme="light")


def publish(page: Page, base: str, why: str) -> None:
    """The draft as the next version."""
    page.goto(f"{base}/draft/publish")
    page.locator("#note").fill(why)
    go_on(page)
    expect(page.locator("main tbody tr").first).to_contain_text(why)


def add_seal_colour(page: Page, base: str, language: str) -> None:
    """A choice without its Russian words yet; it stands in the form and in the sheet of every language."""
    page.goto(f"{base}/draft/field")
    say(page, {**LABELS, "ru": ""})
    page.locator("#kind").select_option("choice")
    page.locator("#choices").fill(ENTRIES)
    page.locator("input[name=role][value=dimension]").check()
    fine(page)
    go_on(page)
    expect(page.locator(f"#{KEY}")).to_have_text(LABELS[language])
    page.goto(f"{base}/draft/preview?as=form")
    expect(page.get_by_label(LABELS["en"])).to_have_count(2)  # Russian has the English words still
    fine(page)


def keep_back_then_right(page: Page, base: str, language: str) -> None:
    """The gate says what is missing and leads there."""
    page.goto(f"{base}/draft/publish")
    expect(page.locator("main")).to_contain_text(NO_RUSSIAN[language])
    expect(page.locator("#note")).to_have_count(0)
    fine(page)
    page.locator(f"a[href$='/field/{KEY}']").click()
    say(page, LABELS)
    go_on(page)
    page.goto(f"{base}/draft/preview?as=form")
    for words in LABELS.values():
        expect(page.get_by_label(words)).to_be_visible()
    page.goto(f"{base}/draft/preview?as=sheet")
    for words in LABELS.values():
        expect(page.get_by_role("columnheader", name=words)).to_be_visible()
    fine(page)


def compare(page: Page, base: str, language: str) -> None:
    """What the two versions ask otherwise, chosen on the page of versions."""
    page.goto(f"{base}/versions")
    fine(page)
    page.locator("main form[action$='/difference'] button").click()
    expect(page.locator("main")).to_contain_text(ADDED[language])
    expect(page.locator("main")).to_contain_text(LABELS[language])
    fine(page)


@pytest.mark.parametrize("language", [pytest.param("en", marks=pytest.mark.long), "fr"])
def test_a_field_goes_from_its_form_to_the_next_version_and_to_another_operation(
    demo_app: Flask, visit: Callable[..., Page], language: str
):
    code = f"SEALS-{language.upper()}"
    open_operation(person(demo_app, "secretariat"), code)
    base = f"/operations/{code}/template"
    page = visit("secretariat", language, f"{base}/draft")
    russian = page.locator("input[name=russian]")
    russian.check()
    page.locator("#settings button").click()
    add_seal_colour(page, base, language)
    keep_back_then_right(page, base, language)
    publish(page, base, "Seals are asked about")
    compare(page, base, language)
    page.goto(f"{UNDER_WAY}/draft/copy?source={code}")
    expect(page.locator("main")).to_contain_text(LABELS[language])
    fine(page)
    go_on(page)
    expect(page.locator(f"#{KEY}")).to_be_visible()
    page.locator("button[value=discard]").click()
    expect(page.locator(f"#{KEY}")).to_have_count(0)


def test_a_field_moves_and_comes_back_by_keyboard_alone(visit: Callable[..., Page]):
    page = visit("planner", "en", f"{UNDER_WAY}/draft")
    page.locator("button[value='down:direction']").focus()
    page.keyboard.press("Enter")
    order = page.locator("#short tbody .ref")
    expect(order.nth(5)).to_have_text("direction")
    page.locator("button[value='up:direction']").focus()
    page.keyboard.press("Enter")
    expect(order.nth(4)).to_have_text("direction")
    page.locator("button[value=undo]").focus()
    page.keyboard.press("Enter")
    expect(order.nth(5)).to_have_text("direction")
    page.locator("button[value=discard]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("button[value=discard]")).to_have_count(0)


@pytest.mark.parametrize("language", [pytest.param("en", marks=pytest.mark.long), "fr"])
def test_a_member_reads_the_dictionary_and_is_offered_nothing_to_change(visit: Callable[..., Page], language: str):
    page = visit("member.kz", language, "/operations/COSMO2/template/")
    expect(page.get_by_text("national_ref", exact=True).first).to_be_visible()
    expect(page.locator("a[href*='/template/draft']")).to_have_count(0)
    assert findings(page) == []
    assert amiss(page, 390, 1280) == []
