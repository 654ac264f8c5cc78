"""The web form of a template of results: a case with its goods lines, a row of effort; what is posted is checked like a row of the sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import MultipleFileField
from wtforms import FormField

from opsplanner.core.forms import Part
from opsplanner.core.posted import PostedForm, RowList
from opsplanner.records.check import Checked
from opsplanner.records.field import Field, Level
from opsplanner.records.forms import Answers, add_error, controls, posted, prefilled
from opsplanner.records.sentences import sentence
from opsplanner.records.template import Template

MOST_LINES = 30


class CaseForm(PostedForm):
    """A case with its goods lines; the controls of the template are added by `case_form`."""

    lines: RowList
    photos = MultipleFileField(
        _l("Photos"), description=_l("JPEG, PNG or WebP. Only the picture is kept: place, time and device are removed.")
    )

    def rows(self, fields: Iterable[Field]) -> list[Answers]:
        """One mapping a goods line, the answers about the case in each."""
        case = {field.key: posted(self[field.key]) for field in fields if field.level == "case"}
        return [{**case, **{control.short_name: posted(control) for control in line.form}} for line in self.lines]

    def show_errors(self, checked: Checked, lang: str) -> None:
        """Puts every error of the check beside its control."""
        for problem in checked.of("error"):
            said = sentence(problem, lang)
            if problem.field is None or (problem.field not in self and not self.lines.entries):
                self.form_errors.append(said)
            elif problem.field in self:
                add_error(self[problem.field], said)
            else:
                for row in problem.rows:
                    add_error(self.lines.entries[row - 1].form[problem.field], said)
                # The list itself is in error, and says nothing of its own: its lines do.
                add_error(self.lines, {problem.field: [said]})


class EffortForm(PostedForm):
    """One row of effort; the controls of the template are added by `effort_form`."""

    def row(self, fields: Iterable[Field]) -> Answers:
        """The answers by key."""
        return {field.key: posted(self[field.key]) for field in fields}

    def show_errors(self, checked: Checked, lang: str) -> None:
        """Puts every error of the check beside its control."""
        for problem in checked.of("error"):
            if problem.field:
                add_error(self[problem.field], sentence(problem, lang))
            else:
                self.form_errors.append(sentence(problem, lang))


def case_form(template: Template, lang: str) -> type[CaseForm]:
    """The form of a case in a language."""
    line = type("LineForm", (Part,), controls(template.at("line"), lang))
    lines = RowList(FormField(line, label=""), min_entries=1, max_entries=MOST_LINES)
    return type("CaseForm", (CaseForm,), {**controls(template.at("case"), lang), "lines": lines})


def effort_form(template: Template, lang: str) -> type[EffortForm]:
    """The form of a row of effort in a language."""
    return type("EffortForm", (EffortForm,), controls(template.at("effort"), lang))


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
        values[field.key] = prefilled(field, value, lang)
    return values
