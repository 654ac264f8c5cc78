"""The form that adds a paper to a meeting, or a further edition or language of one."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import SelectField, StringField
from wtforms.validators import Regexp

from opsplanner.core.forms import at_most, needed, options, stripped
from opsplanner.core.posted import PostedForm
from opsplanner.operations.forms.papers import LANGUAGES


class PaperForm(PostedForm):
    """A file, its number and its language; the same number and language again is the next edition."""

    number = StringField(
        _l("Number"),
        [needed(_l("Enter the number.")), Regexp(r"^[0-9]{1,3}(\.[0-9]{1,3})?$", message=_l("Write it as 1 or 1.2."))],
        filters=[stripped],
        description=_l("Of the item and within it: 1.2. The same number and language again is the next edition."),
    )
    language = SelectField(_l("Language"))
    title = StringField(_l("Title"), [needed(_l("Enter the title.")), at_most(300)], filters=[stripped])
    file = FileField(_l("File"), [FileRequired(_l("Choose a file."))])

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.language.choices = options(LANGUAGES)
