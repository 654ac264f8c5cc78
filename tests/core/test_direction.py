"""A page is laid out the way its language is written."""

from __future__ import annotations

from flask import Flask
from flask_babel import force_locale

from opsplanner.core.i18n import direction


def test_a_language_written_from_the_right_turns_the_page_round(app: Flask):
    with app.test_request_context():
        with force_locale("fr"):
            assert direction() == "ltr"
        with force_locale("ar"):
            assert direction() == "rtl"
