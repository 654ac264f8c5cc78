"""A stored answer as a person reads it: codes by their label, days and numbers written out, in the reader's language."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from opsplanner.core.i18n import day, number
from opsplanner.records.field import Field
from opsplanner.records.kinds.registry import kind_of

SEVERAL = ("choice_list", "country_list", "container_list")


def shown(field: Field, value: Any, lang: str) -> str:
    """One stored answer; empty when nothing was stated."""
    if value is None or value == "":
        return ""
    if field.kind in SEVERAL:
        return ", ".join(_word(field, code, lang) for code in str(value).split(";"))
    if field.kind == "decimal":
        value = Decimal(str(value))
    match value:
        case date():
            return day(value, lang)
        case bool():
            return kind_of("boolean").show(value, lang, field)
        case int() | Decimal():
            return number(value, lang=lang)
    return _word(field, str(value), lang)


def _word(field: Field, code: str, lang: str) -> str:
    options = field.options
    return options.label(code, lang) if options and code in options.codes else code
