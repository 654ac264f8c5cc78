"""Whoever follows every link of the demo meets no fault: each page opens, in both languages, whole and light."""

from __future__ import annotations

import gzip
import html
import re
from collections import Counter
from itertools import product
from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

PEOPLE = ["secretariat", "planner", "liaison", "member.kz", "member.ge", "observer"]
SHORT = [("secretariat", "fr"), ("planner", "en"), ("member.kz", "fr"), ("observer", "en")]
LONG = [pytest.param(*pair, marks=pytest.mark.long) for pair in product(PEOPLE, ["en", "fr"]) if pair not in SHORT]
EACH = 3  # pages of one kind that are opened: the third list of cases is as the second
NOT_FOLLOWED = re.compile(r"^/(static|sign-out)|[?&](lang|theme|density)=")
LIGHT = 120_000


def links(address: str, page: str) -> set[str]:
    """Where the page's links lead on this host."""
    found = (urljoin(address, html.unescape(link)) for link in re.findall(r'<a\b[^>]*\shref="([^"#]+)', page))
    return {link for link in found if link.startswith("/") and not NOT_FOLLOWED.search(link)}


def crawl(app: Flask, visitor: FlaskClient) -> dict[str, tuple[int, str]]:
    """Status and text of everything that links lead to from Home on; other files than pages have no text."""
    matcher, seen, opened = app.url_map.bind("localhost"), {"/"}, {}
    kinds: Counter[str] = Counter()
    waiting = ["/"]
    while waiting:
        address = waiting.pop(0)
        answer = visitor.get(address, follow_redirects=True)
        page = answer.text if answer.mimetype == "text/html" else ""
        opened[address] = (answer.status_code, page)
        for link in sorted(links(address, page) - seen):
            endpoint, _ = matcher.match(urlsplit(link).path)
            kinds[endpoint] += 1
            seen.add(link)
            if kinds[endpoint] <= EACH:
                waiting.append(link)
    return opened


def faults(address: str, status: int, page: str, language: str) -> list[str]:
    """What is wrong with a page."""
    if status != 200:
        return [f"{address}: answers {status}"]
    if not page:
        return []
    checks = {
        "not in the language asked for": f'<html lang="{language}"' in page,
        "has not one heading of the first level": page.count("<h1") == 1,
        "shows the word None": not re.search(r"<(?!option)[^>]*>\s*None\s*<", page),
        "is heavy": "plotly" in page or len(gzip.compress(page.encode())) < LIGHT,
        "has a title of its own": not re.search(r"<title>\s*(OpsPlanner)?\s*</title>", page),
    }
    return [f"{address}: {what}" for what, well in checks.items() if not well]


@pytest.mark.parametrize(("person", "language"), [*SHORT, *LONG])
def test_every_link_opens_a_sound_page(demo_app: Flask, demo_visit, person: str, language: str):
    pages = crawl(demo_app, demo_visit(person, language))
    assert len(pages) > 10
    assert [
        fault for address, (status, page) in pages.items() for fault in faults(address, status, page, language)
    ] == []
