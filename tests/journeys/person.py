"""Somebody at a browser without scripts: opens pages, follows links by their words, fills in the forms that are really there."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urljoin, urlsplit

from flask.testing import FlaskClient
from lxml import html

Value = str | tuple[bytes, str] | Iterable[str]


class Person:
    """`page` is what is on the screen now, `address` where it is."""

    def __init__(self, browser: FlaskClient) -> None:
        self.browser = browser
        self.address = "/"
        self.page: Any = None
        self.status = 0

    def open(self, address: str, expect: int = 200) -> Person:
        """Goes to an address; full addresses of one-time links too."""
        parts = urlsplit(address)
        return self._show(
            self.browser.get(parts.path + (f"?{parts.query}" if parts.query else ""), follow_redirects=True), expect
        )

    def follow(self, words: str) -> Person:
        """Follows the link with these words."""
        return self.open(self.link(words))

    def link(self, words: str) -> str:
        """Where the link with these words leads."""
        links = [each for each in self.page.iter("a") if plain(each) == words]
        assert links, f"no link “{words}” at {self.address}"
        return urljoin(self.address, links[0].get("href"))

    def fetch(self, address: str) -> bytes:
        """A file."""
        answer = self.browser.get(address)
        assert answer.status_code == 200, f"{address}: {answer.status_code}"
        return answer.data

    def press(self, button: str, expect: int = 200, **changes: Value) -> Person:
        """Sends the form of a button, as it stands with these changes; files are (content, name), ticked boxes lists."""
        form, pressed = self._form(button)
        fields = _filled(form, changes)
        if pressed.get("name"):
            fields[pressed.get("name")] = [pressed.get("value", "")]
        address = urljoin(self.address, form.get("action") or self.address)
        sent = {key: [_content(value) for value in values] for key, values in fields.items()}
        if (form.get("method") or "get").lower() == "post":
            return self._show(
                self.browser.post(address, data=sent, content_type="multipart/form-data", follow_redirects=True), expect
            )
        return self._show(self.browser.get(address, query_string=sent, follow_redirects=True), expect)

    def press_in(self, row: str, button: str) -> Person:
        """Presses the button in the table row that has these words."""
        rows = [each for each in self.page.iter("tr") if row in plain(each)]
        assert len(rows) == 1, f"{len(rows)} rows with “{row}” at {self.address}"
        whole, self.page = self.page, rows[0]
        try:
            return self.press(button)
        finally:
            self.page = whole if self.page is rows[0] else self.page

    @property
    def text(self) -> str:
        """What the page says."""
        return plain(self.page.find(".//main"))

    def reads(self, *sentences: str) -> Person:
        """The page says all of this."""
        missing = [sentence for sentence in sentences if sentence not in self.text]
        assert not missing, f"{self.address} does not say {missing}; it says: {self.text}"
        return self

    def _show(self, answer: Any, expect: int) -> Person:
        self.address, self.status = answer.request.full_path.rstrip("?"), answer.status_code
        self.page = html.fromstring(answer.text)
        assert self.status == expect, f"{self.address}: {self.status}: {plain(self.page)[:2000]}"
        return self

    def _form(self, button: str) -> tuple[Any, Any]:
        for form in self.page.iter("form"):
            for pressed in form.iter("button"):
                if plain(pressed) == button:
                    return form, pressed
        raise AssertionError(f"no button “{button}” at {self.address}: {self.text}")


def plain(element: Any) -> str:
    """The words of an element with single spaces."""
    return " ".join(element.text_content().replace("\u202f", " ").replace("\xa0", " ").split())


def _filled(form: Any, changes: Mapping[str, Value]) -> dict[str, list[Any]]:
    """What the form holds, with the changes; a name that the form does not have is a mistake of the test."""
    fields: dict[str, list[Any]] = {}
    for name, value in form.form_values():
        fields.setdefault(name, []).append(value)
    there = {each.get("name") for each in form.inputs}
    for name, value in changes.items():
        assert name in there, f"the form has no field {name}: {sorted(filter(None, there))}"
        fields[name] = [value] if isinstance(value, (str, tuple)) else list(value)
    return fields


def _content(value: Any) -> Any:
    return (io.BytesIO(value[0]), value[1]) if isinstance(value, tuple) else value
