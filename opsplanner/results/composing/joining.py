"""Versions read together: what is stored by an older one is shown, exported and counted by the newest words for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from opsplanner.records.condition import NEVER
from opsplanner.records.field import Field
from opsplanner.records.template import Template


def joined(versions: Sequence[Template]) -> Template:
    """All fields of all versions by key, newest first: fields no longer asked come last, entries no longer listed stay readable."""
    newest = versions[0]
    fields = {field.key: field for field in newest.fields}
    for version in versions[1:]:
        for field in version.fields:
            known = fields.get(field.key)
            fields[field.key] = _both(known, field) if known else replace(field, required=NEVER)
    return replace(newest, fields=tuple(fields.values()))


def _both(newer: Field, older: Field) -> Field:
    codes = {each.code for each in newer.choices}
    gone = tuple(each for each in older.choices if each.code not in codes)
    return replace(newer, choices=(*newer.choices, *gone)) if gone else newer
