"""Stored answers as a person reads them: codes by their label, days and numbers written out, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from opsplanner.core.text import Text
from opsplanner.records.field import Level
from opsplanner.records.forms import shown
from opsplanner.records.kept import as_told
from opsplanner.records.template import Template

MASK = "•••"
# Numbers of transport documents are for the Member and those who review it; other Members see that there is one.
MASKED = frozenset({"document_ref"})


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer with its question."""

    key: str
    label: Text
    block: str
    shown: str


def answers(
    template: Template, stored: Mapping[str, Any], levels: Iterable[Level], lang: str, masked: bool = False
) -> list[Answer]:
    """The answers there are, in the order of the template; `stored` is a row as a mapping, its extras under "extras"."""
    extras = stored.get("extras") or {}
    found = []
    for field in template.at(*levels):
        own = field.key in extras
        said = shown(field, as_told(field, extras[field.key]) if own else stored.get(field.key), lang)
        whole = (extras if own else stored).get(f"{field.key}_given")
        if said and whole:
            said = f"{said} ({whole})"
        if said:
            hidden = masked and field.key in MASKED
            found.append(Answer(field.key, field.label, field.block, MASK if hidden else said))
    return found
