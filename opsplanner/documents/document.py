"""What one export holds: the facts printed on all of it, key figures, charts, and who reported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Literal

from opsplanner.core.text import Text, alphabetical
from opsplanner.documents.chart import UNSAID, Chart

Basis = Literal["accepted", "submitted"]
OPSPLANNER = Text.of("OpsPlanner")


@dataclass(frozen=True, slots=True)
class Choice:
    """One filter in force: the dimension and the values kept, as (code, label)."""

    key: str
    label: Text
    values: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands on every page: which operation, as of when, n of N Members, on which basis, under which marking."""

    operation: str
    name: Text
    as_of: datetime
    basis: Basis
    reported: int
    expected: int
    filters: tuple[Choice, ...] = ()
    synthetic: bool = False
    unreviewed: bool = False
    marking: str = ""
    source: Text = OPSPLANNER

    def __post_init__(self) -> None:
        """Raises ValueError for a time without a zone: nobody could say what it means."""
        if self.as_of.tzinfo is None:
            raise ValueError("as_of has no time zone")

    def instant(self) -> datetime:
        """The moment of the figures in UTC."""
        return self.as_of.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Measure:
    """One key figure; `hidden` when its value is held back rather than not reported.

    `basis` says over how many Members it is, where that is not all who reported.
    """

    key: str
    label: Text
    unit: str
    value: Decimal | None
    definition: Text
    target: Decimal | None = None
    decimals: int = 0
    hidden: bool = False
    basis: Text = UNSAID

    @property
    def counted(self) -> Text:
        """Its definition, and over how many Members."""
        return Text.read(
            {lang: ", ".join(filter(None, (text, self.basis.to(lang)))) for lang, text in self.definition.pairs}
        )

    def __post_init__(self) -> None:
        """Raises ValueError when it still carries a number that must not be shown."""
        if self.hidden and self.value is not None:
            raise ValueError(f"{self.key} carries a hidden value")


@dataclass(frozen=True, slots=True)
class Roster:
    """One list of Members: those with results, with nil, or silent."""

    key: str
    label: Text
    members: tuple[Text, ...]

    def names(self, lang: str) -> list[str]:
        """The Members in the alphabetical order of a language."""
        return alphabetical(member.to(lang) for member in self.members)


@dataclass(frozen=True, slots=True)
class Document:
    """A whole export, before any file format; `subject` is its word in the file's name."""

    facts: Facts
    title: Text
    measures: tuple[Measure, ...] = ()
    charts: tuple[Chart, ...] = ()
    rosters: tuple[Roster, ...] = ()
    notes: tuple[Text, ...] = ()
    subject: str = "results"

    def only(self, key: str) -> Document:
        """The same facts with one chart alone; KeyError when there is no such chart."""
        for chart in self.charts:
            if chart.key == key:
                return replace(self, charts=(chart,), measures=(), subject=key.replace("_", "-"))
        raise KeyError(key)

    def file_name(self, extension: str, languages: Sequence[str]) -> str:
        """OP-ALPHA_results_2026-03-14T1800Z_fr.pptx: what, as of when, in which language; safe on every file system."""
        operation = "".join(c if c.isascii() and (c.isalnum() or c in "-.") else "-" for c in self.facts.operation)
        stamp = self.facts.instant().strftime("%Y-%m-%dT%H%MZ")
        return f"{operation}_{self.subject}_{stamp}_{'-'.join(languages)}.{extension}"
