"""One chart as a neutral value: every screen, slide, sheet, page and image is drawn from it and from nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from opsplanner.core.text import Text

Kind = Literal["bar", "column", "line", "stacked", "matrix", "map", "table"]
Value = Decimal | None
Tone = Literal["", "good", "neutral", "bad"]  # what a series stands for, where it stands for a state
UNSAID = Text(())
OTHERS = "others"  # the code of the category in which small ones are gathered: drawn in grey, kept last
MOST_BARS = 16  # fifteen and the others


@dataclass(frozen=True, slots=True)
class Category:
    """One bar, one point in time, one row of the table; `place` is its ISO 3166-1 alpha-3 code when it can stand on a map,
    `gathers` how many it stands for, 0 where that is not told."""

    code: str
    label: Text
    place: str = ""
    gathers: int = 1


@dataclass(frozen=True, slots=True)
class Series:
    """One value for each category: None is not stated, held back where `hidden` has its position, or unknown because
    nobody answered where `silent` has it.

    A series with a `tone` is drawn in the colour that its state has everywhere; the others in the fixed order of colours.
    """

    key: str
    label: Text
    values: tuple[Value, ...]
    hidden: frozenset[int] = frozenset()
    tone: Tone = ""
    silent: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Chart:
    """What one chart says and shows.

    `title` is the message, `subtitle` the topic (measure, geography, period). `unit` is a key of the measures (count, kg,
    percent, ...) or a currency code. `decimals` is the least number of decimals printed; a value is never rounded by a
    writer. `measure` is the key of the measure it shows, `how_counted` its definition in words.
    """

    key: str
    kind: Kind
    title: Text
    subtitle: Text
    unit: str
    categories: tuple[Category, ...]
    series: tuple[Series, ...]
    decimals: int = 0
    target: Value = None
    footnotes: tuple[Text, ...] = ()
    how_counted: Text = UNSAID
    measure: str = ""

    def __post_init__(self) -> None:
        """Raises ValueError when a series does not fit the categories, or still carries a number that must not be shown."""
        for series in self.series:
            if len(series.values) != len(self.categories):
                raise ValueError(
                    f"{self.key}: {series.key} has {len(series.values)} values for {len(self.categories)} categories"
                )
            if any(not 0 <= place < len(series.values) or series.values[place] is not None for place in series.hidden):
                raise ValueError(f"{self.key}: {series.key} carries a hidden value")
            if any(place in series.hidden or series.values[place] is not None for place in series.silent):
                raise ValueError(f"{self.key}: {series.key} has a value, or holds one back, that nobody gave")

    def shape(self) -> Kind:
        """How it is drawn: a line through one point alone says nothing, so that is a column."""
        return "column" if self.kind == "line" and len(self.categories) == 1 else self.kind

    def aims(self) -> bool:
        """Whether a native chart draws its target: as a line of its own, or as the outline of each bar of a single series."""
        alone = len(self.series) == 1 and self.shape() in ("bar", "column")
        return self.target is not None and (alone or self.shape() == "line")

    def gathered(self, place: int) -> bool:
        """Whether the bar at this place is drawn in grey: the gathered others, where colour does not tell series apart."""
        return self.categories[place].code == OTHERS and len(self.series) == 1

    def rows(self) -> Iterator[tuple[Category, tuple[Value, ...]]]:
        """The chart as a table: each category with its value in every series."""
        for place, category in enumerate(self.categories):
            yield category, tuple(series.values[place] for series in self.series)

    def values(self) -> tuple[Decimal, ...]:
        """Every number there is, in no particular shape."""
        return tuple(value for series in self.series for value in series.values if value is not None)

    def greatest_total(self) -> Decimal:
        """The greatest sum of a category's values over all series: the length of the longest stacked bar."""
        return max(
            (sum((value for value in row if value is not None), Decimal(0)) for _, row in self.rows()),
            default=Decimal(0),
        )

    def missing(self) -> bool:
        """Whether some value was not reported."""
        return any(value is None and place not in s.hidden for s in self.series for place, value in enumerate(s.values))

    def unanswered(self) -> bool:
        """Whether all that is missing is so because nobody answered."""
        gaps = [(s, place) for s in self.series for place, value in enumerate(s.values) if value is None]
        return bool(gaps) and all(place in s.silent or place in s.hidden for s, place in gaps)

    def suppressed(self) -> bool:
        """Whether some value is held back."""
        return any(series.hidden for series in self.series)

    def ordered(self) -> Chart:
        """The chart with its greatest category first, the gathered others last."""
        return self._keep(sorted(range(len(self.categories)), key=self._rank))

    def bars(self) -> Chart:
        """The places of a map as bars: the fifteen greatest and what all others come to; any other chart as it is."""
        return self.ordered().folded(MOST_BARS) if self.kind == "map" else self

    def folded(self, most: int) -> Chart:
        """At most so many categories: the last of them is what all that follow come to."""
        if len(self.categories) <= most:
            return self
        kept, rest = self._keep(range(most - 1)), range(most - 1, len(self.categories))
        counts = [self.categories[place].gathers for place in rest]
        added = [_together([series.values[place] for place in rest]) for series in self.series]
        held = [any(place in series.hidden for place in rest) for series in self.series]
        hushed = [all(place in series.silent for place in rest) for series in self.series]
        return replace(
            kept,
            categories=(*kept.categories, others(sum(counts) if all(counts) else 0)),
            series=tuple(
                replace(
                    each,
                    values=(*each.values, None if hidden else total),
                    hidden=each.hidden | ({len(kept.categories)} if hidden else frozenset()),
                    silent=each.silent | ({len(kept.categories)} if hush and not hidden else frozenset()),
                )
                for each, total, hidden, hush in zip(kept.series, added, held, hushed, strict=True)
            ),
        )

    def _rank(self, place: int) -> tuple[bool, Decimal]:
        amounts = [series.values[place] for series in self.series]
        return self.categories[place].code == OTHERS, -(_together(amounts) or Decimal(0))

    def _keep(self, places: Sequence[int]) -> Chart:
        series = tuple(
            replace(
                s,
                values=tuple(s.values[place] for place in places),
                hidden=frozenset(new for new, place in enumerate(places) if place in s.hidden),
                silent=frozenset(new for new, place in enumerate(places) if place in s.silent),
            )
            for s in self.series
        )
        return replace(self, categories=tuple(self.categories[place] for place in places), series=series)


def others(count: int) -> Category:
    """The gathered small categories; without a number (0) where it would tell too much, or nobody can say it."""
    english, french = f"{count:,}", f"{count:,}".replace(",", "\u202f")
    label = Text.of(f"Others ({english})", fr=f"Autres ({french})") if count else Text.of("Others", fr="Autres")
    return Category(OTHERS, label, gathers=count)


def _together(amounts: Sequence[Value]) -> Value:
    """Their sum, as far as they were reported; None when none was."""
    there = [amount for amount in amounts if amount is not None]
    return sum(there, Decimal(0)) if there else None
