"""Days, moments and numbers as each language writes them, and the language a reader gets."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from flask import Flask, render_template_string
from flask.testing import FlaskClient
from flask_babel import force_locale, ngettext

from opsplanner.core import i18n
from opsplanner.core.access import Role
from opsplanner.core.text import Text
from tests import factories

NARROW, NO_BREAK = "\u202f", "\u00a0"


@pytest.mark.parametrize(("lang", "written"), [("en", "4 March 2026"), ("fr", "4 mars 2026"), ("ru", "4 марта 2026")])
def test_the_month_of_a_day_is_a_word(lang: str, written: str):
    assert i18n.day(date(2026, 3, 4), lang) == written


def test_in_french_the_first_of_a_month_is_its_1er():
    first, eleventh, last = date(2026, 3, 1), date(2026, 3, 11), date(2026, 4, 1)
    assert (i18n.day(first, "fr"), i18n.day(eleventh, "fr")) == ("1er mars 2026", "11 mars 2026")
    assert (i18n.day(first, "en"), i18n.day(first, "ru")) == ("1 March 2026", "1 марта 2026")
    assert i18n.days(first, eleventh, "fr") == "1er–11 mars 2026"
    assert i18n.days(first, last, "fr") == "1er mars – 1er avril 2026"
    assert i18n.days(first, eleventh, "en") == "1–11 March 2026"
    assert i18n.moment(datetime(2026, 3, 1, 18, 5, tzinfo=UTC), "UTC", "fr") == "1er mars 2026, 18:05 UTC"


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        (date(2026, 3, 3), date(2026, 3, 3), "3 March 2026"),
        (date(2026, 3, 3), date(2026, 3, 16), "3–16 March 2026"),
        (date(2026, 3, 30), date(2026, 4, 2), "30 March – 2 April 2026"),
        (date(2026, 12, 30), date(2027, 1, 2), "30 December 2026 – 2 January 2027"),
    ],
)
def test_a_span_repeats_only_what_differs(start: date, end: date, written: str):
    assert i18n.days(start, end, "en") == written


@pytest.mark.parametrize(
    ("zone", "written"),
    [
        ("UTC", "4 March 2026, 18:05 UTC"),
        ("Asia/Almaty", "4 March 2026, 23:05 UTC+05"),
        ("Europe/Brussels", "4 March 2026, 19:05 CET"),
    ],
)
def test_a_moment_names_its_zone(zone: str, written: str):
    assert i18n.moment(datetime(2026, 3, 4, 18, 5, tzinfo=UTC), zone, "en") == written


@pytest.mark.parametrize(
    ("value", "decimals", "lang", "written"),
    [
        (Decimal("1234.5"), None, "en", "1,234.5"),
        (Decimal("1234.5"), None, "fr", f"1{NARROW}234,5"),
        (Decimal("0.000001"), None, "en", "0.000001"),
        (Decimal("1234.5"), 2, "en", "1,234.50"),
        (Decimal("1234.567"), 1, "en", "1,234.6"),
        (0, None, "fr", "0"),
    ],
)
def test_a_number_keeps_its_decimals_unless_told_otherwise(
    value: Decimal, decimals: int | None, lang: str, written: str
):
    assert i18n.number(value, decimals, lang) == written


def test_a_share_is_a_percentage():
    assert i18n.percent(0.82, "en") == "82%"
    assert i18n.percent(0.82, "fr") in {f"82{NARROW}%", f"82{NO_BREAK}%"}


def test_a_label_is_in_the_readers_language(app_context: Flask):
    with app_context.test_request_context(), force_locale("fr"):
        assert i18n.label(Text.of("Case", fr="Affaire")) == "Affaire"
        assert i18n.label(Text.of("Case")) == "Case"
        assert i18n.label(None) == ""


def language_of(client: FlaskClient, path: str = "/sign-in", **headers: str) -> str:
    page = client.get(path, headers=headers).get_data(as_text=True)
    return page.split('<html lang="')[1][:2]


def test_a_stranger_gets_the_browsers_language_else_english(client: FlaskClient):
    assert language_of(client, **{"Accept-Language": "fr-BE,fr;q=0.9"}) == "fr"
    assert language_of(client, **{"Accept-Language": "ru"}) == "en"


def test_a_choice_is_kept_for_the_visit(client: FlaskClient):
    assert language_of(client, "/sign-in?lang=fr") == "fr"
    assert language_of(client) == "fr"
    assert language_of(client, "/sign-in?lang=xx") == "fr"


def test_a_profile_speaks_when_nothing_was_chosen(app_context: Flask, sign_in):
    visitor = sign_in(factories.account("a@kz.example", "KZ", Role.SECRETARIAT, language="fr"))
    assert language_of(visitor, "/") == "fr"
    assert language_of(visitor, "/?lang=en") == "en"


def test_a_count_in_a_sentence_is_written_as_the_language_writes_numbers(app_context: Flask):
    forms = "%(num)s error left", "%(num)s errors left"
    page = "{{ ngettext('%(num)s error left', '%(num)s errors left', 1234) }}"
    assert ngettext(*forms, 1234) == "1,234 errors left"
    assert ngettext(*forms, 1) == "1 error left"
    with app_context.test_request_context(), force_locale("fr_FR"):
        assert ngettext(*forms, 1234).startswith(f"1{NARROW}234 ")
        assert render_template_string(page).startswith(f"1{NARROW}234 ")
