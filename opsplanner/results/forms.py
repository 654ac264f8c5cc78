"""The forms of results whose questions are fixed; the form of a case is made from the template in asking.py."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import StringField
from wtforms.validators import DataRequired, Length


class ReasonForm(FlaskForm):
    """One sentence why something is taken back."""

    reason = StringField(
        _l("Reason"),
        [DataRequired(_l("Say in one sentence why.")), Length(max=1000, message=_l("Shorten the reason."))],
        description=_l("One sentence; it is kept and can be read by whoever sees the case or submission."),
    )


class UploadForm(FlaskForm):
    """A sheet to be read."""

    file = FileField(_l("Your sheet"), [FileRequired(_l("Choose the file first."))])
