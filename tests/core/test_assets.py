"""Static files: kept for good under an address that changes with them, compressed as the browser likes."""

from __future__ import annotations

import gzip
from pathlib import Path

from flask import Flask, url_for
from flask.testing import FlaskClient

from opsplanner.core.assets import release_of


def address(app: Flask, name: str) -> str:
    with app.test_request_context():
        return url_for("static", filename=name)


def test_a_static_file_is_kept_for_good(app: Flask, client: FlaskClient):
    answer = client.get(address(app, "css/tokens.css"))
    assert answer.status_code == 200
    assert answer.mimetype == "text/css"
    assert "immutable" in answer.headers["Cache-Control"]


def test_text_is_sent_compressed_to_those_who_can_read_it(app: Flask, client: FlaskClient):
    plain = client.get(address(app, "css/base.css"))
    packed = client.get(address(app, "css/base.css"), headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert "Accept-Encoding" in packed.headers["Vary"]


def test_a_known_file_is_not_sent_again(app: Flask, client: FlaskClient):
    first = client.get(address(app, "js/page.js"))
    again = client.get(address(app, "js/page.js"), headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_nothing_outside_the_folder_is_sent(app: Flask, client: FlaskClient):
    assert client.get(address(app, "css/tokens.css").replace("css/tokens.css", "../app.py")).status_code == 404
    assert client.get(address(app, "css/none.css")).status_code == 404


def test_the_address_changes_with_any_file(tmp_path: Path):
    (tmp_path / "a.css").write_text("a {}")
    before = release_of(tmp_path)
    (tmp_path / "a.css").write_text("b {}")
    assert release_of(tmp_path) != before
