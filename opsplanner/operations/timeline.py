"""The phases of an operation as a line, with today on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from opsplanner.operations.models import Phase


@dataclass(frozen=True, slots=True)
class Stretch:
    """A phase on the line: done, current or future; while current, today is its day `day` of `length`."""

    kind: str
    starts_on: date
    ends_on: date
    state: str
    day: int
    length: int


def timeline(phases: Sequence[Phase], today: date) -> list[Stretch]:
    """The phases in the order of their days."""
    return [_stretch(phase, today) for phase in sorted(phases, key=lambda phase: (phase.starts_on, phase.ends_on))]


def phase_on(phases: Sequence[Phase], today: date) -> str | None:
    """The kind of phase that a day falls in, by the plan; None between, before and after all."""
    return next((stretch.kind for stretch in timeline(phases, today) if stretch.state == "current"), None)


def _stretch(phase: Phase, today: date) -> Stretch:
    state = "done" if phase.ends_on < today else "future" if phase.starts_on > today else "current"
    length = (phase.ends_on - phase.starts_on).days + 1
    return Stretch(phase.kind, phase.starts_on, phase.ends_on, state, (today - phase.starts_on).days + 1, length)
