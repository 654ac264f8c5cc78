"""A template: the versioned, language-complete definition of what one operation asks, never changed once published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple, Self

from opsplanner.core.text import LANGUAGES, Text
from opsplanner.records.condition import Word
from opsplanner.records.field import Field, Level
from opsplanner.reference import Code

REFERENCE = "national_ref"
STAMP_SHEET = "_meta"


class Sheets(NamedTuple):
    """The sheets of a generated workbook, named the same in every language so that a file is always recognised."""

    results: str = "Results"
    effort: str = "Effort"
    read_me: str = "Read me"
    lists: str = "Lists"
    errors: str = "Errors"
    answers: str = "Answers"


SHEETS = Sheets()
# What the first cell of the sheet with the errors of a marked workbook begins with.
MARKED = "OpsPlanner: "


@dataclass(frozen=True)
class Template:
    """The fields of an operation with what the checks must know of it.

    `blocks` are the blocks in the short download; `prefills` the answers written into the sheet beforehand; `edition`
    the HS edition; `phase` the first and last day of the action phase; `member` whose sheet it is, "" when anyone's;
    `draft` that it is only to be looked at; `sections` the parts of a questionnaire, whose fields name theirs as their block.
    """

    operation: str
    title: Text
    fields: tuple[Field, ...]
    version: int = 1
    kind: str = "results"
    blocks: tuple[str, ...] = ("short",)
    languages: tuple[str, ...] = LANGUAGES
    prefills: Mapping[str, str] = field(default_factory=dict)
    edition: str = "2022"
    phase: tuple[date, date] | None = None
    member: str = ""
    draft: bool = False
    sections: tuple[Code, ...] = ()

    def __post_init__(self) -> None:
        keys = [each.key for each in self.fields]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        named = {key for each in self.fields for key in each.required.keys}
        if twice or not named <= set(keys):
            raise ValueError(
                f"{self.operation}: keys used twice {twice}, conditions on unknown keys {sorted(named - set(keys))}"
            )

    @cached_property
    def by_key(self) -> dict[str, Field]:
        """Every field by its key."""
        return {each.key: each for each in self.fields}

    def at(self, *levels: Level) -> tuple[Field, ...]:
        """The fields of these levels, in order."""
        return tuple(each for each in self.fields if each.level in levels)

    def section(self, code: str) -> tuple[Field, ...]:
        """The questions of a section, in order."""
        return tuple(each for each in self.fields if each.block == code)

    def asked(self, *levels: Level, full: bool = False) -> tuple[Field, ...]:
        """The fields on a sheet, required first: those of the template's blocks, or all of them."""
        shown = [
            each for each in self.at(*levels) if full or each.level in ("effort", "answer") or each.block in self.blocks
        ]
        return tuple(sorted(shown, key=lambda each: (not each.required.is_always, not each.required.depends)))

    def demanded_since(self, earlier: Self) -> frozenset[str]:
        """The keys of the fields that an earlier version did not have, or did not demand in the same way."""
        before = {each.key: each.required for each in earlier.fields}
        demanded = (each for each in self.fields if each.required.word is not Word.NO)
        return frozenset(each.key for each in demanded if before.get(each.key) != each.required)

    def of(self, member: str) -> Self:
        """The same template as the sheet of one Member."""
        return replace(self, member=member)

    def as_dict(self) -> dict[str, Any]:
        """For storing as JSON; the Member, and that it is a draft, are no part of it."""
        return {
            "operation": self.operation,
            "title": self.title.as_dict(),
            "fields": [each.as_dict() for each in self.fields],
            "version": self.version,
            "kind": self.kind,
            "blocks": list(self.blocks),
            "languages": list(self.languages),
            "prefills": dict(self.prefills),
            "edition": self.edition,
            "phase": [day.isoformat() for day in self.phase] if self.phase else None,
            **({"sections": [[each.code, each.label.as_dict()] for each in self.sections]} if self.sections else {}),
        }

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> Self:
        """Back from the stored form; raises ValueError when keys are doubled or a condition names no field."""
        parts = dict(stored)
        parts["title"] = Text.read(stored["title"])
        parts["fields"] = tuple(Field.read(each) for each in stored["fields"])
        parts["blocks"], parts["languages"] = tuple(stored["blocks"]), tuple(stored["languages"])
        parts["phase"] = _days(stored["phase"])
        parts["sections"] = tuple(Code(code, Text.read(label)) for code, label in stored.get("sections", ()))
        return cls(**parts)


def _days(stored: Iterable[str] | None) -> tuple[date, date] | None:
    if stored is None:
        return None
    first, last = map(date.fromisoformat, stored)
    return first, last
