"""What browser tests stand on: the demo, served; a Chromium that reaches this host alone; every complaint of a page is a failure."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.people import STILL, Enter, Look, Theme, browsers, enter, look, stays, visit
from tests.browser.server import serving
from tests.browser.stage import stage
from tests.browser.watching import watch
from tests.loaded import demo, demo_app, instance

__all__ = [
    "Enter",
    "Look",
    "Theme",
    "browsers",
    "demo",
    "demo_app",
    "enter",
    "instance",
    "look",
    "stage",
    "stays",
    "visit",
]
QUIET = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
QUIETER = "--disable-component-update --disable-sync"
ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"  # no other host is found


@pytest.fixture(scope="session")
def base_url(instance: Path) -> Iterator[str]:
    """The address of the platform, on this process's own copy of the demo."""
    with serving(instance) as address:
        yield address


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium, which tries to reach nobody by itself and could not."""
    return {
        **browser_type_launch_args,
        "executable_path": shutil.which("chromium"),
        "args": [*QUIET.split(), *QUIETER.split(), ALONE],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Every page stands still."""
    return {**browser_context_args, **STILL}


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """What pages complained of; a test that provokes a complaint takes it out of the list."""
    heard: list[str] = []
    yield heard
    assert heard == []


@pytest.fixture
def page(context: BrowserContext, complaints: list[str]) -> Page:
    """A page on which nobody is signed in, watched."""
    watch(context, complaints)
    return context.new_page()
