"""Hands the practice sheet out: made when it is asked for, with dates that have come."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from typing import cast

from opsplanner.core import clock
from opsplanner.operations.models import Operation, Period
from opsplanner.records.template import Template
from opsplanner.results.practice.planted import CASES, rows, spoilt


def practice_sheet(operation: Operation, period: Period, template: Template, lang: str) -> bytes:
    """The workbook of the template's Member in a language; its library is loaded only then."""
    last = min(clock.today(operation.time_zone), period.ends_on)
    first = max(period.starts_on, last - timedelta(days=CASES))
    compose = cast(Callable[..., bytes], import_module("opsplanner.results.practice.sheet").compose)
    return compose(template, lang, spoilt(template, lang, list(rows(template, lang, first, last))))
