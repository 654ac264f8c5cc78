"""The people of the demo at their browsers: signed in once, each in a browser of their own, every complaint of a page heard."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.looks import DESK
from tests.browser.watching import sign_in, watch

STILL = {"reduced_motion": "reduce"}  # a colour on its way from one theme to the other is nobody's to judge
Enter = Callable[..., Page]
Theme = Literal["light", "dark"]
Look = Callable[[str, Theme], Page]
Watched = tuple[BrowserContext, list[str]]


@pytest.fixture(scope="session")
def stays(browser: Browser, base_url: str) -> Callable[[str], Any]:
    """The cookies of a demo person who signed in once, for all tests; nothing for nobody."""
    known: dict[str, Any] = {"": None}

    def stay_of(person: str) -> Any:
        if person not in known:
            context = browser.new_context(base_url=base_url)
            sign_in(context.new_page(), person)
            known[person] = context.storage_state()
            context.close()
        return known[person]

    return stay_of


@pytest.fixture
def visit(page: Page, stays: Callable[[str], Any]) -> Callable[..., Page]:
    """A demo person is signed in: visit("secretariat", "fr", "/operations/") gives the page there, in that language."""

    def signed_in(person: str, language: str = "en", path: str = "/") -> Page:
        page.context.add_cookies(stays(person)["cookies"])
        page.context.request.get(
            f"/?lang={language}"
        )  # for this visit; the profile's own language comes back at the next
        page.goto(path)
        return page

    return signed_in


@pytest.fixture(scope="session")
def browsers(browser: Browser, base_url: str, stays: Callable[[str], Any]) -> Callable[[str], Watched]:
    """One browser of each demo person for all tests that only look: what it was given once it keeps, as anybody's does."""

    @functools.cache
    def browser_of(person: str) -> Watched:
        context = browser.new_context(base_url=base_url, storage_state=stays(person), viewport=DESK, **STILL)
        complaints: list[str] = []
        watch(context, complaints)
        return context, complaints

    return browser_of


@pytest.fixture
def look(browsers: Callable[[str], Watched], complaints: list[str]) -> Iterator[Look]:
    """An empty, watched page in the browser of a demo person: look("planner", "dark"); for tests that change nothing."""
    opened: list[tuple[Page, list[str]]] = []

    def looked(person: str, theme: Theme) -> Page:
        context, heard = browsers(person)
        page = context.new_page()
        page.emulate_media(color_scheme=theme)
        opened.append((page, heard))
        return page

    yield looked
    for page, heard in opened:
        page.close()
        complaints += heard
        heard.clear()


@pytest.fixture
def enter(browser: Browser, base_url: str, stays: Callable[[str], Any], complaints: list[str]) -> Iterator[Enter]:
    """A fresh browser of a demo person: enter("planner", java_script_enabled=False) gives an empty, watched page."""
    opened: list[BrowserContext] = []

    def entered(person: str = "", **options: Any) -> Page:
        context = browser.new_context(base_url=base_url, storage_state=stays(person), **STILL, **options)
        opened.append(context)
        watch(context, complaints)
        return context.new_page()

    yield entered
    for context in opened:
        context.close()
