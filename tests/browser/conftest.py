"""What browser tests stand on: the demo, served; a Chromium that reaches this host alone; every complaint of a page is a failure."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route

from tests.browser.server import serving
from tests.loaded import demo, instance

__all__ = ["demo", "instance"]
PASS_PHRASE = "demo-opsplanner-2026"
QUIET = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
QUIETER = "--disable-component-update --disable-sync"


@pytest.fixture(scope="session")
def base_url(instance: Path) -> Iterator[str]:
    """The address of the platform, on this process's own copy of the demo."""
    with serving(instance) as address:
        yield address


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium, which tries to reach nobody by itself."""
    return {
        **browser_type_launch_args,
        "executable_path": shutil.which("chromium"),
        "args": [*QUIET.split(), *QUIETER.split()],
    }


@pytest.fixture
def complaints(context: BrowserContext) -> Iterator[list[str]]:
    """What pages complained of; a test that provokes a complaint takes it out of the list."""
    heard: list[str] = []

    def at_home(route: Route) -> None:
        if route.request.url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            route.continue_()
        else:
            heard.append(f"asked another host: {route.request.url}")
            route.abort()

    context.route("**/*", at_home)
    context.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    context.on("weberror", lambda fault: heard.append(str(fault.error)))
    context.on(
        "response", lambda answer: heard.append(f"{answer.status} {answer.url}") if answer.status >= 500 else None
    )
    yield heard
    assert heard == []


@pytest.fixture
def page(context: BrowserContext, complaints: list[str]) -> Page:
    """A page on which nobody is signed in, watched."""
    return context.new_page()


@pytest.fixture
def visit(page: Page) -> Callable[..., Page]:
    """Signs a demo person in: visit("secretariat", "fr", "/operations/") gives the page there, in that language."""

    def signed_in(person: str, language: str = "en", path: str = "/") -> Page:
        page.goto("/sign-in")
        page.fill("[name=email]", f"{person}@demo.opsplanner.example")
        page.fill("[name=password]", PASS_PHRASE)
        page.press("[name=password]", "Enter")
        page.wait_for_url(lambda address: "/sign-in" not in address)
        page.goto(f"/?lang={language}")  # for this visit; the profile's own language comes back at the next
        page.goto(path)
        return page

    return signed_in
