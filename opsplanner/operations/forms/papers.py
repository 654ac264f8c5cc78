"""The form that adds a document."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import RadioField, SelectField, StringField

from opsplanner.core.forms import at_most, needed, options, stripped
from opsplanner.core.i18n import SCREEN_LANGUAGES
from opsplanner.core.posted import PostedForm
from opsplanner.operations import words
from opsplanner.operations.models import Marking

LANGUAGES = {**SCREEN_LANGUAGES, "ru": "Русский", "es": "Español", "ar": "العربية"}
MARKINGS = {
    Marking.CLEAR: _l("TLP:CLEAR – everyone in the operation, may be published"),
    Marking.GREEN: _l("TLP:GREEN – everyone in the operation"),
    Marking.AMBER: _l("TLP:AMBER – Members and liaison offices that take part"),
    Marking.AMBER_STRICT: _l("TLP:AMBER+STRICT – planners and liaison offices"),
    Marking.RED: _l("TLP:RED – planners and the secretariat only"),
}


class PaperForm(PostedForm):
    """A file, what it is, in which language, and who may read it."""

    file = FileField(_l("File"), [FileRequired(_l("Choose a file."))])
    title = StringField(_l("Title"), [needed(_l("Enter the title.")), at_most(300)], filters=[stripped])
    kind = SelectField(_l("Kind"))
    language = SelectField(_l("Language"))
    marking = RadioField(_l("Who may read it"), [needed(_l("Choose who may read it."))], default=Marking.AMBER)

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.kind.choices = options(words.DOCUMENT_KINDS)
        self.language.choices = options(LANGUAGES)
        self.marking.choices = options(MARKINGS)
