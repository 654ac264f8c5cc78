"""What a workbook's heading says in its note, and what a spreadsheet may check of a cell while it is being filled in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from opsplanner.core.text import Text
from opsplanner.records.catalogue import workbook_texts
from opsplanner.records.field import Field, Limits
from opsplanner.records.kinds.choice import WORDS
from opsplanner.records.sentences import because, shown
from opsplanner.records.template import Template

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
SEVERAL = ("choice_list", "country_list")
MOST_MESSAGE = 255


def note(template: Template, field: Field, lang: str) -> str:
    """Help, when an answer is required, and the code by which the column is known."""
    texts = workbook_texts()
    lines = [field.help.to(lang), requirement(template, field, lang), texts["code"].to(lang).format(key=field.key)]
    return "\n".join(filter(None, lines))


def requirement(template: Template, field: Field, lang: str) -> str:
    """When the field must be answered, in words; empty when never."""
    texts = workbook_texts()
    if not field.required.depends:
        return texts["always"].to(lang) if field.required.is_always else ""
    reason = because(field.required, *condition_labels(template, field))
    return texts["when"].to(lang).format(because=shown(reason, lang))


def condition_labels(template: Template, field: Field) -> tuple[dict[str, Text], dict[str, Text]]:
    """The labels of the fields that decide whether this one is required, and of their codes."""
    deciding = [template.by_key[key] for key in field.required.keys]
    choices: dict[str, Text] = {}
    for each in deciding:
        choices |= {code.code: code.label for code in (each.options.codes.values() if each.options else ())}
    return {each.key: each.label for each in deciding}, choices


def validation(field: Field, lang: str, ranges: Mapping[str, str]) -> dict[str, Any] | None:
    """The rule of a column's cells for the spreadsheet program; it asks and never forbids, for pasting goes round it anyway."""
    texts = workbook_texts()
    options = field.options
    if options is not None:
        rule: dict[str, Any] = {"validate": "list", "source": ranges[options.name]}
        if field.kind in SEVERAL:
            return rule | {"show_error": False}
        return rule | {"error_type": "warning", "error_message": texts["not_listed"].to(lang)[:MOST_MESSAGE]}
    if field.kind == "boolean":
        return {"validate": "list", "source": list(WORDS.get(lang, WORDS["en"])), "error_type": "warning"}
    if field.kind == "date":
        rule = {"validate": "date", "criteria": "between", "minimum": FIRST_DAY, "maximum": LAST_DAY}
    elif field.kind in ("integer", "decimal") and (bound := _bound(field.limits)):
        rule = {"validate": field.kind} | bound
    elif field.limits.length:
        rule = {"validate": "length", "criteria": "<=", "value": field.limits.length}
    else:
        return None
    return rule | {"error_type": "warning", "error_message": texts["not_possible"].to(lang)[:MOST_MESSAGE]}


def _bound(limits: Limits) -> dict[str, Any] | None:
    if limits.above is not None:
        return {"criteria": ">", "value": float(limits.above)}
    return {"criteria": ">=", "value": float(limits.least)} if limits.least is not None else None
