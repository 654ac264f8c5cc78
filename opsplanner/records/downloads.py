"""The sheets that are handed out: the workbook and the csv of a template, with proposed references in the first column."""

from __future__ import annotations

import csv
import importlib
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol, cast

from opsplanner.records.field import Field
from opsplanner.records.kinds.registry import kind_of
from opsplanner.records.template import REFERENCE, Template

PROPOSED = 50
# What spreadsheets in the language expect between the cells of a text file.
DELIMITERS = {"en": ","}
USUAL_DELIMITER = ";"


class Writer(Protocol):
    """What the module that holds the heavy library offers."""

    def compose(
        self, template: Template, lang: str, full: bool, references: Sequence[str], answers: Mapping[str, Any] | None
    ) -> bytes:
        """The workbook's bytes."""


def write_workbook(
    template: Template,
    lang: str,
    *,
    full: bool = False,
    references: Iterable[str] | None = None,
    answers: Mapping[str, Any] | None = None,
) -> bytes:
    """The .xlsx of a template: Results, Effort, Read me, Lists and the stamp. `full`: every block, not only the template's.

    `references` stand in the first column beforehand; by default KZ-001 and so on for the template's Member. `answers`, by field, stand
    filled in as the first row of each sheet instead.
    """
    writer = cast(Writer, importlib.import_module("opsplanner.records.workbook"))
    given = [] if answers is not None else _references(template, references)
    return writer.compose(template, lang, full, given, answers)


def write_questionnaire(template: Template, lang: str, answers: Mapping[str, Any] | None = None) -> bytes:
    """The .xlsx of a questionnaire: its questions below one another, with the answers that are given, lists, and the stamp."""
    module = importlib.import_module("opsplanner.records.upright_workbook")
    content: bytes = module.compose(template, lang, answers or {})
    return content


def template_csv(
    template: Template, lang: str, *, full: bool = False, references: Iterable[str] | None = None
) -> bytes:
    """The results sheet as text: UTF-8 with its mark, so that spreadsheets read the accents."""
    fields = template.asked("case", "line", full=full)
    out = io.StringIO(newline="")
    rows = csv.writer(out, delimiter=DELIMITERS.get(lang, USUAL_DELIMITER))
    rows.writerow(field.label.to(lang) for field in fields)
    for reference in _references(template, references):
        rows.writerow(prefilled(template, field, reference, lang) for field in fields)
    return out.getvalue().encode("utf-8-sig")


def proposed(member: str, first: int = 1, count: int = PROPOSED) -> list[str]:
    """References to be proposed: KZ-001, KZ-002 ..."""
    return [f"{member}-{number:03d}" for number in range(first, first + count)]


def prefilled(template: Template, field: Field, reference: str, lang: str) -> str:
    """What stands in a cell of a handed-out row: the reference, or the answer that the template prefills."""
    if field.key == REFERENCE:
        return reference
    code = template.prefills.get(field.key)
    return kind_of(field.kind).show(code, lang, field) if code else ""


def _references(template: Template, given: Iterable[str] | None) -> list[str]:
    if given is not None:
        return list(given)
    return proposed(template.member) if template.member else []
