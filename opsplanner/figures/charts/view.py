"""What charts are drawn from: the evidence, who looks, who takes part, the periods shown and the measure chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

import numpy as np

from opsplanner.core.text import Text
from opsplanner.documents.chart import UNSAID
from opsplanner.figures.charts import words
from opsplanner.figures.frame import Grouping
from opsplanner.figures.frame.columns import Bools
from opsplanner.figures.measures import Evidence, Value, by, offered
from opsplanner.figures.publication import Publication
from opsplanner.figures.reader import Reader
from opsplanner.reference.measures import Measure
from opsplanner.results.returns import Return


@dataclass(frozen=True, slots=True)
class Member:
    """A Member as charts name it; `place` is its ISO 3166-1 alpha-3 code."""

    code: str
    label: Text
    region: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """A reporting period that is shown; its first and last day belong to it."""

    period: int
    number: int
    first: date
    last: date


@dataclass(frozen=True)
class View:
    """One state of the dashboard for one reader; `members` by participation, `returns` by participation and period.

    `evidence` holds no case marked RED of other Members; `publication` says what of it a reader may see who may not see all;
    `targets` are what the operation is to reach, by measure, where all of it is shown.
    """

    evidence: Evidence
    reader: Reader
    members: Mapping[int, Member]
    windows: tuple[Window, ...]
    returns: Mapping[tuple[int, int], Return]
    first: date
    last: date
    measure: str = "cases"
    notes: tuple[Text, ...] = ()
    publication: Publication | None = None
    targets: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def definition(self) -> Measure:
        """The measure chosen."""
        return offered(self.evidence.own)[self.measure]

    @property
    def unit(self) -> str:
        """What the measure is in."""
        return self.evidence.rates.currency if self.definition.unit == "currency" else self.definition.unit

    @property
    def days(self) -> Text:
        """The days that are shown."""
        return words.days(self.first, self.last)

    def values(self, grouping: Grouping) -> list[Value]:
        """The measure in every group."""
        return by(self.measure, self.evidence, grouping)

    @cached_property
    def total(self) -> Value:
        """The measure over all that is selected."""
        return by(self.measure, self.evidence, self.evidence.everything)[0]

    @cached_property
    def answered(self) -> frozenset[int]:
        """The periods for which a return of those shown was received; nil is an answer."""
        return frozenset(period for (_member, period), each in self.returns.items() if each.received)

    @cached_property
    def owed(self) -> frozenset[int]:
        """The periods for which a return of those shown is due, whoever answered it."""
        return frozenset(period for (_member, period), each in self.returns.items() if each.expected)

    def gathered(self, grouping: Grouping, touching: bool = False) -> Bools:
        """The groups that this reader may only see together; `touching`: a case may stand in several groups."""
        if self.publication is None:
            return np.zeros(grouping.groups, dtype=np.bool_)
        return self.publication.gathered(grouping, touching)

    @property
    def shut(self) -> bool:
        """Whether nothing may be shown to this reader: too few cases, or a period held back."""
        return self.publication is not None and self.publication.shut

    def subtitle(self, key: str) -> Text:
        """The topic: measure, by what, which days."""
        return words.fill(words.TOPIC, measure=self.definition.label, topic=self.topic(key), days=self.days)

    def topic(self, key: str) -> Text:
        """By what a chart tells its measure apart."""
        own = self.evidence.own.dimensions.get(key)
        return words.TOPICS[key] if own is None else words.fill(words.BY_OWN, name=own.label)

    @property
    def of(self) -> Text:
        """What a share is a share of."""
        return words.OF.get(self.measure) or words.fill(words.OF_OWN, name=self.definition.label)

    @property
    def how_counted(self) -> Text:
        """The definition of the measure."""
        return self.definition.definition or UNSAID
