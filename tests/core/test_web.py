"""Every answer has its headers, every fault its page, in the reader's language and without a traceback."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient

from opsplanner import config
from opsplanner.core import web
from opsplanner.core.access import Role, public
from opsplanner.core.errors import Forbidden, Missing, Refusal
from opsplanner.directory.models import Account
from tests import factories

FAULTS = {
    "missing": (Missing(), 404),
    "refused": (Refusal("This period is closed."), 409),
    "forbidden": (Forbidden("This is for the planner."), 403),
    "broken": (ZeroDivisionError("secret detail"), 500),
}


@pytest.fixture
def faulty(app: Flask, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """A visitor to a page that raises whatever is asked for, on a platform that answers as it does when it is run."""

    @public
    def healthz() -> str:
        name = web.request.args["name"]
        if name.isdigit():
            abort(int(name))
        raise FAULTS[name][0]

    monkeypatch.setitem(app.view_functions, "core.healthz", healthz)
    monkeypatch.setitem(app.config, "TESTING", False)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    return app.test_client()


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_has_a_page_and_its_own_code(faulty: FlaskClient, name: str):
    answer = faulty.get(f"/healthz?name={name}")
    assert answer.status_code == FAULTS[name][1]
    assert answer.mimetype == "text/html"
    assert "<h1" in answer.text
    assert "Traceback" not in answer.text
    assert "secret detail" not in answer.text


def test_what_a_service_refuses_keeps_its_sentence(faulty: FlaskClient):
    assert "This period is closed." in faulty.get("/healthz?name=refused").text


@pytest.mark.parametrize("code", [400, 401, 403, 404, 405, 413, 429, 500])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_code_has_a_page_in_both_languages(faulty: FlaskClient, code: int, language: str):
    answer = faulty.get(f"/healthz?name={code}&lang={language}")
    assert answer.status_code == code
    assert f'<html lang="{language}"' in answer.text


def test_a_page_that_is_not_there_is_refused_politely(client: FlaskClient):
    answer = client.get("/no/such/page")
    assert answer.status_code == 404
    assert "<h1" in answer.text


def test_the_policy_allows_nothing_inline(client: FlaskClient):
    policy = client.get("/sign-in").headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "http" not in policy


def test_each_answer_has_a_nonce_of_its_own(client: FlaskClient):
    nonces = {
        re.search(r"nonce-([\w-]+)", client.get("/sign-in").headers["Content-Security-Policy"])[1] for _ in range(5)
    }
    assert len(nonces) == 5


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cache-Control", "no-store"),
    ],
)
def test_every_answer_has_its_headers(client: FlaskClient, header: str, value: str):
    for path in ("/sign-in", "/", "/healthz", "/no/such/page"):
        assert client.get(path).headers[header] == value


@pytest.mark.parametrize(("address", "secure"), [("https://ops.example", True), ("http://127.0.0.1:8000", False)])
def test_cookies_are_secure_over_https(monkeypatch: pytest.MonkeyPatch, address: str, secure: bool):
    monkeypatch.setenv("OPSPLANNER_BASE_URL", address)
    assert config.settings()["SESSION_COOKIE_SECURE"] is secure


@pytest.mark.parametrize(
    ("noted", "configured", "address"),
    [
        ("", "", "http://127.0.0.1:8000"),
        ("http://127.0.0.1:8100", "", "http://127.0.0.1:8100"),
        ("http://127.0.0.1:8100", "https://ops.example/", "https://ops.example"),
    ],
)
def test_links_lead_where_it_is_served(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, noted: str, configured: str, address: str
):
    monkeypatch.setattr(config, "INSTANCE", tmp_path)
    monkeypatch.setenv("OPSPLANNER_BASE_URL", configured)
    (tmp_path / "address").write_text(noted)
    assert config.settings()["BASE_URL"] == address


def test_only_over_https_is_https_asked_for(client: FlaskClient):
    assert "Strict-Transport-Security" not in client.get("/healthz").headers
    assert client.get("/healthz", base_url="https://ops.example").headers["Strict-Transport-Security"]


def test_a_form_without_its_token_is_refused(client: FlaskClient, app: Flask, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    assert client.post("/sign-in", data={"email": "a@kz.example", "password": "a pass phrase"}).status_code == 400


@pytest.mark.parametrize("name", ["relevé n° 3.xlsx", 'a"b.csv', "отчёт.csv", "a\r\nX-Evil: 1.csv"])
def test_a_download_keeps_its_name_and_nothing_else(app: Flask, name: str):
    with app.test_request_context():
        header = web.download(b"x", name, "text/csv").headers["Content-Disposition"]
    assert header.startswith("attachment; filename=")
    assert "\n" not in header


def test_a_file_over_the_limit_is_told_the_limit_and_the_way_back(
    app_context: Flask, sign_in: Callable[[Account], FlaskClient], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setitem(app_context.config, "MAX_UPLOAD_MB", 3)
    monkeypatch.setitem(app_context.config, "MAX_CONTENT_LENGTH", 1000)
    monkeypatch.setitem(app_context.config, "WTF_CSRF_ENABLED", True)
    browser = sign_in(factories.seated("kz@example.org", factories.operation(), Role.MEMBER))
    for lang, limit in (("en", "at most 3 MB"), ("fr", "3\u00a0Mo au plus")):
        sheet = {"file": (io.BytesIO(bytes(2000)), "results.csv")}
        answer = browser.post(f"/operations/OP1/results/upload?lang={lang}", data=sheet)
        assert answer.status_code == 413
        assert limit in answer.text
        assert f'href="/operations/OP1/results/upload?lang={lang}"' in answer.text
        assert 'class="bar-nav"' in answer.text
        assert "kz@example.org" in answer.text


def test_a_file_over_the_limit_of_nobody_is_not_even_read(
    app_context: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setitem(app_context.config, "MAX_CONTENT_LENGTH", 1000)
    monkeypatch.setitem(app_context.config, "WTF_CSRF_ENABLED", True)
    sheet = {"file": (io.BytesIO(bytes(2000)), "results.csv")}
    assert client.post("/operations/OP1/results/upload", data=sheet).status_code == 401


def test_an_address_breaks_at_its_signs_alone():
    assert web.breakable("a.b@customs.kz") == "<span>a<wbr>.b<wbr>@customs<wbr>.kz</span>"
    assert web.breakable("<b>@x") == "<span>&lt;b&gt;<wbr>@x</span>"
    assert web.breakable("") == ""
