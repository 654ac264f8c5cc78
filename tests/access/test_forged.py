"""Every form of the product, found on the pages, answers forged values: in the reader's language, in our words, without a fault."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import pytest
from flask.testing import FlaskClient
from lxml import html
from translations import merged

from opsplanner.core.posted import SENTENCES
from opsplanner.records.catalogue import rules
from tests.access.conftest import Platform
from tests.access.matrix import filled, questions

RUBBISH = ["²’<b>", "9" * 5000, "-1"]
PLACE = re.compile(r"%\\\(\w+\\\)[sd]|\\\{\w+\\\}")  # as re.escape leaves it
LIBRARY = [re.compile(PLACE.sub(".*", re.escape(words))) for words in SENTENCES]
AS_FILE = "a file"
LEAVES = ("/sign-out",)
# Who meets forms that others do not.
ACTORS = [pytest.param(actor, marks=pytest.mark.long) for actor in ("secretariat", "member", "reviewer")]
Form = tuple[str, list[tuple[str, str]]]


def reader(platform: Platform, actor: str) -> FlaskClient:
    """The actor's browser, in French."""
    browser = platform.visitor(actor)
    browser.get("/sign-in?lang=fr" if actor == "anonymous" else "/?lang=fr")
    return browser


def forms_of(platform: Platform, actor: str) -> dict[tuple[str, frozenset[str]], Form]:
    """Every form the actor is shown: where it is posted, and its controls as they stand; one of each kind."""
    browser, found = reader(platform, actor), {}
    for question in questions("GET"):
        address = filled(question.path, platform.places)
        answer = browser.get(address)
        if answer.status_code == 200 and answer.mimetype == "text/html":
            for action, controls in posted(address, answer.text):
                kind = re.sub(r"\d+", "0", action), frozenset(re.sub(r"\d+", "0", name) for name, _value in controls)
                found.setdefault(kind, (action, controls))
    return found


def posted(address: str, page: str) -> Iterator[Form]:
    """The forms of a page."""
    for form in html.fromstring(page).forms:
        action = urljoin(address, form.get("action") or "")
        if form.method.upper() == "POST" and urlsplit(action).path not in LEAVES:
            named = [each for each in form.inputs if each.get("name") and each.get("name") != "csrf_token"]
            yield action, [(each.get("name"), str(each.get("value") or "")) for each in named]


def forged(rubbish: str) -> object:
    """The value as it is posted."""
    return (io.BytesIO(b"1"), "x.txt") if rubbish == AS_FILE else rubbish


def messages(page: str) -> list[str]:
    """What the answer finds wrong."""
    tree = html.fromstring(page)
    summary = tree.xpath("//*[contains(@class, 'error-summary')]//li")
    beside = tree.xpath("//p[contains(concat(' ', @class, ' '), ' error ')]/span/text()[normalize-space()]")
    return [
        " ".join(str(each if isinstance(each, str) else each.text_content()).split()) for each in [*summary, *beside]
    ]


def french() -> re.Pattern[str]:
    """Every French sentence of ours, whatever stands at its places; one of the check may offer a suggestion behind it."""
    said = [words for entry in merged() if entry.id for words in _texts(entry.string)]
    checked = [f"{rule.sentence.to('fr')}%(suggestion)s" for rule in rules().values()]
    patterns = {PLACE.sub(".*", re.escape(" ".join(words.split()))) for words in (*said, *checked)}
    return re.compile("|".join(sorted(patterns, key=len, reverse=True)), re.DOTALL)


def _texts(string: str | tuple[str, ...]) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string)


@pytest.mark.parametrize("actor", ["anonymous", "planner", *ACTORS])
def test_a_forged_value_is_answered_in_our_words_and_the_readers_language(
    platform: Platform, monkeypatch: pytest.MonkeyPatch, actor: str
) -> None:
    monkeypatch.setitem(platform.app.config, "PROPAGATE_EXCEPTIONS", False)
    ours, wrong, told = french(), [], 0
    for action, controls in forms_of(platform, actor).values():
        for rubbish in (*RUBBISH, AS_FILE):
            browser = reader(platform, actor)
            answer = browser.post(action, data={name: forged(rubbish) for name, _value in controls})
            said = messages(answer.text) if answer.mimetype == "text/html" and answer.data else []
            told += len(said)
            if answer.status_code >= 500:
                wrong.append(f"{action} with {rubbish[:9]}: {answer.status_code}")
            wrong += [
                f"{action} with {rubbish[:9]}: {words[:200]}"
                for words in said
                if not ours.fullmatch(words) or any(each.search(words) for each in LIBRARY)
            ]
            if answer.status_code < 400:
                platform.put_back()
    assert told
    assert wrong == []
