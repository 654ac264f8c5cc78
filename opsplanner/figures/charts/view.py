"""What charts are drawn from: the evidence, who looks, who takes part, the periods shown and the measure chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from opsplanner.core.text import Text
from opsplanner.documents.chart import UNSAID
from opsplanner.figures.charts import words
from opsplanner.figures.differences import Wider, countable, held_by_difference, tells_a_group
from opsplanner.figures.frame import Grouping, Selection
from opsplanner.figures.frame.columns import Bools
from opsplanner.figures.measures import Evidence, Value, by, held_totals
from opsplanner.figures.reader import Reader
from opsplanner.reference.measures import Measure, measures
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
    """One state of the dashboard for one reader; `members` by participation, `returns` by participation and period."""

    evidence: Evidence
    reader: Reader
    members: Mapping[int, Member]
    windows: tuple[Window, ...]
    returns: Mapping[tuple[int, int], Return]
    first: date
    last: date
    measure: str = "cases"
    notes: tuple[Text, ...] = ()
    wider: tuple[Wider, ...] = ()

    @property
    def definition(self) -> Measure:
        """The measure chosen."""
        return measures()[self.measure]

    @property
    def unit(self) -> str:
        """What the measure is in."""
        return self.evidence.rates.currency if self.definition.unit == "currency" else self.definition.unit

    @property
    def days(self) -> Text:
        """The days that are shown."""
        return words.days(self.first, self.last)

    @cached_property
    def own(self) -> Bools:
        """The case rows of the reader's own Members."""
        return self.evidence.frame.where("participation", {str(each) for each in self.reader.own})

    def without_red(self) -> View:
        """For all that is filtered or grouped: cases marked RED of other Members count only in the whole operation.

        That there are such cases is said whatever the filters: else the sentence would tell where they are.
        """
        red = self.evidence.frame.red(self.reader.own)
        if words.RED_APART in self.notes or not red.any():
            return self
        evidence = replace(self.evidence, selection=self.evidence.selection.only(~red))
        return replace(self, evidence=evidence, notes=(*self.notes, words.RED_APART))

    def values(self, grouping: Grouping) -> list[Value]:
        """The measure in every group."""
        return by(self.measure, self.evidence, grouping)

    @cached_property
    def total(self) -> Value:
        """The measure over all that is selected."""
        return by(self.measure, self.evidence, self.evidence.everything)[0]

    def counts_of_others(self, grouping: Grouping) -> list[int]:
        """How many cases of others stand behind the measure in every group: what a small number is judged by, if it is."""
        if not self.reader.suppress:
            return [0] * grouping.groups
        if self.shut or any(
            tells_a_group(self.evidence, each, self.measure, grouping, ~self.own) for each in self.wider
        ):
            # As if every group were small: then nothing of the chart is shown.
            return [1] * grouping.groups
        chosen: Selection = self.evidence.cases(self.measure)
        return self.evidence.frame.cases_by(chosen.only(~self.own), grouping)

    def holds_back(self, measure: str) -> bool:
        """Whether the total of a measure rests on so few cases of others that this reader may not see it."""
        return measure in self.held

    @cached_property
    def held(self) -> frozenset[str]:
        """The totals that this reader may not see, nor find as the difference of two others."""
        if not self.reader.suppress:
            return frozenset()
        others = ~self.own
        found = held_totals(self.evidence, others).union(
            *(held_by_difference(self.evidence, each, others) for each in self.wider)
        )
        return countable() if self.wider and "cases" in found else found

    @property
    def shut(self) -> bool:
        """Whether a filter is in force under which nothing of the measure may be shown to this reader."""
        return bool(self.wider) and self.measure in self.held

    def subtitle(self, key: str) -> Text:
        """The topic: measure, by what, which days."""
        return words.fill(words.TOPIC, measure=self.definition.label, topic=words.TOPICS[key], days=self.days)

    @property
    def how_counted(self) -> Text:
        """The definition of the measure."""
        return self.definition.definition or UNSAID
