"""What a chapter of a told plan is made of, before any page or paper: prose, facts, lines, tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from opsplanner.core.i18n import language
from opsplanner.core.text import Text

Values = Mapping[str, Any]
# What stands in a cell: words in the reader's language, or a text of the plan in all of its languages.
Said = Text | str
NAMELESS = Text.of()


@dataclass(frozen=True, slots=True)
class Prose:
    """A text of the plan under its title."""

    title: str
    text: Text


@dataclass(frozen=True, slots=True)
class Facts:
    """Terms with what holds for each; with a title it is a card."""

    rows: tuple[tuple[str, Said], ...]
    title: Said = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """A list under its title; numbered where others refer to its entries."""

    title: str
    items: tuple[Said, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads; `numbers` are the columns that hold numbers."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Said, ...], ...]
    numbers: frozenset[int] = frozenset()


Part = Prose | Facts | Lines | Table


@dataclass(frozen=True, slots=True)
class Names:
    """The names of what a plan refers to by id."""

    programmes: Mapping[int, Text] = field(default_factory=dict)
    networks: Mapping[int, Text] = field(default_factory=dict)
    organisations: Mapping[int, Text] = field(default_factory=dict)
    operations: Mapping[int, Text] = field(default_factory=dict)

    @classmethod
    def read(cls, kept: Mapping[str, Mapping[str, Mapping[str, str]]]) -> Names:
        """As a version of the plan keeps them."""
        return cls(**{kind: {int(key): Text.read(name) for key, name in names.items()} for kind, names in kept.items()})

    def as_dict(self) -> dict[str, dict[str, dict[str, str]]]:
        """For a version of the plan to keep."""
        kinds = {
            "programmes": self.programmes,
            "networks": self.networks,
            "organisations": self.organisations,
            "operations": self.operations,
        }
        return {kind: {str(key): name.as_dict() for key, name in names.items()} for kind, names in kinds.items()}


@dataclass(frozen=True, slots=True)
class Telling:
    """A whole plan as plain values by section, with the names it refers to; `reader_zone` is "" on paper."""

    plan: Mapping[str, Values]
    names: Names
    reader_zone: str = ""

    @property
    def zone(self) -> str:
        """The time zone of the operation."""
        return str(self.plan["dates"]["time_zone"])


def said(content: Said) -> str:
    """What stands in a cell, in the reader's language."""
    return content.to(language()) if isinstance(content, Text) else content


def whole(content: Said) -> str:
    """The same in every language it is written in: what versions are compared by."""
    return " / ".join(content.all()) if isinstance(content, Text) else content


def text(value: Any) -> Text:
    """A text as its section keeps it."""
    return Text.read(value or {})


def day_of(value: str) -> date:
    """A day as a snapshot keeps it."""
    return date.fromisoformat(value)


def moment_of(value: str, zone: str) -> datetime:
    """A time on the clocks of a zone, as a snapshot keeps it."""
    return datetime.fromisoformat(value).replace(tzinfo=ZoneInfo(zone))
