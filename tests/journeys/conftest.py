"""What journeys stand on: the platform with the demo, and visitors who sign in as its people."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from opsplanner.directory.demo import DOMAIN, PASS_PHRASE
from tests.loaded import demo, demo_app, instance

__all__ = ["demo", "demo_app", "instance"]


@pytest.fixture
def demo_visit(demo_app: Flask) -> Callable[..., FlaskClient]:
    """Signs in as a person of the demo: demo_visit("planner", "fr")."""

    def signed_in(person: str, language: str = "en") -> FlaskClient:
        browser = demo_app.test_client()
        fields = {"email": f"{person}@{DOMAIN}", "password": PASS_PHRASE}
        assert browser.post("/sign-in", data=fields).status_code == 302
        browser.get(f"/?lang={language}")  # for this visit; the profile's own language comes back at the next
        return browser

    return signed_in
