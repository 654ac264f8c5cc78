"""Signing in as a person does, and an ear on everything a page complains of."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Page

from opsplanner.directory.demo import DOMAIN, PASS_PHRASE


def sign_in(page: Page, person: str) -> None:
    """By the form, as anybody does."""
    page.goto("/sign-in")
    page.fill("[name=email]", f"{person}@{DOMAIN}")
    page.fill("[name=password]", PASS_PHRASE)
    page.press("[name=password]", "Enter")
    page.wait_for_url(lambda address: "/sign-in" not in address)


def watch(context: BrowserContext, heard: list[str]) -> None:
    """Notes every request to another host, every error on the console or in a script, every fault of the server.

    It only listens: the browser is started so that it finds no other host, and what passes by here loses its cache.
    """

    def at_home(address: str) -> bool:
        return address.startswith(("http://127.0.0.1:", "data:", "blob:"))

    context.on(
        "request",
        lambda request: None if at_home(request.url) else heard.append(f"asked another host: {request.url}"),
    )
    context.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    context.on("weberror", lambda fault: heard.append(str(fault.error)))
    context.on(
        "response", lambda answer: heard.append(f"{answer.status} {answer.url}") if answer.status >= 500 else None
    )
