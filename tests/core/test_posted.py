"""The form library says nothing in its own words, whatever is posted to whichever kind of field."""

from __future__ import annotations

import inspect
import io
import re
from types import ModuleType

import pytest
from flask import Flask
from flask_wtf.file import FileRequired, MultipleFileField
from werkzeug.datastructures import MultiDict
from wtforms import FormField, IntegerField, RadioField, SelectField, SelectMultipleField, StringField, TimeField
from wtforms.fields import SelectChoice, choices, datetime, numeric
from wtforms.validators import DataRequired, Email, EqualTo, InputRequired, Length, NumberRange, Regexp

from opsplanner.core.forms import AmountField, DayField, MomentField, Part
from opsplanner.core.posted import SENTENCES, PostedForm, RowList

SPEAKING = (
    choices,
    datetime,
    numeric,
    DataRequired,
    InputRequired,
    Length,
    NumberRange,
    Regexp,
    Email,
    EqualTo,
    FileRequired,
)
SAID = re.compile(r"""gettext\(\s*(["'])(.*?)\1""", re.DOTALL)
NO_SENTENCE = {"Choices cannot be None.", "Invalid field name '%s'."}  # faults of the programmer
RUBBISH = ["abc", "²", "9" * 5000, "-1", "é’<b>", "2026-99-99T99:99"]


class Line(Part):
    """A row."""

    size = IntegerField()


class Every(PostedForm):
    """Fields of every kind."""

    one = SelectField(coerce=int, choices=[SelectChoice("1", "One")])
    radio = RadioField(choices=[SelectChoice("1", "One")])
    many = SelectMultipleField(coerce=int, choices=[SelectChoice("1", "One")])
    whole, amount, day, moment, clock = IntegerField(), AmountField(), DayField(), MomentField(), TimeField()
    text = StringField(validators=[Length(max=3)])
    photos = MultipleFileField()
    lines = RowList(FormField(Line), max_entries=3)


@pytest.mark.parametrize("speaker", SPEAKING, ids=lambda each: each.__name__)
def test_every_sentence_of_the_library_has_one_of_ours(speaker: ModuleType | type) -> None:
    said = {words for _quote, words in SAID.findall(inspect.getsource(speaker))}
    assert said - NO_SENTENCE - set(SENTENCES) == set()


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("rubbish", RUBBISH)
def test_rubbish_is_answered_in_our_words(app: Flask, rubbish: str, lang: str) -> None:
    names = [
        "one",
        "radio",
        "many",
        "whole",
        "amount",
        "day",
        "moment",
        "clock",
        "text",
        "lines-0-size",
        f"lines-{rubbish}-size",
    ]
    with app.test_request_context(f"/?lang={lang}", method="POST", data=MultiDict((name, rubbish) for name in names)):
        form = Every()
        assert not form.validate()
        told = str(form.errors)
    assert not [words for words in SENTENCES if words in told]
    assert ("Choisissez" in told) is (lang == "fr")
    assert ("Choose" in told) is (lang == "en")


def test_a_file_in_place_of_a_text_is_no_answer(app: Flask) -> None:
    data = {"text": (io.BytesIO(b"1"), "x.csv"), "photos": (io.BytesIO(b"1"), "y.png")}
    with app.test_request_context("/", method="POST", data=data):
        form = Every()
        assert form.text.data is None
        assert [each.filename for each in form.photos.data] == ["y.png"]


def test_json_is_no_form(app: Flask) -> None:
    with app.test_request_context("/", method="POST", json=["text"]):
        assert Every().text.data is None
