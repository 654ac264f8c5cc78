"""The chart over time: by period where there are several, else by day, week or month of the action phase."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import numpy as np

from opsplanner.core.text import Text
from opsplanner.documents.chart import UNSAID, Category, Chart
from opsplanner.figures.charts import answers, words
from opsplanner.figures.charts.ranking import Bar, chart, foremost
from opsplanner.figures.charts.view import View
from opsplanner.figures.frame import Grouping
from opsplanner.figures.frame.columns import Array
from opsplanner.figures.measures import Value, by
from opsplanner.results.pack import EPOCH, NO_DAY

# By period from so many periods on; by day up to so many days, by week up to so many.
PERIODS, DAILY, WEEKLY = 3, 45, 200
Bucket = tuple[date, date]


def over_time(view: View) -> Chart:
    """The measure by time, every period or day of the action phase shown, with what was detected before and after it."""
    grouping, categories = _by_period(view) if _periods(view) else _by_days(view)
    held = view.publication.times(grouping) if view.publication else np.zeros(grouping.groups, dtype=np.bool_)
    standing = answers.answers(view, _stretches(view))
    found = [
        answers.bar(category, value, bool(hidden), standing.get(category.code, "answered"))
        for category, value, hidden in zip(categories, _told(view, grouping), held, strict=True)
        if value or category.code in standing
    ]
    begun = answers.begun(found, standing)
    shown = begun if any(bar.value for bar in begun) and not view.shut else []
    daily = not _periods(view) and (view.last - view.first).days < DAILY and view.publication is None
    notes = answers.notes(shown, standing) if shown else []
    return chart(view, "over_time", "line" if daily else "column", shown, _peak(view, shown, daily), *notes)


def tells_time(view: View) -> bool:
    """Whether time is told to whoever may not see all: by period where there are several, else by week or month, but not both."""
    publication = view.publication
    if publication is None or publication.period is not None:
        return publication is None
    alone = publication.together is None or all(len(batch) == 1 for batch in publication.together)
    return alone and (not view.reader.fixed or len(view.windows) > 1)


def _periods(view: View) -> bool:
    return len(view.windows) >= (PERIODS if view.publication is None else 2)


def _told(view: View, grouping: Grouping) -> list[Value]:
    """Where there is no case, there is none of what is counted; amounts of cases that nobody stated stay unsaid."""
    stated = view.measure in ("persons_arrested", "value") or view.measure in view.evidence.own.numbers
    cases = by("cases", view.evidence, grouping)
    return [
        Decimal(0) if value is None and not (stated and there) else value
        for value, there in zip(view.values(grouping), cases, strict=True)
    ]


def _stretches(view: View) -> dict[str, frozenset[int]]:
    """The periods that tell of each category in which something may be missing: of a period itself, of days those they lie in."""
    if _periods(view):
        return {str(window.number): frozenset({window.period}) for window in view.windows}
    return {
        start.isoformat(): frozenset(w.period for w in view.windows if w.first <= end and start <= w.last)
        for start, end in _buckets(view)
    }


def _by_period(view: View) -> tuple[Grouping, list[Category]]:
    """Groups in the order of the periods; the first holds what has none."""
    plain = view.evidence.frame.by("period")
    places = {name: place for place, name in enumerate(plain.names, start=1)}
    table = np.zeros(plain.groups, dtype=np.uint16)
    for place, window in enumerate(view.windows, start=1):
        if str(window.period) in places:
            table[places[str(window.period)]] = place
    names = tuple(str(window.number) for window in view.windows)
    labels = [Category(str(w.number), words.days(w.first, w.last, short=True)) for w in view.windows]
    return replace(plain, codes=table[plain.codes], names=names), [Category("", words.NOT_STATED), *labels]


def _by_days(view: View) -> tuple[Grouping, list[Category]]:
    """Groups by the day of detection: not stated, earlier, then each bucket, then later."""
    buckets = list(_buckets(view))
    frame = view.evidence.frame
    table = np.zeros((view.last - view.first).days + 3, dtype=np.uint16)
    table[0], table[-1] = 1, len(buckets) + 2
    for place, (start, end) in enumerate(buckets, start=2):
        table[(start - view.first).days + 1 : (end - view.first).days + 2] = place
    begin = view.first.toordinal() - EPOCH

    def place_days() -> Array:
        days = frame.days("detected_on")
        codes: Array = table[np.clip(days, begin - 1, begin + len(table) - 2) - (begin - 1)]
        codes[days == NO_DAY] = 0
        return codes

    codes = frame.remember(("buckets", *buckets), place_days)
    labels = [Category(start.isoformat(), _label(start, end)) for start, end in buckets]
    names = ("earlier", *(start.isoformat() for start, _ in buckets), "later")
    outside = Category("earlier", words.EARLIER), Category("later", words.LATER)
    return Grouping("", "case", codes, names), [Category("", words.NOT_STATED), outside[0], *labels, outside[1]]


def _buckets(view: View) -> Iterator[Bucket]:
    """Days, weeks from the first day on, or months; the last may be short."""
    start, length = view.first, (view.last - view.first).days + 1
    while start <= view.last:
        if length <= DAILY and view.publication is None:
            end = start
        elif length <= WEEKLY:
            end = start + timedelta(days=6)
        else:
            end = (start.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        end = min(end, view.last)
        yield start, end
        start = end + timedelta(days=1)


def _label(start: date, end: date) -> Text:
    if start == end:
        return words.day(start)
    whole_month = start.day == 1 and (end + timedelta(days=1)).day == 1
    return words.month(start) if whole_month else words.days(start, end, short=True)


def _peak(view: View, shown: Sequence[Bar], daily: bool) -> Text:
    """Cases peaked on 5 April; nothing where nothing stands out or the peak might be hidden."""
    known = [bar for bar in shown if bar.value and bar.category.code not in ("", "earlier", "later")]
    top = foremost(known)
    if top is None or len(known) < 2:
        return UNSAID
    if daily:
        when = words.long_day(date.fromisoformat(top.category.code))
        return words.fill(words.PEAKED, measure=view.definition.label, when=when)
    return words.fill(words.PEAKED_IN, measure=view.definition.label, when=top.category.label)
