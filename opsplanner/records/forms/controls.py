"""One web control for each kind of field: forms made of templates take these, and read them back as a row of the sheet would be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from flask_wtf.file import MultipleFileField
from wtforms import Field as Control
from wtforms import Form, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields import SelectChoice

from opsplanner.records.field import Field
from opsplanner.records.kinds.registry import kind_of

LONG_TEXT = 200
SEVERAL = ("choice_list", "country_list")
Answers = dict[str, str]


def _text(field: Field, lang: str, common: dict[str, Any]) -> Control:
    long = (field.limits.length or 0) >= LONG_TEXT
    return (TextAreaField if long else StringField)(**common)


def _choice(field: Field, lang: str, common: dict[str, Any]) -> Control:
    return SelectField(choices=[SelectChoice("", ""), *_choices(field, lang)], validate_choice=False, **common)


def _several(field: Field, lang: str, common: dict[str, Any]) -> Control:
    return SelectMultipleField(choices=_choices(field, lang), validate_choice=False, **common)


def _day(field: Field, lang: str, common: dict[str, Any]) -> Control:
    common["render_kw"]["type"] = "date"
    return StringField(**common)


def _number(field: Field, lang: str, common: dict[str, Any]) -> Control:
    common["render_kw"]["inputmode"] = "decimal"
    return StringField(**common)


def _files(field: Field, lang: str, common: dict[str, Any]) -> Control:
    return MultipleFileField(**common)


CONTROLS: dict[str, Callable[[Field, str, dict[str, Any]], Control]] = {
    "text": _text,
    "choice": _choice,
    "country": _choice,
    "currency": _choice,
    "choice_list": _several,
    "country_list": _several,
    "date": _day,
    "integer": _number,
    "decimal": _number,
    "hs": _text,
    "container_list": _text,
    "boolean": _choice,
    "attachment": _files,
}


class Asked:
    """Marks a control as always asked; that it was answered is for the check to say, as for a sheet."""

    field_flags = {"required": True}

    def __call__(self, form: Form, control: Control) -> None:
        """Says nothing."""


def prefilled(field: Field, value: Any, lang: str) -> Any:
    """A stored answer as its control takes it."""
    if value is None:
        return [] if field.kind in SEVERAL else ""
    if field.kind in SEVERAL:
        return str(value).split(";")
    if field.kind == "decimal":
        return str(value) if lang == "en" else str(value).replace(".", ",")
    return str(value)


def controls(fields: Iterable[Field], lang: str) -> dict[str, Any]:
    """The controls of these fields by key, labelled in a language."""
    return {field.key: _control(field, lang) for field in fields}


def _control(field: Field, lang: str) -> Control:
    common: dict[str, Any] = {"label": field.label.to(lang), "description": field.help.to(lang), "render_kw": {}}
    if field.required.is_always:
        common["validators"] = [Asked()]
    return CONTROLS[field.kind](field, lang, common)


def _choices(field: Field, lang: str) -> list[SelectChoice]:
    options = field.options
    if field.kind == "boolean":
        return [SelectChoice(str(answer), kind_of(field.kind).show(answer, lang, field)) for answer in (True, False)]
    return [SelectChoice(code, options.label(code, lang)) for code in options.codes] if options else []


def posted(control: Control) -> str:
    """What was posted, as the cell of a sheet; several answers between semicolons."""
    data = control.data
    return ";".join(data) if isinstance(data, list) else (data or "").strip()


def add_error(control: Control, said: str | Mapping[str, Sequence[str]]) -> None:
    """One more sentence beside a control."""
    control.errors = [*control.errors, said]
