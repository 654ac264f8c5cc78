"""Two operations of a family side by side: their figures measure by measure, their plans chapter by chapter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from opsplanner.core.i18n import label, language
from opsplanner.documents import numerals
from opsplanner.documents.document import Measure
from opsplanner.operations.amounts import quantity
from opsplanner.operations.overview import Figures
from opsplanner.operations.telling import Chapter, compare
from opsplanner.reference.measures import measures


@dataclass(frozen=True, slots=True)
class Value:
    """What stands in a cell: the amounts of a measure, what was aimed at, and over whom it is where that is not everybody."""

    amounts: Sequence[str]
    target: str
    basis: str


@dataclass(frozen=True, slots=True)
class Line:
    """A measure with what it comes to in each operation; None where there are no figures for the reader."""

    label: str
    definition: str
    values: Sequence[Value | None]


@dataclass(frozen=True, slots=True)
class Pair:
    """A chapter as each of two plans tells it (None: nothing in it), and whether both say the same."""

    key: str
    title: str
    chapters: tuple[Chapter | None, Chapter | None]
    same: bool


def lines(figures: Sequence[Figures | None], currencies: Sequence[str]) -> list[Line]:
    """The measures of which any of the operations has something to say, in the order of the register of measures."""
    return [
        Line(
            label(known.label),
            label(known.definition),
            [
                _value(one.measures.get(key, ()), money) if one else None
                for one, money in zip(figures, currencies, strict=True)
            ],
        )
        for key, known in measures().items()
        if any(_says(each) for one in figures if one for each in one.measures.get(key, ()))
    ]


def _says(measure: Measure) -> bool:
    return measure.value is not None or measure.hidden or measure.target is not None


def _value(found: Sequence[Measure], currency: str) -> Value:
    lang = language()
    targets = [quantity(each.target, each.unit, currency) for each in found if each.target is not None]
    return Value(
        [_amount(each, currency) for each in found] or [numerals.MISSING],
        targets[0] if targets else "",
        next((each.basis.to(lang) for each in found if each.basis.all()), ""),
    )


def _amount(measure: Measure, currency: str) -> str:
    if measure.hidden:
        return _("held back")
    return quantity(measure.value, measure.unit, currency, measure.decimals)


def pairs(first: Iterable[Chapter], second: Iterable[Chapter]) -> Iterator[Pair]:
    """Every chapter of two plans, in the order of the plan."""
    before, after = list(first), list(second)
    differing = compare(before, after)
    theirs = {chapter.key: chapter for chapter in before}
    for chapter in after:
        yield Pair(chapter.key, chapter.title, (theirs.get(chapter.key), chapter), chapter.title not in differing)
