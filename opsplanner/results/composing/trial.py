"""The proof of a template: its own sheets, filled in with plausible answers, must pass its own importer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

from opsplanner.records.answers import Setting
from opsplanner.records.check import check
from opsplanner.records.condition import Word
from opsplanner.records.downloads import write_workbook
from opsplanner.records.field import Field
from opsplanner.records.guard import Upload, read_sheet
from opsplanner.records.kinds.day import SAMPLE
from opsplanner.records.kinds.registry import kind_of
from opsplanner.records.match import match
from opsplanner.records.problem import Problem
from opsplanner.records.rules.classes import CLASS, TYPE, example_of_type
from opsplanner.records.template import Template

# Answers that only make sense together; every other is the sample of its kind.
TOGETHER: Mapping[str, Any] = {"reach_back": "national", "transport_mode": "1", "detection_basis": ("risk_profile",)}
SENT = datetime.combine(SAMPLE, time(), UTC) + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Failure:
    """What the importer says of a sheet that the template itself made; `problem` is None where an answer was not read at all."""

    lang: str
    full: bool
    key: str | None
    problem: Problem | None


def plausible(field: Field, lang: str, avoided: frozenset[str] = frozenset()) -> Any:
    """An answer as a person of that language would write it; of a list none of the codes avoided."""
    kind = kind_of(field.kind)
    options = field.options
    together = TOGETHER.get(field.key)
    codes = together if isinstance(together, tuple) else (together,)
    if together and options and set(codes) <= set(options.codes):
        return kind.show(together, lang, field)
    if avoided and options and field.kind == "choice":
        return options.label(next(code for code in options.codes if code not in avoided), lang)
    return kind.sample(field, lang)


def failures(template: Template) -> Iterator[Failure]:
    """Every sheet handed out, short and full, in every language of the template, as if sent in the day after its sample days."""
    published = replace(template, draft=False)
    for lang in published.languages:
        for full in (False, True):
            yield from _tried(published, lang, full)


def _beyond(template: Template, fields: Sequence[Field], field: Field) -> frozenset[str]:
    """The answers to a field that would ask for one which this sheet does not have: they need the full sheet."""
    here = {each.key for each in fields}
    others = (each.required for each in template.fields if each.key not in here and field.key in each.required.keys)
    return frozenset(code for condition in others if condition.word is Word.WHEN for code in condition.codes)


def _of_one_class(template: Template, fields: Sequence[Field], lang: str) -> Mapping[str, Any]:
    """The class of goods and a type that belongs to it; no type where all belong to classes that ask for the full sheet."""
    asked = {field.key: field for field in fields}
    if TYPE not in asked:
        return {}
    pair = example_of_type(template, _beyond(template, fields, asked[CLASS]))
    shown = {key: kind_of(asked[key].kind).show(code, lang, asked[key]) for key, code in pair.items()}
    return {TYPE: None, **shown}


def _tried(template: Template, lang: str, full: bool) -> Iterator[Failure]:
    fields = template.asked("case", "line", "effort", full=full)
    answers = {field.key: plausible(field, lang, _beyond(template, fields, field)) for field in fields}
    answers |= _of_one_class(template, fields, lang)
    content = write_workbook(template, lang, full=full, answers=answers)
    read = read_sheet(Upload.of("trial.xlsx", content))
    if isinstance(read, Problem):
        yield Failure(lang, full, None, read)
        return
    checked = check(match(read, template), Setting(SENT))
    for problem in checked.problems:
        if problem.is_error:
            yield Failure(lang, full, problem.field, problem)
    wrong = {problem.field for problem in checked.problems if problem.is_error}
    columns = {key: column for table in checked.tables.values() for key, column in table.columns.items()}
    for field in fields:
        told = field.key in columns and columns[field.key].given().any()
        if not told and field.key not in wrong and answers[field.key]:
            yield Failure(lang, full, field.key, None)
