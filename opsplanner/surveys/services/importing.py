"""A questionnaire as a sheet: handed out with what is kept so far, taken back into the form when every answer can be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from opsplanner.core import clock
from opsplanner.records import Checked, Problem, Setting, Upload, check, read_sheet, refused
from opsplanner.records.downloads import write_questionnaire
from opsplanner.records.field import Field
from opsplanner.records.kinds.registry import kind_of
from opsplanner.records.table import ANSWERS
from opsplanner.records.template import Template
from opsplanner.records.upright import in_sheets, match_upright
from opsplanner.surveys.services.answering import Answering, check_answers

MOST_ROWS = 2000
# What is missing is asked when the form is sent; a sheet may hold some of the answers.
MISSING = frozenset({"R-010", "R-011", "R-206"})


@dataclass(frozen=True)
class Taken:
    """What a sheet says: the answers as the form takes them, and what keeps it from being taken."""

    answers: Mapping[str, str]
    errors: tuple[Problem, ...]


def member_sheet(found: Answering, lang: str) -> bytes:
    """The workbook of a Member, with its answers so far; what cannot be read yet stands as it was typed."""
    template = found.template.of(found.participation.organisation.code)
    rows = check_answers(found, found.answers, lang).tables[ANSWERS]
    said: dict[str, Any] = {key: text for key, text in found.answers.items() if text}
    for field in in_sheets(template):
        column = rows.columns.get(field.key)
        value = column.values[0] if column else None
        if value is not None:
            said[field.key] = value if field.kind == "integer" else kind_of(field.kind).show(value, lang, field)
    return write_questionnaire(template, lang, said)


def draft_sheet(template: Template, lang: str) -> bytes:
    """The workbook of a questionnaire to look at; it says that it is a draft and is not taken."""
    return write_questionnaire(replace(template, draft=True), lang)


def read_answers(found: Answering, upload: Upload) -> Taken:
    """What a file says; everything that is wrong is told at its cell, and then nothing is taken."""
    checked = _checked(found, upload)
    errors = tuple(problem for problem in checked.of("error") if problem.code not in MISSING)
    rows = checked.tables.get(ANSWERS)
    if errors or rows is None:
        return Taken({}, errors)
    read = {key: column.values[0] for key, column in rows.columns.items()}
    by_key = found.template.by_key
    lang = checked.matched.language
    return Taken({key: as_typed(by_key[key], value, lang) for key, value in read.items() if value is not None}, ())


def as_typed(field: Field, value: Any, lang: str) -> str:
    """A typed answer as the form would post it: codes, ISO days, numbers with the decimal sign of the language."""
    match value:
        case tuple():
            return ";".join(value)
        case date():
            return value.isoformat()
        case Decimal():
            return kind_of(field.kind).show(value, lang, field)
    return str(value)


def _checked(found: Answering, upload: Upload) -> Checked:
    book = read_sheet(upload, MOST_ROWS)
    if isinstance(book, Problem):
        return refused(book, found.template, upload.name)
    template = found.template.of(found.participation.organisation.code)
    return check(match_upright(book, template), Setting(clock.now()))
