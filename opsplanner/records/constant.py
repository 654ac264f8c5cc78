"""One answer for all rows of a sheet that has no column for it: read once when it is given, kept so that it reads one way only."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from opsplanner.records.field import Field
from opsplanner.records.kinds.base import Reading, read_value
from opsplanner.records.kinds.registry import kind_of
from opsplanner.records.numbers import vote
from opsplanner.records.problem import Flaw, Noted
from opsplanner.records.sheet import Cell
from opsplanner.records.template import REFERENCE, Template
from opsplanner.reference.hs import HsCode

YES, NO = "yes", "no"
NUMERIC = ("integer", "decimal")
# What tells one case, one container, one day from another is never the same for all rows.
DIFFERS = frozenset({REFERENCE, "detected_on", "document_ref", "alert_ref"})


def may_be_constant(field: Field) -> bool:
    """Whether all rows of a sheet may hold the same answer."""
    return field.key not in DIFFERS and field.kind != "container_list"


def read_constant(field: Field, text: str, template: Template, lang: str) -> str | Flaw:
    """What a person gave for all rows, as it is kept: codes, ISO days, plain numbers, "" for nothing; a Flaw where the field cannot hold it."""
    reading = Reading(field, vote([text], lang), None, template.edition, lang)
    found = read_value(kind_of(field.kind), text, reading)
    value = found.value if isinstance(found, Noted) else found
    if isinstance(value, Flaw):
        # One day by itself is typed again; only a column of the file is asked about.
        return Flaw("R-030") if value.code == "R-032" else value
    return _plain(value) if value is not None else ""


def constant_cell(field: Field, kept: str, lang: str) -> Cell:
    """The same as a cell of a sheet in that language, which leaves nothing to be guessed."""
    value = _value(field, kept)
    if isinstance(value, Decimal):
        return float(value)
    options = field.options
    if isinstance(value, date) or options is None:
        return value
    return "; ".join(options.label(code, lang) for code in kept.split("; "))


def constant_shown(field: Field, kept: str) -> Any:
    """The same for a sentence in any language."""
    if field.kind == "boolean":
        return kept == YES
    options = field.options
    if options is None:
        return _value(field, kept)
    return tuple(options.codes[code].label if code in options.codes else code for code in kept.split("; "))


def _value(field: Field, kept: str) -> date | Decimal | str:
    """A day or a number as such; the text where it is none, as what was remembered of a field of another operation may be."""
    try:
        if field.kind == "date":
            return date.fromisoformat(kept)
        return Decimal(kept) if field.kind in NUMERIC else kept
    except (ValueError, InvalidOperation):
        return kept


def _plain(value: Any) -> str:
    match value:
        case bool():
            return YES if value else NO
        case date():
            return value.isoformat()
        case Decimal():
            return f"{value:f}"
        case HsCode():
            return value.whole
        case tuple():
            return "; ".join(value)
    return str(value)
