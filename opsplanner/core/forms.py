"""What every form is made of: texts in both languages, days, amounts, choices, and rows of which blank ones do not count."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, DateTimeLocalField, FieldList, Form, FormField, HiddenField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, Length, Optional, StopValidation, ValidationError

from opsplanner.core.errors import Conflict, Forbidden, Refusal
from opsplanner.core.i18n import number as written
from opsplanner.core.posted import PostedForm, RowList
from opsplanner.core.text import begins_formula

Result = TypeVar("Result")
Day = TypeVar("Day", bound=date)
SPACES = dict.fromkeys(map(ord, "\u00a0\u202f\u2009 '’"))
# Days outside are mistyped; between them, days may be counted on in any time zone.
FIRST_YEAR, LAST_YEAR = 1900, 2100
NOT_DATA = {"csrf_token", "version", "reason", "remove"}


class Needed(DataRequired):
    """A field that must be filled in; what was entered and could not be read is told as such, not as missing."""

    def __call__(self, form: Any, field: Any) -> None:
        """Stops at what could not be read, else asks for something."""
        if field.process_errors:
            raise StopValidation
        super().__call__(form, field)


def needed(sentence: Any) -> DataRequired:
    """A field that must be filled in; the sentence says what to enter."""
    return Needed(message=sentence)


def at_most(length: int) -> Length:
    """A limit on the number of characters, as the column has it."""
    return Length(max=length, message=_l("Write at most %(max)d characters."))


class NoFormula:
    """A text that stands in sheets others fill in: no spreadsheet program may take it for a formula."""

    def __call__(self, _form: Any, field: Any) -> None:
        """Asks for another beginning."""
        if begins_formula(field.data or ""):
            raise ValidationError(
                _("Begin the label with a letter or digit: with = + - or @ a spreadsheet takes it for a formula.")
            )


def options(pairs: Mapping[Any, Any] | Iterable[tuple[Any, Any]]) -> list[SelectChoice]:
    """Choices of a select, radio or checkbox field from value and label."""
    entries = pairs.items() if isinstance(pairs, Mapping) else pairs
    return [SelectChoice(str(value), label) for value, label in entries]


def chooser(pairs: Mapping[Any, Any]) -> list[SelectChoice]:
    """Choices after an empty one, for a select in which something has to be chosen."""
    return [SelectChoice("", _l("Choose")), *options(pairs)]


def number_or_none(text: Any) -> int | None:
    """What a select of things with an id gives: the id, or None for its empty choice."""
    return int(text) if text not in (None, "", "None") else None


def stripped(text: str | None) -> str:
    """A filter: without spaces around."""
    return (text or "").strip()


def attempt(form: Form, service: Callable[[], Result]) -> Result | None:
    """What the service gives; None when it refused, and then its sentence stands on top of the form, with what was typed below."""
    try:
        return service()
    except (Forbidden, Conflict):
        raise
    except Refusal as refusal:
        form.form_errors.append(str(refusal))
        return None


class DayField(DateField):
    """A calendar day of our times."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Reads an ISO day, as browsers send it."""
        text = valuelist[0].strip() if valuelist else ""
        self.data = None
        if text:
            try:
                day = date.fromisoformat(text)
            except ValueError:
                raise ValueError(_("Enter a day that exists, as year-month-day: 2026-03-04.")) from None
            self.data = _of_our_times(day)

    def _value(self) -> str:
        if self.raw_data:
            return " ".join(map(str, self.raw_data))
        return self.data.isoformat() if self.data else ""


class MomentField(DateTimeLocalField):
    """A day and a time of day, in a zone that the page names."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Reads an ISO moment without a zone, as browsers send it; the service puts the zone to it."""
        text = valuelist[0].strip() if valuelist else ""
        self.data = None
        if text:
            try:
                moment = datetime.fromisoformat(text)
            except ValueError:
                raise ValueError(_("Enter a day and a time: 2026-03-04T12:00.")) from None
            self.data = _of_our_times(moment.replace(tzinfo=None))


def _of_our_times(day: Day) -> Day:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(_("Check the year: it must be from %(first)s to %(last)s.", first=FIRST_YEAR, last=LAST_YEAR))
    return day


class AmountField(StringField):
    """An exact decimal number that its column can hold; comma or point, with or without spaces between thousands."""

    def __init__(self, *args: Any, most: int = 10**15, places: int = 8, **more: Any) -> None:
        super().__init__(*args, **more)
        self.most, self.places = Decimal(most), places

    def process_formdata(self, valuelist: list[str]) -> None:
        """Keeps what was typed in `raw_data` and its value in `data`."""
        text = (valuelist[0] if valuelist else "").translate(SPACES).replace(",", ".")
        self.data = None
        if not text:
            return
        try:
            number = Decimal(text)
        except InvalidOperation:
            raise ValueError(_("Enter a number, for example 12.5.")) from None
        if not number.is_finite():
            raise ValueError(_("Enter a number, for example 12.5."))
        self.data = self._within(number)

    def _within(self, number: Decimal) -> Decimal:
        if number.copy_abs() > self.most:
            raise ValueError(_("Enter a number of at most %(most)s.", most=written(self.most)))
        kept = number if -int(number.as_tuple().exponent) <= self.places else round(number, self.places)
        if kept != number:
            raise ValueError(_("Enter a number with at most %(places)s decimals.", places=self.places))
        return kept

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return format(self.data.normalize(), "f") if isinstance(self.data, Decimal) else ""


class Part(PostedForm):
    """A form inside a form; the outer one carries the token."""

    class Meta(PostedForm.Meta):
        csrf = False


class ShortTexts(Part):
    """A short text in English and French."""

    en = StringField(_l("English"), [at_most(300)], filters=[stripped])
    fr = StringField(_l("French"), [at_most(300)], filters=[stripped])


class LongTexts(Part):
    """A text in English and French, written side by side."""

    en = TextAreaField(_l("English"), [at_most(20_000)], filters=[stripped])
    fr = TextAreaField(_l("French"), [at_most(20_000)], filters=[stripped])


class NamedTexts(ShortTexts):
    """A name: English and French are both needed."""

    en = StringField(_l("English"), [needed(_l("Enter the English name.")), at_most(300)], filters=[stripped])
    fr = StringField(_l("French"), [needed(_l("Enter the French name.")), at_most(300)], filters=[stripped])


class OfferedTexts(NamedTexts):
    """A label that sheets offer to choose from."""

    en = StringField(
        _l("English"), [needed(_l("Enter the English name.")), at_most(300), NoFormula()], filters=[stripped]
    )
    fr = StringField(
        _l("French"), [needed(_l("Enter the French name.")), at_most(300), NoFormula()], filters=[stripped]
    )


class Row(Part):
    """One row of a list; a row left blank, or ticked for removal, is not checked and not kept."""

    def is_kept(self) -> bool:
        """Whether something was written in it."""
        return not _blank(row_values(self)) and not ("remove" in self and self["remove"].data)

    def validate(self, extra_validators: Any = None) -> bool:
        """Checks it when it is kept."""
        return not self.is_kept() or bool(super().validate(extra_validators))


class VersionedForm(PostedForm):
    """A form that knows what its writer started from, and may ask why something is changed."""

    version = HiddenField(validators=[Optional()])
    reason = StringField(_l("Reason"), [at_most(300)], filters=[stripped])

    def values(self) -> dict[str, Any]:
        """What was entered, without the form's own business and without blank rows."""
        return row_values(self)

    def add_rows(self, count: int = 1) -> None:
        """Puts blank rows under every list."""
        for field in self:
            if isinstance(field, FieldList):
                for _number in range(count):
                    field.append_entry()


def rows(part: type[Row], label: Any, validators: list[Callable[..., Any]] | None = None) -> RowList:
    """A list of rows."""
    return RowList(FormField(part), label, validators, max_entries=400)


def row_values(form: Form) -> dict[str, Any]:
    """The values of a form and of the forms inside it."""
    return {field.short_name: _value(field) for field in form if field.short_name not in NOT_DATA}


def _value(field: Any) -> Any:
    if isinstance(field, FieldList):
        return [row_values(entry.form) for entry in field if entry.form.is_kept()]
    return row_values(field.form) if isinstance(field, FormField) else field.data


def _blank(value: Any) -> bool:
    if isinstance(value, dict):
        return all(map(_blank, value.values()))
    return value in (None, "", False)
