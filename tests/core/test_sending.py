"""Pages go out compressed, and the token in them neither repeats nor lets a forged post through."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from opsplanner.core.sending import MASKED, masked_token, unmasked

MISSING = "/no-such-page"  # any page carries the token for scripts


@pytest.fixture
def guarded(app: Flask) -> Iterator[FlaskClient]:
    app.config["WTF_CSRF_ENABLED"] = True
    yield app.test_client()
    app.config["WTF_CSRF_ENABLED"] = False


def token_of(page: str) -> str:
    found = re.search(r'X-CSRFToken": "([^"]+)"', page)
    assert found
    return found.group(1)


def test_a_token_is_never_written_twice_the_same_way(guarded: FlaskClient):
    tokens = {token_of(guarded.get(MISSING).text) for _ in range(3)}
    assert len(tokens) == 3
    assert all(token.startswith(MASKED) for token in tokens)


def test_a_masked_token_is_the_token(app: Flask):
    with app.test_request_context():
        first = masked_token()
        assert masked_token() == first
        assert unmasked(first) == unmasked(unmasked(first))
        assert not unmasked(first).startswith(MASKED)


@pytest.mark.parametrize("text", ["", "m.", "m.é", "m.AAA", "m.AAAA", "m.____", "plain"])
def test_what_is_no_token_is_not_taken_for_one(guarded: FlaskClient, text: str):
    assert (
        guarded.post("/sign-in", data={"email": "a@b.example", "password": "x", "csrf_token": text}).status_code == 400
    )


def test_a_post_with_the_token_of_the_visit_is_let_through(guarded: FlaskClient):
    token = token_of(guarded.get(MISSING).text)
    answer = guarded.post("/sign-in", data={"email": "a@b.example", "password": "x", "csrf_token": token})
    assert answer.status_code != 400


def test_pages_go_out_compressed_to_those_who_can_read_it(client: FlaskClient):
    plain = client.get("/sign-in")
    packed = client.get("/sign-in", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.data) < len(plain.data)
    assert b"</html>" in gzip.decompress(packed.data)
