"""What a questionnaire begins with: our questions for a national plan, our levels for the self-assessment; read from the data files beside it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from opsplanner.core.text import Text
from opsplanner.records.condition import NEVER, Condition
from opsplanner.records.field import NO_TEXT, Field, Limits
from opsplanner.records.template import Template
from opsplanner.reference import Code
from opsplanner.reference.themes import themes
from opsplanner.surveys.models import SurveyKind
from opsplanner.surveys.questions import PREFIX, field_of

FOLDER = Path(__file__).parent / "data"
LEVELS = 5
REMARKS = 2000
SECTION = "themes"
SUFFIX = "_remarks"
TITLES = {
    SurveyKind.PLAN: Text.of("National implementation plan", fr="Plan national de mise en œuvre"),
    SurveyKind.BEFORE: Text.of("Capacity self-assessment before the operation", fr="Auto-évaluation des capacités avant l’opération"),
    SurveyKind.AFTER: Text.of("Capacity self-assessment after the operation", fr="Auto-évaluation des capacités après l’opération"),
}  # fmt: skip
# Put behind each question that asks for a remark.
REMARK = Text.of("What shows it", fr="Ce qui le montre")


def begun(kind: SurveyKind, code: str, name: Text) -> Template:
    """The questionnaire of an operation as the house proposes it, version 1."""
    title = Text.read({lang: f"{TITLES[kind].to(lang)}, {name.to(lang)}" for lang in ("en", "fr")})
    sections, fields = assessment() if kind.is_assessment else national_plan()
    return Template(code, title, fields, 1, str(kind), languages=("en", "fr"), sections=sections)


@cache
def national_plan() -> tuple[tuple[Code, ...], tuple[Field, ...]]:
    """Its sections and questions."""
    told = list(_rows("national_plan"))
    named = [(row["section"], Text.of(row["section_en"], fr=row["section_fr"])) for row in told if row["section_en"]]
    return tuple(Code(*each) for each in named), tuple(map(_question, told))


@cache
def assessment() -> tuple[tuple[Code, ...], tuple[Field, ...]]:
    """The six themes of the first COSMO's evaluation, a level and a remark each."""
    labels = themes()
    fields: list[Field] = []
    for theme, levels in wordings().items():
        choices = tuple(Code(str(level), Text.read(_numbered(level, each))) for level, each in enumerate(levels))
        level = field_of("choice", theme_key(theme), SECTION, labels[theme])
        remark = field_of("long_text", theme_key(theme) + SUFFIX, SECTION, _remark(labels[theme]))
        fields += [_with(level, Condition.parse("always"), choices), _with(remark, limits=Limits(length=REMARKS))]
    section = Code(SECTION, Text.of("Six themes of the evaluation of the first COSMO", fr="Six thèmes de l’évaluation de la première COSMO"))  # fmt: skip
    return (section,), tuple(fields)


@cache
def wordings() -> dict[str, list[Text]]:
    """By theme what each level means, from 0 to 4."""
    found: dict[str, list[Text]] = {}
    for row in _rows("capacity_levels"):
        found.setdefault(row["theme"], []).append(Text.of(row["en"], fr=row["fr"]))
    return found


def theme_key(theme: str) -> str:
    """The key of the question about a theme."""
    return PREFIX + theme


def _question(row: dict[str, str]) -> Field:
    field = field_of(row["kind"], PREFIX + row["key"], row["section"], Text.of(row["en"], fr=row["fr"]))
    entries = (entry.split("|") for entry in row["choices"].split(";") if entry)
    choices = tuple(Code(code, Text.of(en, fr=fr)) for code, en, fr in entries)
    return _with(field, Condition.parse(row["required"]), choices, Text.of(row["help_en"], fr=row["help_fr"]))


def _with(
    field: Field,
    required: Condition = NEVER,
    choices: tuple[Code, ...] = (),
    help_text: Text = NO_TEXT,
    limits: Limits | None = None,
) -> Field:
    return replace(field, required=required, choices=choices, help=help_text, limits=limits or field.limits)


def _numbered(level: int, wording: Text) -> dict[str, str]:
    """The number stands before the words, in lists and in sheets."""
    return {lang: f"{level} – {text}" for lang, text in wording.pairs}


def _remark(theme: Text) -> Text:
    return Text.read({lang: f"{theme.to(lang)} – {REMARK.to(lang)}" for lang in ("en", "fr")})


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, restval="")
