"""What every form of ours has in common: it says its own sentences, and reads of what was posted only what it could have asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.datastructures import CombinedMultiDict, MultiDict
from wtforms import FieldList, FileField

from opsplanner.core.numbers import whole

CHOOSE, CHOOSE_ONLY = _l("Choose one of the answers offered."), _l("Choose only answers that are offered.")
NUMBER = _l("Enter a number, for example 12.5.")
# What the form library would say by itself, in its words, and what is said instead; a plural by its first form.
SENTENCES: Mapping[str, Any] = {
    "Invalid Choice: could not coerce.": CHOOSE,
    "Not a valid choice.": CHOOSE,
    "Invalid choice(s): one or more data inputs could not be coerced.": CHOOSE_ONLY,
    "'%(value)s' is not a valid choice for this field.": CHOOSE_ONLY,
    "Not a valid datetime value.": _l("Enter a day and a time: 2026-03-04T12:00."),
    "Not a valid date value.": _l("Enter a day that exists, as year-month-day: 2026-03-04."),
    "Not a valid time value.": _l("Enter a time of day, for example 12:00."),
    "Not a valid week value.": _l("Enter a week, for example 2026-W10."),
    "Not a valid integer value.": _l("Enter a whole number, for example 12."),
    "Not a valid decimal value.": NUMBER,
    "Not a valid float value.": NUMBER,
    "This field is required.": _l("Fill this in."),
    "Invalid input.": _l("Check this: it cannot be read as it is written."),
    "Invalid email address.": _l("Enter an e-mail address such as name@example.org"),
    "Field must be equal to %(other_name)s.": _l("Enter the same as above."),
    "Field must be at least %(min)d character long.": _l("Write at least %(min)d characters."),
    "Field cannot be longer than %(max)d character.": _l("Write at most %(max)d characters."),
    "Field must be exactly %(max)d character long.": _l("Write exactly %(max)d characters."),
    "Field must be between %(min)d and %(max)d characters long.": _l("Write %(min)d to %(max)d characters."),
    "Number must be at least %(min)s.": _l("Enter a number of at least %(min)s."),
    "Number must be at most %(max)s.": _l("Enter a number that is at most %(max)s."),
    "Number must be between %(min)s and %(max)s.": _l("Enter a number from %(min)s to %(max)s."),
}


class Sentences:
    """Our sentences in the reader's language, where the form library asks for a translation of its own."""

    def gettext(self, words: str) -> str:
        """The sentence for these words; a name that is no sentence stays."""
        return str(SENTENCES.get(words, words))

    def ngettext(self, one: str, many: str, number: int) -> str:
        """The same, for any number."""
        return str(SENTENCES.get(one, one if number == 1 else many))


SAID_INSTEAD = Sentences()


class PostedForm(FlaskForm):
    """A form of ours."""

    class Meta(FlaskForm.Meta):
        """How it reads and speaks."""

        def get_translations(self, form: Any) -> Sentences:
            """Ours."""
            return SAID_INSTEAD

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """Answers, and files where the form asks for a file: a file sent in place of a text is no answer."""
            if formdata is None or hasattr(formdata, "getlist"):
                return formdata
            if not form.is_submitted():
                return None
            asked = {field.name for field in form if isinstance(field, FileField)}
            files = [(name, file) for name, file in request.files.items(multi=True) if name in asked]
            return CombinedMultiDict((MultiDict(files), request.form)) if files else request.form or None


class RowList(FieldList):
    """A list of rows, each named by its number."""

    def _extract_indices(self, prefix: str, formdata: Any) -> Iterator[int]:
        """The numbers of the rows posted; the library takes what is no number to a number."""
        names = (name[len(prefix) + 1 :].split("-", 1)[0] for name in formdata if name.startswith(f"{prefix}-"))
        return (number for name in names if (number := whole(name)) is not None)
