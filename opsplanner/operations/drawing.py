"""Happenings drawn along one scale of days: where each begins and how wide it is, in hundredths, with lines of months and of today."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from opsplanner.core.happenings import Happening, Sort

DAY = timedelta(days=1)
# A bar narrower than this could not be seen.
NARROWEST = 0.6
# Beyond so many lines, only every second, third, sixth or twelfth month has one.
MOST_LINES = 9
MONTHS = (1, 2, 3, 6, 12, 24, 60)
# Up to so many days weeks are told apart.
SHORT = 63


@dataclass(frozen=True, slots=True)
class Line:
    """A day that has its line on the scale; `month` says that it stands for a month, not for itself."""

    x: float
    day: date
    month: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """One happening on the scale: a bar that is `width` wide, or a point (no width)."""

    happening: Happening
    x: float
    width: float | None


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything to draw: the marks in order, the lines, and where today is (None: outside)."""

    marks: Sequence[Mark]
    lines: Sequence[Line]
    today: float | None

    def of(self, sort: str) -> list[Mark]:
        """The marks of one sort."""
        return [mark for mark in self.marks if mark.happening.sort == sort]


@dataclass(frozen=True, slots=True)
class Scale:
    """The days from `first` to `last`, both included, laid on 0 to 100."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many there are."""
        return (self.last - self.first).days + 1

    def at(self, day: date) -> float:
        """Where a day begins."""
        return round(100 * (day - self.first).days / self.days, 2)


def draw(happenings: Sequence[Happening], today: date) -> Drawing:
    """The picture of some happenings, on a scale of whole months (of days, where they are few) that holds all of them."""
    if not happenings:
        return Drawing((), (), None)
    scale = _scale(min(each.first for each in happenings), max(each.last for each in happenings))
    inside = scale.first <= today <= scale.last
    return Drawing(
        [_mark(each, scale) for each in happenings], list(_lines(scale)), scale.at(today) if inside else None
    )


def _scale(first: date, last: date) -> Scale:
    if (last - first).days < SHORT:
        return Scale(first - 2 * DAY, last + 2 * DAY)
    return Scale(first.replace(day=1), _next_month(last, 1) - DAY)


def _mark(happening: Happening, scale: Scale) -> Mark:
    begins = scale.at(happening.first)
    if happening.sort in (Sort.MILESTONE, Sort.DUE):
        half = 50 / scale.days
        return Mark(happening, round(begins + half, 2), None)
    return Mark(happening, begins, max(NARROWEST, round(scale.at(happening.last + DAY) - begins, 2)))


def _lines(scale: Scale) -> Iterator[Line]:
    if scale.days <= SHORT + 4:
        monday = scale.first + timedelta(days=-scale.first.weekday() % 7)
        for week in range((scale.last - monday).days // 7 + 1):
            day = monday + timedelta(weeks=week)
            yield Line(scale.at(day), day, False)
        return
    months = (scale.last.year - scale.first.year) * 12 + scale.last.month - scale.first.month + 1
    step = next((each for each in MONTHS if months <= each * MOST_LINES), MONTHS[-1])
    day = scale.first if step == 1 else _from_january(scale.first, step)
    while day <= scale.last:
        yield Line(scale.at(day), day, True)
        day = _next_month(day, step)


def _from_january(day: date, step: int) -> date:
    """The first month not before that day, in steps that fall on January."""
    while (day.year * 12 + day.month - 1) % step:
        day = _next_month(day, 1)
    return day


def _next_month(day: date, step: int) -> date:
    whole = day.year * 12 + day.month - 1 + step
    return date(whole // 12, whole % 12 + 1, 1)
