"""The table of expected answers, read and asked: one row a method and path, one column an actor (expected.csv)."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader

from tests.access.conftest import Platform
from tests.access.world import ACTORS

TABLE = Path(__file__).with_name("expected.csv")
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Question:
    """One row: a request, and what each actor is answered."""

    method: str
    path: str
    data: str
    expected: Mapping[str, int]

    def ask(self, browser: FlaskClient, places: Mapping[str, Any]) -> Any:
        """Sends it as this browser."""
        path, data = filled(self.path, places), filled(self.data, places)
        if self.method == "GET":
            return browser.get(path)
        return browser.post(path, data=data, content_type=FORM)

    def endpoint(self, app: Flask, places: Mapping[str, Any]) -> tuple[str, str]:
        """The route it is about."""
        with app.test_request_context():
            matcher = app.url_map.bind("localhost")
            return matcher.match(urlsplit(filled(self.path, places)).path, self.method)[0], self.method

    @property
    def echoes(self) -> bool:
        """Whether it says a canary itself, which a page may say back."""
        return "zq" in self.path + self.data

    @property
    def name(self) -> str:
        """As a failure tells it."""
        return f"{self.method} {self.path} {self.data}".strip()


def canaries() -> dict[str, set[str]]:
    """By word the actors who may meet it."""
    with TABLE.with_name("canaries.csv").open(newline="") as file:
        return {each["word"]: set(each["seen by"].split()) for each in csv.DictReader(file)}


def filled(text: str, places: Mapping[str, Any]) -> str:
    """A path with the numbers and tokens of this world."""
    return text.format_map(places)


def questions(*methods: str) -> list[Question]:
    """The rows of the table."""
    with TABLE.open(newline="") as file:
        rows = [
            Question(each["method"], each["path"], each["data"], {actor: int(each[actor]) for actor in ACTORS})
            for each in csv.DictReader(file)
        ]
    return [row for row in rows if not methods or row.method in methods]


def routes(app: Flask) -> set[tuple[str, str]]:
    """Every endpoint of the application with every method it takes."""
    return {
        (rule.endpoint, method)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }


def answers(platform: Platform, actor: str, asked: list[Question]) -> Iterator[tuple[Question, Any]]:
    """What an actor is answered; whatever an answer has changed is put back before the next."""
    browser = platform.visitor(actor)
    for question in asked:
        answer = question.ask(browser, platform.places)
        yield question, answer
        if question.method == "POST" and answer.status_code < 400:
            platform.put_back()
            browser = platform.visitor(actor)


def wrong(platform: Platform, actor: str, asked: list[Question]) -> Iterator[str]:
    """Every answer that is not as the table says, or holds a word that this actor may not meet."""
    hidden = {word for word, seen_by in canaries().items() if actor not in seen_by}
    for question, answer in answers(platform, actor, asked):
        expected = question.expected[actor]
        if answer.status_code != expected:
            yield f"{actor}: {question.name}: {answer.status_code} instead of {expected}"
        told = "" if question.echoes else readable(answer)
        yield from (f"{actor}: {question.name}: tells {word}" for word in sorted(hidden) if word in told)


def readable(answer: Any) -> str:
    """All that an answer says, folded: its headers, its text, what is in an archive, the words of a PDF."""
    content = answer.data
    told = [str(answer.headers)]
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            told += [archive.read(name).decode("utf-8", "replace") for name in archive.namelist()]
    elif content.startswith(b"%PDF") and b"%%EOF" in content and len(content) > 200:
        told += [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
    else:
        told.append(content.decode("utf-8", "replace"))
    return "\n".join(told).casefold()
