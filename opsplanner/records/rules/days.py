"""Days of detection and effort: none that has not come anywhere on earth; detections outside the action phase are told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import numpy as np

from opsplanner.records.answers import Answers, by_value
from opsplanner.records.problem import Flaw

DETECTED = "detected_on"
EFFORT_START, EFFORT_END = "window_start", "window_end"
DAYS = (DETECTED, EFFORT_START, EFFORT_END)
# UTC+14, the latest time zone there is.
AHEAD = timedelta(hours=14)
# So long before the action phase a day of detection is more likely mistyped than early.
LONG_BEFORE = timedelta(days=5 * 366)


def not_in_future(answers: Answers) -> None:
    """A detection, or effort, later than today in the latest time zone."""
    latest = (answers.setting.now + AHEAD).date()
    for key in DAYS:
        _report(answers, "R-034", key, lambda day: day > latest)


def in_action_phase(answers: Answers) -> None:
    """A detection before or after the action phase."""
    phase = answers.template.phase
    latest = (answers.setting.now + AHEAD).date()
    if phase:
        first, last = phase
        plausible = first - LONG_BEFORE

        def outside(day: date) -> bool:
            return plausible <= day <= latest and not first <= day <= last

        _report(answers, "R-035", DETECTED, outside, first=first, last=last)
        _report(answers, "R-038", DETECTED, lambda day: day < plausible, first=first)


def _report(answers: Answers, code: str, key: str, wrong: Callable[[date], bool], **params: date) -> None:
    if not answers.has(key):
        return
    column = answers.columns[key]
    found = np.fromiter((day is not None and wrong(day) for day in column.values), np.bool_, len(column.values))
    for number, rows in by_value(column.codes, found):
        day = column.values[number]
        answers.report(Flaw(code, {**params, "value": day}), key, rows, day.isoformat())
