"""No page breaks on a control character or on a number that no column holds, whoever sends it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from opsplanner.core.access import Role
from opsplanner.core.db import db
from opsplanner.core.numbers import whole
from opsplanner.directory.models import Account
from opsplanner.operations.models import Operation
from tests import factories as make
from tests.operations.test_views import OPENING

SignIn = Callable[[Account], FlaskClient]
ADDRESSES = [
    "/sign-in?next=%00", "/operations/?q=%00", "/operations/?q=a%00b&sort=%00", "/people/?q=%00", "/organisations/?q=%00",
    "/log?q=%00", "/operations/%00/", "/operations/OP%001/", "/organisations/%00", "/static/%00", "/join/%00",
    "/operations/OP1/results/?q=%00&member=%00&from=%00&page=%00", "/operations/OP1/dashboard?mode=%00&from=%00",
    "/operations/OP1/participants/%00", "/operations/OP1/results/%00", "/operations/OP1/lessons/?q=%1f",
]  # fmt: skip
# What url_for and our own routes call their arguments; the other language of each page is this page with all that was asked of it.
OURS = "endpoint=x&code=Y&form=z&_external=1&_scheme=javascript&_anchor=a&_method=POST&self=1&q=d%26e&lang=en&lang=fr"
PAGES = ["operations/", "operations/OP1/", "operations/OP1/board", "operations/OP1/results/cases", "operations/OP1/dashboard",
         "operations/OP1/lessons/", "lessons/", "organisations/", "people/", "sign-in", "no/such/page", ""]  # fmt: skip
GREAT = ["9" * 12, "9" * 5000, "²", "٣", "-1", "0x1"]


@pytest.fixture
def secretariat(app_context: Flask, sign_in: SignIn) -> FlaskClient:
    make.operation("OP1")
    return sign_in(make.account("s@wco.example", "WCO", Role.SECRETARIAT))


@pytest.mark.parametrize("page", PAGES)
def test_words_of_our_own_may_be_asked_for(secretariat: FlaskClient, page: str) -> None:
    secretariat.application.config["PROPAGATE_EXCEPTIONS"] = False
    answer = secretariat.get(f"/{page}?{OURS}")
    assert answer.status_code in (200, 302, 404, 409)
    assert "javascript:" not in answer.text
    other = re.search(r'href="([^"]*)" hreflang="fr"', answer.text) or re.search(r'href="([^"]*lang=fr)"', answer.text)
    if answer.status_code == 200 and page:
        assert other is not None
        asked = dict(parse_qsl(urlsplit(unescape(other[1])).query))
        assert (asked["code"], asked["q"], asked["lang"]) == ("Y", "d&e", "fr")


def test_a_sign_in_with_a_control_character_is_only_a_wrong_one(client: FlaskClient) -> None:
    answer = client.post("/sign-in", data={"email": "a\x00b@x.org", "password": "x\x00y"})
    assert answer.status_code < 500
    assert client.get("/sign-in?next=%00").status_code == 200


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_with_a_control_character_is_answered(secretariat: FlaskClient, address: str) -> None:
    assert secretariat.get(address).status_code < 500


def test_what_is_stored_has_no_control_characters(secretariat: FlaskClient) -> None:
    secretariat.post("/operations/new", data={**OPENING, "name-en": "a\x00b\x1f\x85\ufffe", "name-fr": "é\x7f"})
    name = db.session.scalars(sa.select(Operation.name).where(Operation.code == OPENING["code"])).one()
    assert name.as_dict() == {"en": "ab", "fr": "é"}


def test_the_ends_of_lines_and_the_names_of_files_are_kept(app: Flask) -> None:
    data = {"text": "a\r\nb\tc\x00", "file": (io.BytesIO(b"1"), "x\x01y.csv")}
    with app.test_request_context("/?q=%00%0A", method="POST", data=data) as context:
        assert context.request.form["text"] == "a\r\nb\tc"
        assert context.request.files["file"].filename == "xy.csv"
        assert context.request.args["q"] == "\n"


@pytest.mark.parametrize("number", GREAT)
def test_a_number_that_no_column_holds_is_no_fault(secretariat: FlaskClient, number: str) -> None:
    assert whole(number) is None
    for page in ("results/form?case=", "results/form?draft=", "template/?version=", "results/?page="):
        assert secretariat.get(f"/operations/OP1/{page}{number}").status_code < 500
    answer = secretariat.post("/operations/OP1/participants", data={"organisation": number, "role": "member"})
    assert answer.status_code < 500
