"""The words of a question in the languages of sheets, as parts of the forms that compose questions."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField

from opsplanner.core.forms import Part, at_most, stripped


class Labels(Part):
    """A short text in the languages of sheets."""

    en = StringField(_l("English"), [at_most(120)], filters=[stripped])
    fr = StringField(_l("French"), [at_most(120)], filters=[stripped])
    ru = StringField(_l("Russian"), [at_most(120)], filters=[stripped])


class Helps(Part):
    """A sentence or two in the languages of sheets."""

    en = TextAreaField(_l("English"), [at_most(300)], filters=[stripped])
    fr = TextAreaField(_l("French"), [at_most(300)], filters=[stripped])
    ru = TextAreaField(_l("Russian"), [at_most(300)], filters=[stripped])
