"""The forms with which a planner composes a questionnaire: a question, the sections, a copy, the publication, the due day."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FormField, HiddenField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Optional

from opsplanner.core.forms import AmountField, DayField, VersionedForm, at_most, chooser, options, stripped
from opsplanner.core.i18n import language
from opsplanner.core.posted import PostedForm
from opsplanner.core.text import begins_formula
from opsplanner.records.condition import ALWAYS, NEVER, Condition, Word
from opsplanner.records.field import Field
from opsplanner.records.forms import (
    Helps,
    Labels,
    codes_among,
    held_exactly,
    limits_of,
    proposed_key,
    slip_sentences,
    some_entries,
    text_in,
)
from opsplanner.records.headings import normal
from opsplanner.records.pasting import Pasted, read_list, write_list
from opsplanner.records.template import Template
from opsplanner.surveys.models import Survey
from opsplanner.surveys.questions import CHOOSING, KEY, PREFIX, field_of, kind_of_question
from opsplanner.surveys.words import QUESTION_KINDS

LANGUAGES = ("en", "fr")
REQUIRED = {"no": _l("No"), "always": _l("Always"), "when": _l("When another question has an answer")}
NUMBERS = ("integer", "decimal")


class QuestionForm(VersionedForm):
    """One question. What it is called in the data, and its kind, stay once it is there."""

    label = FormField(Labels, _l("Question"))
    help = FormField(Helps, _l("Help"), description=_l("What to write; it stands under the question."))
    section = SelectField(_l("Section"))
    kind = SelectField(_l("Kind of answer"))
    choices = TextAreaField(_l("List to choose from"), [at_most(60_000)])
    items = IntegerField(_l("Most answers"), [Optional()])
    least = AmountField(_l("Least"))
    most = AmountField(_l("Most"))
    required = RadioField(_l("Must be answered"), choices=options(REQUIRED))
    when_key = SelectField(_l("The question that decides"))
    when_codes = StringField(
        _l("Its answers that count"),
        [at_most(300)],
        filters=[stripped],
        description=_l("Codes or labels, separated by ; – blank: any answer."),
    )

    def offer(self, template: Template, known: Field | None) -> None:
        """Sections, kinds and the questions another may depend on."""
        self.section.choices = options((each.code, each.label.to(language())) for each in template.sections)
        others = {each.key: each.label.to(language()) for each in template.fields if each is not known}
        self.when_key.choices = chooser(others)
        self.kind.choices = options(QUESTION_KINDS)
        for part in (self.label, self.help):
            del part.form["ru"]
        if known is not None:
            del self["kind"]

    def entered(self, template: Template, known: Field | None) -> Field | None:
        """The question as entered; None when something is to be put right."""
        if not self.validate():
            return None
        slips: dict[str, list[Any]] = {}
        field = self._field(template, known, slips)
        found = {name: said for name, said in slips.items() if said}
        for name, said in found.items():
            control = self[name].form["en"] if isinstance(self[name], FormField) else self[name]
            control.errors = [*control.errors, *map(str, said)]
        return None if found else field

    def _field(self, template: Template, known: Field | None, slips: dict[str, list[Any]]) -> Field:
        values = self.values()
        kind = kind_of_question(known) if known else values["kind"]
        label = text_in(values["label"], LANGUAGES, None)
        key = known.key if known else _free_key(template, proposed_key(label.to("en")))
        field = field_of(kind, key, values["section"], label)
        choices = self._choices(kind, slips)
        limits = (
            limits_of(kind, {**values, "length": None}, slips) if kind in (*NUMBERS, "choice_list") else field.limits
        )
        self._look(template, field, slips)
        return replace(
            field,
            help=text_in(values["help"], LANGUAGES, None),
            choices=choices,
            limits=limits,
            required=_condition(values, template, key, slips),
        )

    def _choices(self, kind: str, slips: dict[str, list[Any]]) -> tuple[Any, ...]:
        if kind not in CHOOSING:
            return ()
        pasted = read_list(self.choices.data or "", LANGUAGES)
        slips["choices"] = list(slip_sentences(pasted.slips)) or some_entries(pasted.codes)
        return pasted.codes

    def _look(self, template: Template, field: Field, slips: dict[str, list[Any]]) -> None:
        words = field.label.all()
        others = {normal(word): each for each in template.fields if each.key != field.key for word in each.label.all()}
        if not (field.label.has("en") and field.label.has("fr")):
            slips["label"] = [_l("Enter the question in English and in French.")]
        elif begins_formula(*words):
            slips["label"] = [_l("Begin the question with a letter or digit: with = + - or @ a spreadsheet takes it for a formula.")]  # fmt: skip
        elif any(normal(word) in others for word in words):
            slips["label"] = [_l("Another question is called the same: a sheet could not tell them apart.")]
        elif not KEY.fullmatch(field.key):
            slips["label"] = [_l("Write the English question with letters of the Latin alphabet.")]


class SectionsForm(VersionedForm):
    """The sections, one a line."""

    entries = TextAreaField(_l("Sections, one a line"), [at_most(20_000)])

    def read(self) -> Pasted | None:
        """The sections as entered; None when something is to be put right."""
        pasted = read_list(self.entries.data or "", LANGUAGES)
        self.entries.errors = [*self.entries.errors, *map(str, slip_sentences(pasted.slips))]
        return None if self.entries.errors else pasted


class CopySurveyForm(PostedForm):
    """Which operation's questionnaire to copy."""

    version = HiddenField()
    source = SelectField(_l("Copy from"), validate_choice=False)

    def offer(self, surveys: list[Survey]) -> None:
        """Operations by code and name."""
        named = {
            each.operation.code: f"{each.operation.code} · {each.operation.name.to(language())}" for each in surveys
        }
        self.source.choices = chooser(named)


class PublishSurveyForm(PostedForm):
    """Why there is a new version; of the first nobody asks."""

    version = HiddenField()
    note = StringField(
        _l("What changes and why"),
        [at_most(500)],
        filters=[stripped],
        description=_l("One sentence; Members read it beside the questionnaire. Not needed for the first version."),
    )


class DueForm(PostedForm):
    """By when it is to be answered."""

    due_on = DayField(_l("Answers are due on"), [Optional()])


def question_values(field: Field | None, section: str) -> dict[str, Any]:
    """A question as its form shows it."""
    if field is None:
        return {"kind": "long_text", "section": section, "required": "no", "when_key": "", "when_codes": ""}
    limits, condition = field.limits, field.required
    return {
        "label": {lang: field.label.as_dict().get(lang, "") for lang in LANGUAGES},
        "help": {lang: field.help.as_dict().get(lang, "") for lang in LANGUAGES},
        "section": field.block,
        "choices": write_list(field.choices, LANGUAGES),
        "items": limits.items,
        "least": limits.least,
        "most": limits.most if field.kind in NUMBERS and limits.most != held_exactly(field.kind) else None,
        "required": "always" if condition.is_always else "when" if condition.depends else "no",
        "when_key": "|".join(condition.keys),
        "when_codes": "; ".join(sorted(condition.codes)),
    }


def section_values(template: Template) -> str:
    """The sections as their form shows them."""
    return write_list(template.sections, LANGUAGES)


def _free_key(template: Template, words: str) -> str:
    key = PREFIX + words[:32]
    taken = [each.key for each in template.fields]
    return next((each for each in (key, *(f"{key}_{n}" for n in range(2, 200))) if each not in taken), key)


def _condition(values: dict[str, Any], template: Template, key: str, slips: dict[str, list[Any]]) -> Condition:
    if values["required"] != "when":
        return ALWAYS if values["required"] == "always" else NEVER
    other = template.by_key.get(values["when_key"] or "")
    if other is None or other.key == key:
        slips["when_key"] = [_("Choose the question that decides.")]
        return NEVER
    words = [word.strip() for word in (values["when_codes"] or "").split(";") if word.strip()]
    codes, strange = codes_among(other.options, words)
    if strange or (words and other.options is None):
        slips["when_codes"] = [_("Not in the list of that question: %(words)s.", words=", ".join(strange or words))]
        return NEVER
    return Condition(Word.WHEN if codes else Word.WITH, (other.key,), frozenset(codes))
