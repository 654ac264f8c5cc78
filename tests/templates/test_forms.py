"""Forms say what is wrong next to the control, and on top with a link to it."""

from __future__ import annotations

import pytest
from flask import Flask
from flask_wtf import FlaskForm
from lxml import html
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    DateField,
    FileField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from tests.templates.pieces import drawn, words


class Every(FlaskForm):
    """One field of every kind the pages use."""

    name = StringField("Name", [DataRequired("Enter the name")], description="As it stands in the plan")
    code = StringField("Code", [Optional()])
    purpose = TextAreaField("Purpose", [DataRequired("Enter the purpose")])
    starts = DateField("First day", [DataRequired("Enter the first day")])
    preset = SelectField(
        "Preset",
        [DataRequired("Choose a preset")],
        choices=[SelectChoice("", ""), SelectChoice("s", "Strategic goods")],
    )
    members = SelectMultipleField(
        "Members", [DataRequired("Choose the Members")], choices=[SelectChoice("KZ", "Kazakhstan")]
    )
    marking = RadioField(
        "Marking", [DataRequired("Choose the marking")], choices=[SelectChoice("R", "RED"), SelectChoice("A", "AMBER")]
    )
    modes = SelectMultipleField(
        "Modes",
        [DataRequired("Choose the modes")],
        choices=[SelectChoice("air", "Air"), SelectChoice("sea", "Sea")],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    sure = BooleanField("I am sure", [DataRequired("Say that you are sure")])
    file = FileField("File", [DataRequired("Choose a file")])
    version = HiddenField()


CONTROLS = ("name", "code", "purpose", "starts", "preset", "members", "marking", "modes", "sure")
PAGE = "{{ forms.error_summary(form) }}{% call forms.post_form(file=true) %}{{ forms.fields(form, names) }}{{ forms.drop(form.file, hint='Up to 20 MB') }}{% endcall %}"


@pytest.fixture
def answered(app: Flask) -> html.HtmlElement:
    with app.test_request_context("/", method="POST", data={}):
        form = Every(MultiDict())
        form.validate()
    return drawn(app, PAGE, form=form, names=CONTROLS)


def test_every_error_is_listed_on_top_and_leads_to_its_control(answered: html.HtmlElement):
    links = answered.cssselect(".error-summary a")
    assert len(links) == 9
    assert all(
        answered.get_element_by_id(link.get("href")[1:]).tag in {"input", "select", "textarea"} for link in links
    )


def test_every_description_a_control_points_to_is_there(answered: html.HtmlElement):
    pointing = answered.xpath("//*[@aria-describedby]")
    assert pointing
    for element in pointing:
        for name in element.get("aria-describedby").split():
            assert words(answered.get_element_by_id(name))


def test_every_control_with_an_error_says_so(answered: html.HtmlElement):
    for name in ("name", "purpose", "starts", "preset", "members"):
        control = answered.get_element_by_id(name)
        assert control.get("aria-invalid") == "true"
        assert f"{name}-error" in control.get("aria-describedby")


def test_every_control_has_a_name_to_be_read(answered: html.HtmlElement):
    labelled = {label.get("for") for label in answered.iter("label")}
    controls = [c for c in answered.xpath("//input|//select|//textarea") if c.get("type") != "hidden"]
    assert {control.get("id") for control in controls} <= labelled
    assert [words(legend) for legend in answered.iter("legend")] == ["Marking", "Modes"]


def test_what_may_stay_empty_says_so(answered: html.HtmlElement):
    labels = {label.get("for"): words(label) for label in answered.iter("label")}
    assert labels["code"] == "Code (optional)"
    assert labels["name"] == "Name"


def test_a_hidden_field_is_not_shown(app: Flask):
    with app.test_request_context():
        form = Every(MultiDict({"version": "3"}))
    page = drawn(app, "{{ forms.field(form.version) }}", form=form)
    assert page.cssselect("input[type=hidden]")[0].get("value") == "3"
    assert not page.cssselect("label")


def test_a_form_without_errors_has_no_summary(app: Flask):
    with app.test_request_context():
        form = Every()
    assert not drawn(app, "{{ forms.error_summary(form) }}", form=form).cssselect(".error-summary")


def test_a_destructive_act_is_asked_about_on_its_own_page(app: Flask):
    page = drawn(
        app,
        "{% call forms.confirm('Withdraw submission 12?', 'Withdraw', '/withdraw', '/back', {'n': 12}) %}<p>So.</p>{% endcall %}",
    )
    assert words(page.cssselect("h1")[0]) == "Withdraw submission 12?"
    assert page.cssselect("form[method=post] input[name=n]")[0].get("value") == "12"
    assert page.cssselect("input[name=csrf_token]")
