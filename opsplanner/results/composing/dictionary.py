"""The data dictionary of a template: each field with its key, words, kind, list, rules and use, as rows of plain texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from opsplanner.records.field import Field
from opsplanner.records.notes import requirement
from opsplanner.records.template import Template

EVERY = ("R-015", "R-016")
CHOICES = ("R-012", "R-013", "R-019")
NUMBERS = ("R-020", "R-021", "R-023", "R-024", "R-029")
BY_KIND = {
    "text": ("R-014",),
    "choice": CHOICES,
    "country": CHOICES,
    "currency": CHOICES,
    "choice_list": (*CHOICES, "R-018"),
    "country_list": (*CHOICES, "R-018"),
    "date": ("R-030", "R-031", "R-032", "R-033"),
    "integer": (*NUMBERS, "R-022"),
    "decimal": NUMBERS,
    "hs": ("R-050", "R-051", "R-052", "R-053", "R-054"),
    "container_list": ("R-013", "R-060", "R-061"),
    "boolean": ("R-017",),
}
BY_KEY = {
    "detected_on": ("R-034", "R-035"),
    "commodity_type": ("R-314",),
    "quantity": ("R-025", "R-026", "R-027", "R-028"),
    "unit": ("R-025", "R-026"),
    "alert_ref": ("R-303",),
    "reach_back_answer": ("R-304",),
    "window_start": ("R-307",),
    "window_end": ("R-306", "R-307"),
    "consignments_selected": ("R-308",),
}
LONG_TEXT = 1000


@dataclass(frozen=True, slots=True)
class Entry:
    """A field as the dictionary tells it; `required` in words, `rules` the codes of what is checked."""

    field: Field
    required: str
    rules: tuple[str, ...]
    short: bool


def entries(template: Template, lang: str) -> Iterator[Entry]:
    """Every field, in the order of the template."""
    shown = {*template.blocks, "effort"}
    for field in template.fields:
        yield Entry(field, requirement(template, field, lang), rule_codes(field), field.block in shown)


def rule_codes(field: Field) -> tuple[str, ...]:
    """The codes of the rules that an answer to the field may break."""
    asked = ("R-010",) if field.required.is_always else ("R-011",) if field.required.depends else ()
    private = ("R-070",) if (field.limits.length or 0) >= LONG_TEXT else ()
    case = ("R-301",) if field.level == "case" and field.key != "national_ref" else ()
    return tuple(sorted({*asked, *EVERY, *BY_KIND[field.kind], *BY_KEY.get(field.key, ()), *private, *case}))
