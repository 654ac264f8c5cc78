"""Days of detection: none that has not come anywhere on earth, and those outside the action phase told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import numpy as np

from opsplanner.records.answers import Answers, by_value
from opsplanner.records.problem import Flaw

DETECTED = "detected_on"
# UTC+14, the latest time zone there is.
AHEAD = timedelta(hours=14)


def not_in_future(answers: Answers) -> None:
    """A detection later than today in the latest time zone."""
    latest = (answers.setting.now + AHEAD).date()
    _report(answers, "R-034", lambda day: day > latest)


def in_action_phase(answers: Answers) -> None:
    """A detection before or after the action phase."""
    phase = answers.template.phase
    latest = (answers.setting.now + AHEAD).date()
    if phase:
        first, last = phase
        outside = lambda day: day <= latest and not first <= day <= last  # noqa: E731
        _report(answers, "R-035", outside, first=first, last=last)


def _report(answers: Answers, code: str, wrong: Callable[[date], bool], **params: date) -> None:
    if not answers.has(DETECTED):
        return
    column = answers.columns[DETECTED]
    found = np.fromiter((day is not None and wrong(day) for day in column.values), np.bool_, len(column.values))
    for number, rows in by_value(column.codes, found):
        day = column.values[number]
        answers.report(Flaw(code, {**params, "value": day}), DETECTED, rows, day.isoformat())
