"""A template while it is being put together: which standard fields it asks, its own fields and lists, in which order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, Self

from opsplanner.core.text import LANGUAGES, Text
from opsplanner.records.condition import Condition
from opsplanner.records.field import Field
from opsplanner.records.template import Template
from opsplanner.reference import Code
from opsplanner.results.standard import standard_fields

BLOCKS = ("short", "strategic", "container", "full", "effort")
# The blocks that a planner may put into the short sheet beside the core columns.
MORE_BLOCKS = ("strategic", "container")
# Standard fields whose list every operation brings itself; without one they are not asked.
OWN_LISTS = ("commodity_type", "risk_indicators")
# All keys of own fields begin so: no standard field, now or later, and no name of the platform can be the same.
PREFIX = "own_"


def standard() -> dict[str, Field]:
    """The standard fields by key, in their order."""
    return {field.key: field for field in standard_fields()}


def is_own(key: str) -> bool:
    """Whether a key is that of an operation's own field."""
    return key.startswith(PREFIX)


@dataclass(frozen=True)
class Facts:
    """What a template takes from its operation."""

    code: str
    name: Text
    phase: tuple[date, date]
    edition: str


@dataclass(frozen=True)
class Composition:
    """The fields in the order of the sheet. The two with a list of the operation are always here, asked once the list has entries.

    `base` is the number of the version that it was begun from, 0 of none.
    """

    fields: tuple[Field, ...]
    blocks: tuple[str, ...] = ("short",)
    languages: tuple[str, ...] = LANGUAGES
    base: int = 0

    @classmethod
    def begin(cls, blocks: Iterable[str] = ("short",), risk_indicators: Iterable[Code] = ()) -> Self:
        """The standard fields as they come."""
        whole = cls(tuple(standard_fields()), tuple(blocks))
        return whole.with_list("risk_indicators", tuple(risk_indicators))

    @classmethod
    def of(cls, template: Template) -> Self:
        """That of a published version; standard fields take their words and rules from the standard of today."""
        known = standard()
        fields = [_placed(known, each) for each in template.fields if each.key in known or is_own(each.key)]
        order = list(known)
        for key in OWN_LISTS:
            if key not in template.by_key:
                fields.insert(_place(fields, order, key), known[key])
        return cls(tuple(fields), template.blocks, template.languages, template.version)

    @cached_property
    def by_key(self) -> dict[str, Field]:
        """Every field by its key."""
        return {field.key: field for field in self.fields}

    @property
    def own(self) -> tuple[Field, ...]:
        """The operation's own fields."""
        return tuple(field for field in self.fields if is_own(field.key))

    @property
    def left_out(self) -> tuple[Field, ...]:
        """The standard fields that are not asked."""
        return tuple(field for field in standard_fields() if field.key not in self.by_key)

    def block(self, name: str) -> tuple[Field, ...]:
        """The fields of a block, in order."""
        return tuple(field for field in self.fields if field.block == name)

    def asked(self) -> tuple[Field, ...]:
        """The fields that a template of it has."""
        return tuple(field for field in self.fields if field.key not in OWN_LISTS or field.choices)

    def with_list(self, key: str, choices: tuple[Code, ...]) -> Self:
        """The same with the operation's list of commodity types or risk indicators."""
        return self.with_field(replace(self.by_key[key], choices=choices))

    def with_field(self, field: Field) -> Self:
        """The same with this field in the place of the one of its key, or at the end."""
        if field.key not in self.by_key:
            return replace(self, fields=(*self.fields, field))
        return replace(self, fields=tuple(field if each.key == field.key else each for each in self.fields))

    def template(self, facts: Facts, number: int, *, draft: bool = False) -> Template:
        """Version `number` of the template; raises ValueError where a condition names no field of it."""
        return Template(
            facts.code, facts.name, self.asked(), number, "results", self.blocks, self.languages, {}, facts.edition,
            facts.phase, draft=draft,
        )  # fmt: skip

    def as_dict(self) -> dict[str, Any]:
        """For storing as JSON: of a standard field only what an operation may decide."""
        return {
            "fields": [field.as_dict() if is_own(field.key) else _decided(field) for field in self.fields],
            "blocks": list(self.blocks),
            "languages": list(self.languages),
            "base": self.base,
        }

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> Self:
        """Back from the stored form."""
        known = standard()
        fields = [
            Field.read(each) if is_own(each["key"]) else _as_decided(known[each["key"]], each)
            for each in stored["fields"]
            if is_own(each["key"]) or each["key"] in known
        ]
        return cls(tuple(fields), tuple(stored["blocks"]), tuple(stored["languages"]), stored["base"])


def _placed(known: Mapping[str, Field], field: Field) -> Field:
    if field.key not in known:
        return field
    choices = field.choices if field.key in OWN_LISTS else ()
    return replace(known[field.key], block=field.block, required=field.required, choices=choices)


def _decided(field: Field) -> dict[str, Any]:
    whole = field.as_dict()
    return {name: whole[name] for name in ("key", "block", "required", "choices")}


def _as_decided(field: Field, stored: Mapping[str, Any]) -> Field:
    choices = Field.read({**field.as_dict(), "choices": stored["choices"]}).choices
    return replace(field, block=stored["block"], required=Condition.parse(stored["required"]), choices=choices)


def _place(fields: Iterable[Field], order: list[str], key: str) -> int:
    """Where a standard field stands among others: behind the last of those that come before it."""
    before = set(order[: order.index(key)])
    places = [place for place, field in enumerate(fields) if field.key in before]
    return max(places, default=-1) + 1
