"""The pictures in docs/img, taken from a platform that is running with its demo: `python -m scripts.pictures http://127.0.0.1:8000`."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from opsplanner.directory.demo import DOMAIN, PASS_PHRASE

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "img"
IREN = "/operations/IREN-DU"
WIDTH, HEIGHT, TALL = 1280, 860, 1640
COLOURS = 128
SIGNED_IN = "a[href='/profile']"


def check(page: Page) -> None:
    """The sheet with planted mistakes, as its sender sees it."""
    page.goto(f"{IREN}/results/upload?member=KZ")
    page.set_input_files("input[type=file]", ROOT / "samples" / "mistakes.xlsx")
    page.locator("main button.button-primary").click()
    page.wait_for_url("**/check")


def going_to(address: str) -> Callable[[Page], object]:
    """Only opens a page."""
    return lambda page: page.goto(address)


@dataclass(frozen=True)
class Picture:
    """Who looks, how the page is reached, in which theme and height."""

    person: str
    reach: Callable[[Page], object]
    theme: Literal["light", "dark"] = "light"
    height: int = HEIGHT


PICTURES = {
    "home": Picture("planner", going_to("/")),
    "overview": Picture("planner", going_to(f"{IREN}/")),
    "board": Picture("planner", going_to(f"{IREN}/board")),
    "dashboard": Picture("planner", going_to(f"{IREN}/dashboard"), height=TALL),
    "tableau-de-bord": Picture("planner", going_to("/operations/COSMO2/dashboard?lang=fr"), "dark", TALL),
    "check": Picture("member.kz", check),
}


def main(address: str) -> None:
    """Takes every picture anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, wanted in PICTURES.items():
            keep(name, take(browser, address, wanted))
        browser.close()


def take(browser: Browser, address: str, wanted: Picture) -> bytes:
    """What that person sees on a desk's screen."""
    screen: ViewportSize = {"width": WIDTH, "height": wanted.height}
    context = browser.new_context(base_url=address, viewport=screen, color_scheme=wanted.theme)
    page = context.new_page()
    page.goto("/sign-in?lang=en")
    page.fill("[name=email]", f"{wanted.person}@{DOMAIN}")
    page.fill("[name=password]", PASS_PHRASE)
    page.press("[name=password]", "Enter")
    page.locator(SIGNED_IN).wait_for(state="attached")
    wanted.reach(page)
    page.wait_for_load_state("networkidle")
    taken = page.screenshot(animations="disabled")
    context.close()
    return taken


def keep(name: str, taken: bytes) -> None:
    """Stored with few colours: flat pages lose nothing by it."""
    with Image.open(io.BytesIO(taken)) as image:
        image.convert("RGB").quantize(COLOURS).save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main(sys.argv[1])
