"""Pages on paper, and on screens between a phone and a desk: no figure is lost, no column cut, no empty sheet."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from pypdf import PageObject, PdfReader

from tests.browser.looks import amiss

FACTS = "() => [...document.querySelectorAll('.facts > div')].map(row => [...row.children].map(part => part.innerText.trim()))"
NARROW = (
    "() => [...document.querySelectorAll('.facts dd')].filter(each => each.getBoundingClientRect().width < 96).length"
)
WITH_FACTS = ["/operations/IREN-DU/", "/operations/IREN-DU/participants/KZ", "/lessons/1"]


def printed(page: Page) -> list[PageObject]:
    return list(PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages)


def words(sheets: list[PageObject]) -> str:
    """What stands on them; letters that a font joins are parted again."""
    return unicodedata.normalize("NFKC", " ".join(" ".join(sheet.extract_text() for sheet in sheets).split()))


@pytest.mark.parametrize("path", WITH_FACTS)
def test_every_term_has_its_value(visit: Callable[..., Page], path: str):
    page = visit("secretariat", "en", path)
    facts = page.evaluate(FACTS)
    said = words(printed(page))
    assert facts
    assert [fact for fact in facts if unicodedata.normalize("NFKC", " ".join(" ".join(fact).split())) not in said] == []


@pytest.mark.parametrize("path", WITH_FACTS)
@pytest.mark.parametrize("width", [768, pytest.param(900, marks=pytest.mark.long)])
def test_between_phone_and_desk_values_have_room(visit: Callable[..., Page], path: str, width: int):
    page = visit("secretariat", "fr", path)
    assert amiss(page, width) == []
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate(NARROW) == 0


def test_the_board_is_whole_on_a_sheet_across(visit: Callable[..., Page]):
    page = visit("planner", "en", "/operations/IREN-DU/board")
    members = page.locator(".board tbody tr:not(.group) th").all_inner_texts()
    sheets = printed(page)
    said = words(sheets)
    assert all(sheet.mediabox.width > sheet.mediabox.height for sheet in sheets)
    assert all("Excused Last contact" in " ".join(sheet.extract_text().split()) for sheet in sheets)
    assert [name for name in members if name not in said] == []
    assert said.count("Expected") == 1


@pytest.mark.parametrize("path", ["/operations/IREN-DU/dashboard", "/lessons/dashboard"])
def test_every_chart_is_on_paper_beside_its_table(visit: Callable[..., Page], path: str):
    page = visit("planner", "en", path)
    drawn = page.locator("[data-figure]:has(.figure-picture) tbody tr:first-child th").all_text_contents()
    fetched = "() => performance.getEntriesByType('resource').filter(each => /dashboard.*svg/.test(each.name)).length"
    assert (len(drawn) > 2, page.evaluate(fetched)) == (True, 0)
    said = words(printed(page))
    assert [label for label in map(str.strip, drawn) if said.count(label) < 2] == []
