"""Two versions of a form side by side: what somebody else stored meanwhile, field by field, in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from wtforms import FieldList, Form, FormField

from opsplanner.core.forms import row_values
from opsplanner.core.i18n import day, number

Differences = list[tuple[str, str]]


def differences(form: Form, stored: Mapping[str, Any]) -> Differences:
    """Label and stored value of every field in which the form differs from what is stored."""
    mine = row_values(form)
    return [
        (str(field.label.text), readable(field, stored[field.short_name]))
        for field in form
        if field.short_name in stored and _bare(stored[field.short_name]) != _bare(mine.get(field.short_name))
    ]


def readable(field: Any, value: Any) -> str:
    """A stored value as a reader knows it: the label of a choice, a day in words, each language of a text, each row on a line."""
    if isinstance(field, FieldList):
        return "\n".join(_row(field, row) for row in value) or _("nothing")
    if isinstance(field, FormField):
        return "\n".join(f"{key.upper()}: {text}" for key, text in value.items() if text) or _("nothing")
    choices = {str(choice.value): str(choice.label) for choice in getattr(field, "choices", None) or []}
    if isinstance(value, list):
        return ", ".join(choices.get(str(one), str(one)) for one in value)
    return choices.get(str(value)) or _plain(value)


def _row(field: FieldList, row: dict[str, Any]) -> str:
    """A stored row, told by the labels of a row of the form."""
    parts = {part.short_name: part for part in (field.entries or [field.append_entry()])[0].form}
    return "; ".join(readable(parts[name], value).replace("\n", ", ") for name, value in row.items() if name in parts)


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return day(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Decimal):
        return number(value.normalize())
    return str(value) if value not in (None, "") else _("nothing")


def _bare(value: Any) -> Any:
    """A value as it compares: line ends alike, numbers by their value."""
    if isinstance(value, dict):
        return {name: _bare(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_bare(item) for item in value]
    return value.replace("\r\n", "\n") if isinstance(value, str) else value
