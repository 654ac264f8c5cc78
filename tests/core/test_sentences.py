"""What a page says: in the language of its reader at that moment, whoever reads beside, and with what is set in escaped."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask, render_template_string
from flask_babel import force_locale, gettext, refresh

from opsplanner.core import i18n

READERS = 8


def test_a_sentence_follows_the_language_when_it_changes_within_a_request(app: Flask):
    with app.test_request_context("/?lang=fr"):
        assert (gettext("Save"), i18n.language()) == ("Enregistrer", "fr")
        with force_locale("en"):
            assert (gettext("Save"), i18n.language()) == ("Save", "en")
            with force_locale("fr"):
                assert render_template_string("{{ _('Save') }}") == "Enregistrer"
            assert render_template_string("{{ _('Save') }}") == "Save"
        assert (gettext("Save"), i18n.language()) == ("Enregistrer", "fr")


def test_a_language_offered_is_spoken_from_there_on(app: Flask):
    with app.test_request_context("/"):
        assert gettext("Save") == "Save"
        i18n.offer("fr")
        assert gettext("Save") == "Enregistrer"
        refresh()
        assert gettext("Save") == "Enregistrer"


def test_outside_any_application_the_sentence_is_said_as_it_is_written():
    assert (gettext("Save"), i18n.language()) == ("Save", "en")


def test_readers_at_once_are_each_answered_in_their_language(app: Flask):
    together = Barrier(READERS)

    def read(number: int) -> set[str]:
        with app.test_request_context("/?lang=fr" if number % 2 else "/?lang=en"):
            together.wait()
            return {render_template_string("{{ _('Save') }} {{ day }}", day=i18n.language()) for _ in range(50)}

    with ThreadPoolExecutor(READERS) as pool:
        heard = list(pool.map(read, range(READERS)))
    assert heard == [{"Save en"}, {"Enregistrer fr"}] * (READERS // 2)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_what_is_set_into_a_sentence_is_escaped_and_a_per_cent_sign_stands_alone(app: Flask, lang: str):
    with app.test_request_context(f"/?lang={lang}"):
        assert render_template_string("{{ _('%(what)s', what='<b>') }}") == "&lt;b&gt;"
        assert render_template_string("{% trans what='<b>' %}5% {{ what }}{% endtrans %}") == "5% &lt;b&gt;"
        assert render_template_string("{{ _('5 %% <b>') }}") == "5 % <b>"
        assert render_template_string("{{ ngettext('%(num)s %(a)s', '%(num)s %(a)s', 2, a='<b>') }}") == "2 &lt;b&gt;"
