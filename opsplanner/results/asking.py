"""The web form of a template: one control for each kind of field; what is posted is checked like a row of the sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import MultipleFileField
from wtforms import Field as Control
from wtforms import Form, FormField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields import SelectChoice

from opsplanner.core.forms import Part
from opsplanner.core.posted import PostedForm, RowList
from opsplanner.records.check import Checked
from opsplanner.records.field import Field, Level
from opsplanner.records.kinds.registry import kind_of
from opsplanner.records.sentences import sentence
from opsplanner.records.template import Template

MOST_LINES = 30
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
}


class Asked:
    """Marks a control as always asked; that it was answered is for the check to say, as for a sheet."""

    field_flags = {"required": True}

    def __call__(self, form: Form, control: Control) -> None:
        """Says nothing."""


class CaseForm(PostedForm):
    """A case with its goods lines; the controls of the template are added by `case_form`."""

    lines: RowList
    photos = MultipleFileField(
        _l("Photos"), description=_l("JPEG, PNG or WebP. Only the picture is kept: place, time and device are removed.")
    )

    def rows(self, fields: Iterable[Field]) -> list[Answers]:
        """One mapping a goods line, the answers about the case in each."""
        case = {field.key: _posted(self[field.key]) for field in fields if field.level == "case"}
        return [{**case, **{control.short_name: _posted(control) for control in line.form}} for line in self.lines]

    def show_errors(self, checked: Checked, lang: str) -> None:
        """Puts every error of the check beside its control."""
        for problem in checked.of("error"):
            said = sentence(problem, lang)
            if problem.field is None or (problem.field not in self and not self.lines.entries):
                self.form_errors.append(said)
            elif problem.field in self:
                _add(self[problem.field], said)
            else:
                for row in problem.rows:
                    _add(self.lines.entries[row - 1].form[problem.field], said)
                # The list itself is in error, and says nothing of its own: its lines do.
                _add(self.lines, {problem.field: [said]})


class EffortForm(PostedForm):
    """One row of effort; the controls of the template are added by `effort_form`."""

    def row(self, fields: Iterable[Field]) -> Answers:
        """The answers by key."""
        return {field.key: _posted(self[field.key]) for field in fields}

    def show_errors(self, checked: Checked, lang: str) -> None:
        """Puts every error of the check beside its control."""
        for problem in checked.of("error"):
            if problem.field:
                _add(self[problem.field], sentence(problem, lang))
            else:
                self.form_errors.append(sentence(problem, lang))


def case_form(template: Template, lang: str) -> type[CaseForm]:
    """The form of a case in a language."""
    line = type("LineForm", (Part,), _controls(template.at("line"), lang))
    lines = RowList(FormField(line, label=""), min_entries=1, max_entries=MOST_LINES)
    return type("CaseForm", (CaseForm,), {**_controls(template.at("case"), lang), "lines": lines})


def effort_form(template: Template, lang: str) -> type[EffortForm]:
    """The form of a row of effort in a language."""
    return type("EffortForm", (EffortForm,), _controls(template.at("effort"), lang))


def layout(template: Template, level: Level) -> tuple[list[Field], list[Field]]:
    """The fields that stand open in the form, and those behind "more"."""
    shown = list(template.asked(level))
    return shown, [field for field in template.at(level) if field not in shown]


def prefill(template: Template, levels: Sequence[Level], stored: Mapping[str, Any], lang: str) -> dict[str, Any]:
    """A stored row as the controls take it."""
    extras = stored.get("extras") or {}
    values = {}
    for field in template.at(*levels):
        told = extras if field.key in extras else stored
        value = told.get(f"{field.key}_given") or told.get(field.key)
        values[field.key] = _prefilled(field, value, lang)
    return values


def _prefilled(field: Field, value: Any, lang: str) -> Any:
    if value is None:
        return [] if field.kind in SEVERAL else ""
    if field.kind in SEVERAL:
        return str(value).split(";")
    if field.kind == "decimal":
        return str(value) if lang == "en" else str(value).replace(".", ",")
    return str(value)


def _controls(fields: Iterable[Field], lang: str) -> dict[str, Any]:
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


def _posted(control: Control) -> str:
    data = control.data
    return ";".join(data) if isinstance(data, list) else (data or "").strip()


def _add(control: Control, said: str | Mapping[str, Sequence[str]]) -> None:
    control.errors = [*control.errors, said]
